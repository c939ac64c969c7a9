"""Reading accounts, organisations and roles; the viewer every other query takes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from allauth.mfa.models import Authenticator
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from balai.core.audience import PUBLIC, Viewer
from balai.core.errors import NotAllowed
from balai.foundation.clock import now
from balai.foundation.registries import questions
from balai.people.models import (
    Account,
    Addressee,
    LinkKind,
    Membership,
    OneTimeLink,
    Organisation,
)
from balai.people.tokens import hash_of

OPERATOR = "operator"


@dataclass(frozen=True)
class OrganisationShown:
    """An organisation as any reader may know it."""

    id: str
    name: str
    country: str
    actor: str
    clients_described: str


@dataclass(frozen=True)
class Standing:
    """Who is looking in a browser, and which of their roles wait for a second step."""

    viewer: Viewer = PUBLIC
    withheld: frozenset[tuple[str, str]] = frozenset()
    """Pairs of (role, organisation) that are held and do not count."""


SECOND_STEPS = ("totp", "webauthn")
"""What counts as a second step; recovery codes only stand in for one."""


def viewer_for(account: Account | None) -> Viewer:
    """Return who is looking, in two queries; without an open account, the public.

    Only whoever holds a role is known by the address under which others named them: where
    registration is open, anybody can make an account under an address that is not theirs. Whoever
    was asked as a colleague is asked by account, and stays so without any role.
    """
    return standing_of(account, second_step_for=frozenset()).viewer


def standing_of(account: Account | None, *, second_step_for: frozenset[str]) -> Standing:
    """Return who is looking, without the roles that need a second step and have none.

    `second_step_for` are the roles that need one here. A role that is withheld counts for
    nothing, also not for belonging to its organisation. Two queries; without a role the second
    asks whether anything waits for the account.
    """
    if account is None or not account.is_active:
        return Standing()
    named = Addressee.objects.filter(email=account.email).values("pk")[:1]
    steps = Authenticator.objects.filter(user_id=OuterRef("account_id"), type__in=SECOND_STEPS)
    held = list(
        Membership.objects.filter(account=account)
        .annotate(named_as=Subquery(named), has_step=Exists(steps))
        .annotate(is_asked=_is_asked())
        .values_list("role", "organisation_id", "named_as", "has_step", "is_asked")
    )
    every = frozenset((role, where or "") for role, where, *_ in held)
    withheld = frozenset(
        (role, where or "")
        for role, where, _named_as, has_step, _is_asked in held
        if role in second_step_for and not has_step
    )
    roles = every - withheld
    organisations = frozenset(where for _role, where in roles if where)
    viewer = Viewer(
        account=account.pk,
        organisations=organisations,
        served=_served_by(organisations),
        signed_in=True,
        roles=roles,
        named_as=frozenset(named_as for _, _, named_as, *_ in held if named_as),
        is_asked=any(is_asked for *_, is_asked in held) if held else _is_asked_by_account(account),
    )
    return Standing(viewer, withheld)


def _is_asked() -> ExpressionWrapper[Q]:
    """Return whether anything may wait for the answer of whoever a membership is of."""
    waits = _waits_for(OuterRef("account_id"), OuterRef("named_as"))
    return ExpressionWrapper(waits, output_field=BooleanField())


def _is_asked_by_account(account: Account) -> bool:
    return Account.objects.filter(_waits_for(OuterRef("pk")), pk=account.pk).exists()


def _waits_for(*known_as: OuterRef) -> Q:
    return reduce(or_, (Q(ask(known_as)) for _name, ask in questions))


def require_standing(viewer: Viewer) -> None:
    """Refuse an act of a viewer who lost a role, or the account, since they were read.

    Asked inside the transaction that writes, in one query whose rows stay locked until it ends:
    whoever takes a role away waits for the act, or the act sees that it is gone. Raises
    NotAllowed, the words for whoever never held it.
    """
    if viewer.account in (None, OPERATOR):
        return
    if viewer.roles:
        rows = Membership.objects.select_for_update(of=("self",)).filter(
            account_id=viewer.account, account__is_active=True
        )
        held = {(role, where or "") for role, where in rows.values_list("role", "organisation_id")}
        stands = viewer.roles <= held
    else:
        open_ones = Account.objects.filter(pk=viewer.account, is_active=True)
        stands = open_ones.select_for_update(no_key=True).values("pk").first() is not None
    if not stands:
        raise NotAllowed()


def viewer_by_id(account_id: str) -> Viewer:
    """Return the viewer for an account's identifier or for the operator; else the public."""
    if account_id == OPERATOR:
        return operator()
    return viewer_for(Account.objects.filter(pk=account_id).first())


