"""An organisation's sign-in provider: named by a steward, and whom it lets in."""

from __future__ import annotations

import hashlib

from django.utils.translation import gettext as _

from balai.core.audience import Viewer
from balai.core.errors import Invalid, NotAllowed
from balai.foundation.clock import now
from balai.foundation.journal.kinds import declare
from balai.foundation.journal.recording import recording
from balai.foundation.sealing import is_newest, seal, unseal
from balai.people import policy
from balai.people.actions.invitations import clean_email, let_in, spoken
from balai.people.models import (
    Account,
    LinkKind,
    Membership,
    OneTimeLink,
    Organisation,
    Provider,
    ProviderSubject,
)
from balai.people.names import clean_name, without_tricks
from balai.people.providers.protocol import Person, clean_issuer

PURPOSE = "provider"
NAMED = declare("people.provider-named", "A steward named an organisation's sign-in provider.")
REMOVED = declare("people.provider-removed", "A steward removed an organisation's provider.")
MET = declare("people.provider-met", "Somebody signed in through a provider for the first time.")
FORGOTTEN = declare(
    "people.provider-forgotten", "A steward had a provider's word on somebody forgotten."
)


def name_provider(
    *, viewer: Viewer, organisation_id: str, issuer: str, client_id: str, secret: str
) -> None:
    """Name where an organisation's people sign in; an empty secret leaves the one that is kept.

    Whom another issuer vouched for is forgotten.
    """
    policy.require(policy.is_steward(viewer))
    where, client = clean_issuer(issuer), without_tricks(client_id)
    kept = without_tricks(secret)
    if not client or len(client) > 300 or len(where) > 500 or len(kept) > 1000:
        problem = _("The provider gives this node an identifier and a secret.")
        raise Invalid(problem, _("Copy both from it."), fields={"client_id": problem})
    with recording(viewer) as journal:
        if not Organisation.objects.filter(pk=organisation_id).exists():
            raise NotAllowed()
        row = Provider.objects.filter(organisation_id=organisation_id).first()
        if row is None and not kept:
            problem = _("The provider gives this node a secret, too.")
            raise Invalid(problem, _("Copy it from there."), fields={"secret": problem})
        if row is not None and row.issuer != where:
            row.subjects.all().delete()
        row = row or Provider(organisation_id=organisation_id)
        row.issuer, row.client_id = where, client
        row.secret = seal(kept, PURPOSE) if kept else row.secret
        row.save()
        journal.note(NAMED, "organisation", organisation_id)


def remove_provider(*, viewer: Viewer, organisation_id: str) -> bool:
    """Remove an organisation's provider; its people sign in with their passwords again."""
    policy.require(policy.is_steward(viewer))
    with recording(viewer) as journal:
        removed, _rows = Provider.objects.filter(organisation_id=organisation_id).delete()
        if removed:
            journal.note(REMOVED, "organisation", organisation_id)
        return bool(removed)


def forget_subject(*, viewer: Viewer, account_id: str) -> bool:
    """Forget whom providers meant by an account, so that the next sign-in there counts anew."""
    policy.require(policy.is_steward(viewer))
    with recording(viewer) as journal:
        removed, _rows = ProviderSubject.objects.filter(account_id=account_id).delete()
        if removed:
            journal.note(FORGOTTEN, "account", account_id)
        return bool(removed)


def admit(*, organisation_id: str, person: Person) -> str:
    """Return whose account a provider vouches for: a member's, or that of an open invitation.

    The account must belong to the provider's organisation; the address must be invited to it
    where there is no account. A provider gives no role by itself, and opens no account that does
    not belong to its organisation, also where that is invited: its holder accepts signed in.
    """
    email = clean_email(person.email)
    subject = hashlib.sha256(f"{organisation_id}\n{person.subject}".encode()).hexdigest()
    account = Account.objects.filter(email=email).first()
    is_new = account is None
    account = account or Account(email=email, name=_name(person), language=spoken())
    if is_new:
        account.set_unusable_password()
    with recording(account.pk) as journal:
        provider = Provider.objects.filter(organisation_id=organisation_id).first()
        if provider is None:
            raise NotAllowed()
        if is_new:
            row = _open_invitation(email, organisation_id)
            if row is None:
                raise _stranger()
            let_in(journal, account, row)
            OneTimeLink.objects.filter(pk=row.pk).update(used=now(), email="")
        elif not account.is_active or not _belongs(account, organisation_id):
            raise _stranger()
        known = list(
            provider.subjects.filter(subject_hash=subject).values_list("account_id", flat=True)
        )
        own = provider.subjects.filter(account=account).first()
        if known not in ([], [account.pk]) or (own is not None and own.subject_hash != subject):
            raise Invalid(
                _("The provider means somebody else by this address than it did before."),
                _("Sign in with your password, or ask a steward."),
                kind="provider-other",
            )
        if own is None:
            provider.subjects.create(account=account, subject_hash=subject)
            journal.note(MET, "account", account.pk, organisation=organisation_id)
        return account.pk


def seal_providers_anew() -> int:
    """Seal every provider's secret with the newest key; return how many were sealed otherwise."""
    changed = 0
    with recording("operator"):
        for row in Provider.objects.select_for_update():
            if not is_newest(row.secret, PURPOSE):
                row.secret = seal(unseal(row.secret, PURPOSE), PURPOSE)
                row.save(update_fields=["secret"])
                changed += 1
    return changed


def _belongs(account: Account, organisation_id: str) -> bool:
    return Membership.objects.filter(account=account, organisation_id=organisation_id).exists()


def _open_invitation(email: str, organisation_id: str) -> OneTimeLink | None:
    return OneTimeLink.objects.filter(
        OneTimeLink.lasting(now()),
        kind=LinkKind.INVITATION,
        email=email,
        organisation_id=organisation_id,
        used=None,
    ).first()


def _name(person: Person) -> str:
    """Return the name of a new account: the provider's word, or else what the address says."""
    for each in (person.name, person.email.partition("@")[0]):
        try:
            return clean_name(each)
        except Invalid:
            continue
    return ""


def _stranger() -> Invalid:
    return Invalid(
        _("This address has no account here that belongs to this organisation."),
        _(
            "Ask a colleague to invite it. If you have an account already, sign in with your "
            "password and open the invitation."
        ),
        kind="provider-stranger",
    )
