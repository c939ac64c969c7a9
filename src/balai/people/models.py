"""Accounts, organisations, who holds which role where, and links that work once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from balai.foundation.ids import new_id
from balai.foundation.models import Record

_SKEW = timedelta(hours=1)
"""By how much a clock may have been set back without a link losing its word."""


class Role(models.TextChoices):
    """What somebody may do; the last two are held for the node, the others for an organisation."""

    READER = "reader", _("Reader")
    CONTRIBUTOR = "contributor", _("Contributor")
    REVIEWER = "reviewer", _("Reviewer")
    CONVENOR = "convenor", _("Convenor")
    STEWARD = "steward", _("Steward")
    OVERSIGHT = "oversight", _("Oversight")


NODE_ROLES = frozenset({Role.STEWARD.value, Role.OVERSIGHT.value})


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts by e-mail; `people.actions` is the caller."""

    def create_user(self, email: str, password: str | None = None, **extra: Any) -> Account:
        """Make an account whose password is unusable until one is set."""
        account = self.model(email=self.normalize_email(email).lower(), **extra)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """Somebody who can sign in."""

    id = models.CharField(primary_key=True, max_length=26, default=new_id, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=10, default="en")
    reading_languages = models.JSONField(default=list)
    review_keys = models.BooleanField(default=True)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.id


class Organisation(Record):
    """A service, ministry, centre or association; `clients` are whom AMBER lets it share with."""

    name = models.CharField(max_length=200, unique=True)
    country = models.CharField(max_length=2, blank=True)
    actor = models.CharField(max_length=4, blank=True)
    clients_described = models.TextField(blank=True)
    clients = models.ManyToManyField(
        "self", symmetrical=False, related_name="served_by", blank=True
    )
    is_operator = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """One role of one account, in an organisation or (organisation empty) for the node."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="memberships", null=True, blank=True
    )
    role = models.CharField(max_length=12, choices=Role.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "organisation", "role"], name="one_role_once"
            ),
            models.UniqueConstraint(
                fields=["account", "role"],
                condition=models.Q(organisation=None),
                name="one_node_role_once",
            ),
            models.CheckConstraint(
                condition=models.Q(organisation=None, role__in=sorted(NODE_ROLES))
                | (models.Q(organisation__isnull=False) & ~models.Q(role__in=sorted(NODE_ROLES))),
                name="node_roles_have_no_organisation",
            ),
        ]


class Addressee(Record):
    """An e-mail address under which somebody was named as a reader.

    It is kept whether or not anybody has an account under it, so that naming an address tells
    nobody which it is. Whoever joins under it later is the one who was named.
    """

    email = models.EmailField(unique=True)


class LinkKind(models.TextChoices):
    """What a one-time link does."""

    INVITATION = "invitation"
    RECOVERY = "recovery"
    SIGN_IN = "sign-in"


class OneTimeLink(Record):
    """A link that works once; only the hash of its token is kept."""

    kind = models.CharField(max_length=12, choices=LinkKind.choices)
    token_hash = models.CharField(max_length=64, unique=True)
    email = models.EmailField(blank=True)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, null=True, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, null=True, blank=True)
    roles = models.JSONField(default=list)
    made_by = models.CharField(max_length=26)
    expires = models.DateTimeField()
    used = models.DateTimeField(null=True, blank=True)

    @staticmethod
    def lasting(moment: datetime) -> models.Q:
        """Return what tells links whose time is not over, in a query.

        One from a clock that ran ahead has no time to go by.
        """
        return models.Q(expires__gt=moment, created__lte=moment + _SKEW)

    def has_expired(self, moment: datetime) -> bool:
        """Say whether its time is over, as `lasting` does."""
        return self.expires <= moment or self.created > moment + _SKEW


class Provider(Record):
    """Where an organisation's people sign in themselves, over OpenID Connect.

    `secret` is sealed (`foundation/sealing.py`).
    """

    organisation = models.OneToOneField(
        Organisation, on_delete=models.CASCADE, related_name="provider"
    )
    issuer = models.CharField(max_length=500)
    client_id = models.CharField(max_length=300)
    secret = models.TextField()


class ProviderSubject(models.Model):
    """Whom a provider meant when an account first came in through it, as a hash.

    An address that is given to somebody else at the organisation does not open the account of
    whoever had it before.
    """

    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="subjects")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="subjects")
    subject_hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "account"], name="one_subject_each"),
            models.UniqueConstraint(fields=["provider", "subject_hash"], name="one_account_each"),
        ]