def as_member(organisation_id: str) -> Viewer:
    """Return whoever belongs to an organisation and nothing else, as the policy knows them."""
    own = frozenset({organisation_id})
    return Viewer(organisations=own, served=_served_by(own), signed_in=True)


def _served_by(organisations: frozenset[str]) -> frozenset[str]:
    """Return the organisations that name one of these as a client."""
    if not organisations:
        return frozenset()
    return frozenset(
        Organisation.objects.filter(clients__in=organisations).values_list("pk", flat=True)
    )


def viewer_by_email(email: str) -> Viewer | None:
    """Return the viewer for an account's address, or None where there is no such account."""
    account = Account.objects.filter(email=email.strip().lower(), is_active=True).first()
    return viewer_for(account) if account else None


def operator() -> Viewer:
    """Return the local operator: a steward who sees what the operator brought in, and no more."""
    home = Organisation.objects.filter(is_operator=True).values_list("pk", flat=True).first()
    held = {("steward", "")}
    if home:
        held |= {(role, home) for role in ("reader", "contributor", "reviewer", "convenor")}
    return Viewer(
        account=OPERATOR,
        organisations=frozenset({home} if home else ()),
        signed_in=True,
        roles=frozenset(held),
    )


def organisation(organisation_id: str) -> OrganisationShown | None:
    """Return an organisation by its identifier."""
    row = Organisation.objects.filter(pk=organisation_id).first()
    return _shown(row) if row else None


def known_organisation(organisation_id: str) -> OrganisationShown:
    """Return an organisation that must be there. Raises NotAllowed where it is not."""
    found = organisation(organisation_id)
    if found is None:
        raise NotAllowed()
    return found


def organisations(ids: frozenset[str] | None = None) -> tuple[OrganisationShown, ...]:
    """Return organisations by name: all of them, or those with these identifiers."""
    rows = Organisation.objects.order_by("name")
    if ids is not None:
        rows = rows.filter(pk__in=ids)
    return tuple(_shown(row) for row in rows)


def without_reviewer(ids: frozenset[str]) -> tuple[OrganisationShown, ...]:
    """Return those of these organisations that nobody reviews for."""
    reviewed = Membership.objects.filter(role="reviewer", account__is_active=True)
    rows = Organisation.objects.filter(pk__in=ids).order_by("name")
    return tuple(map(_shown, rows.exclude(pk__in=reviewed.values("organisation_id"))))


def name_of(account_id: str) -> str:
    """Return how an account is named to colleagues; empty where there never was one."""
    return names_of([account_id]).get(account_id, "")


def names_of(account_ids: Iterable[str]) -> dict[str, str]:
    """Return how several accounts are named to colleagues, in one query.

    Whoever closed the account is a former member; what was never an account is absent.
    """
    rows = Account.objects.filter(pk__in=set(account_ids))
    return {
        account: (name or email.partition("@")[0]) if is_open else _("A former member")
        for account, name, email, is_open in rows.values_list("pk", "name", "email", "is_active")
    }


def open_names_of(account_ids: Iterable[str]) -> dict[str, str]:
    """Return the names that holders of open accounts gave themselves; never an address."""
    rows = Account.objects.filter(pk__in=set(account_ids), is_active=True).exclude(name="")
    return dict(rows.values_list("pk", "name"))


@dataclass(frozen=True)
class Addressed:
    """An open account to which a message may go: who looks, at which address, which language."""

    viewer: Viewer
    email: str
    language: str


def addressed(known_as: str) -> Addressed | None:
    """Return the open account behind an account's or an addressee's identifier, if any."""
    address = Addressee.objects.filter(pk=known_as).values("email")
    account = Account.objects.filter(Q(pk=known_as) | Q(email__in=address), is_active=True).first()
    if account is None:
        return None
    return Addressed(viewer_for(account), account.email, account.language)


@dataclass(frozen=True)
class ColleagueShown:
    """A member of an organisation, to be named as a reader by another."""

    account_id: str
    name: str
    reviews: bool


