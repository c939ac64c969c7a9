"""Reading accounts, organisations and roles; the viewer every other query takes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from balai.core.audience import PUBLIC, Viewer
from balai.core.errors import NotAllowed
from balai.foundation.clock import now
from balai.people.models import Account, LinkKind, Membership, OneTimeLink, Organisation
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


def viewer_for(account: Account | None) -> Viewer:
    """Return who is looking, in two queries; without an open account, the public."""
    if account is None or not account.is_active:
        return PUBLIC
    roles = frozenset(
        (role, organisation or "")
        for role, organisation in Membership.objects.filter(account=account).values_list(
            "role", "organisation_id"
        )
    )
    organisations = frozenset(organisation for _, organisation in roles if organisation)
    return Viewer(
        account=account.pk,
        organisations=organisations,
        served=_served_by(organisations),
        signed_in=True,
        roles=roles,
    )


def viewer_by_id(account_id: str) -> Viewer:
    """Return the viewer for an account's identifier or for the operator; else the public."""
    if account_id == OPERATOR:
        return operator()
    return viewer_for(Account.objects.filter(pk=account_id).first())


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


def organisations(ids: frozenset[str] | None = None) -> tuple[OrganisationShown, ...]:
    """Return organisations by name: all of them, or those with these identifiers."""
    rows = Organisation.objects.order_by("name")
    if ids is not None:
        rows = rows.filter(pk__in=ids)
    return tuple(_shown(row) for row in rows)


def reviewers_of(organisation_id: str) -> int:
    """Return how many active accounts may review for an organisation."""
    return Membership.objects.filter(
        organisation_id=organisation_id, role="reviewer", account__is_active=True
    ).count()


def name_of(account_id: str) -> str:
    """Return how an account is named to colleagues; empty where the account is gone."""
    return names_of([account_id]).get(account_id, "")


def names_of(account_ids: Iterable[str]) -> dict[str, str]:
    """Return how several accounts are named to colleagues, in one query; closed ones are absent."""
    rows = Account.objects.filter(pk__in=set(account_ids), is_active=True)
    return {
        account: name or email.partition("@")[0]
        for account, name, email in rows.values_list("pk", "name", "email")
    }


def _shown(row: Organisation) -> OrganisationShown:
    return OrganisationShown(row.pk, row.name, row.country, row.actor, row.clients_described)