def colleagues(viewer: Viewer) -> tuple[ColleagueShown, ...]:
    """Return the other open accounts of the viewer's organisations, by name."""
    found: dict[str, ColleagueShown] = {}
    rows = (
        Membership.objects.filter(organisation_id__in=viewer.organisations, account__is_active=True)
        .exclude(account_id=viewer.account or "")
        .values_list("account_id", "account__name", "account__email", "role")
    )
    for account, name, email, role in rows:
        before = found.get(account)
        reviews = role == "reviewer" or (before is not None and before.reviews)
        found[account] = ColleagueShown(account, name or email.partition("@")[0], reviews)
    return tuple(sorted(found.values(), key=lambda each: (each.name.casefold(), each.account_id)))


def accounts_of_colleagues(viewer: Viewer, addresses: Iterable[str]) -> dict[str, str]:
    """Return address -> account of those who share an organisation with the viewer."""
    rows = Membership.objects.filter(
        organisation_id__in=viewer.organisations,
        account__email__in=list(addresses),
        account__is_active=True,
    )
    return dict(rows.values_list("account__email", "account_id"))


def reviewers_but(viewer: Viewer, organisation_id: str) -> tuple[Viewer, ...]:
    """Return the others who review for an organisation, as the policy knows them."""
    rows = Account.objects.filter(
        memberships__organisation_id=organisation_id, memberships__role="reviewer", is_active=True
    ).exclude(pk=viewer.account or "")
    return tuple(viewer_for(each) for each in rows.distinct())


def named(identifiers: Iterable[str]) -> dict[str, str]:
    """Return how recipients are shown to whoever may change them: a name, or the address typed.

    An address stands as it was typed: whether it has an account is not told.
    """
    wanted = set(identifiers)
    return names_of(wanted) | addresses_named(wanted)


def addresses_named(identifiers: Iterable[str]) -> dict[str, str]:
    """Return those of some recipients who were named by address, with the address."""
    rows = Addressee.objects.filter(pk__in=set(identifiers))
    return dict(rows.values_list("pk", "email"))


def _shown(row: Organisation) -> OrganisationShown:
    return OrganisationShown(row.pk, row.name, row.country, row.actor, row.clients_described)


@dataclass(frozen=True)
class LinkShown:
    """A one-time link as its holder may know it. `state` is open, used, expired or unknown."""

    state: str
    email: str = ""
    account_id: str = ""
    account_name: str = ""
    organisation_name: str = ""
    roles: tuple[str, ...] = ()
    has_account: bool = False
    """Whether the address invited has an account already."""

    @property
    def is_open(self) -> bool:
        """Say whether the link still works."""
        return self.state == "open"


def link(kind: str, token: str) -> LinkShown:
    """Return what a one-time link is for; looking changes nothing."""
    row = (
        OneTimeLink.objects.filter(kind=kind, token_hash=hash_of(token))
        .select_related("organisation", "account")
        .first()
    )
    if row is None:
        return LinkShown("unknown")
    state = "used" if row.used else "expired" if row.has_expired(now()) else "open"
    return LinkShown(
        state=state,
        email=row.email,
        account_id=row.account_id or "",
        account_name=row.account.name if row.account else "",
        organisation_name=row.organisation.name if row.organisation else "",
        roles=tuple(row.roles),
        has_account=bool(row.email) and Account.objects.filter(email=row.email).exists(),
    )


def is_welcome_link(token: str) -> bool:
    """Say whether this is the open link with which an empty node greets its first steward."""
    row = OneTimeLink.objects.filter(
        kind=LinkKind.INVITATION, token_hash=hash_of(token), email="", made_by=OPERATOR
    )
    return not has_accounts() and row.filter(OneTimeLink.lasting(now()), used=None).exists()


def has_accounts() -> bool:
    """Say whether anybody ever had an account here."""
    return Account.objects.exists()


@dataclass(frozen=True)
class Profile:
    """What somebody has chosen about the own account."""

    account_id: str
    email: str
    name: str
    language: str
    reading_languages: tuple[str, ...]
    review_keys: bool


def profile_of(viewer: Viewer) -> Profile:
    """Return the viewer's own account. Raises NotAllowed for whoever has none."""
    row = Account.objects.filter(pk=viewer.account or "", is_active=True).first()
    if row is None:
        raise NotAllowed()
    return Profile(
        row.pk,
        row.email,
        row.name,
        row.language,
        tuple(row.reading_languages),
        row.review_keys,
    )


def sign_in_account(account_id: str) -> Account:
    """Return the row that sign-in needs. Raises NotAllowed where it is closed.

    For views that sign somebody in; never for a template.
    """
    row = Account.objects.filter(pk=account_id, is_active=True).first()
    if row is None:
        raise NotAllowed()
    return row
