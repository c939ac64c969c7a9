"""The organisations and the cast of the sample, as accounts of the node."""

from __future__ import annotations

import secrets

from balai.core.audience import PUBLIC, Viewer
from balai.core.errors import BalaiError
from balai.people.actions.invitations import accept_invitation, invite
from balai.people.actions.organisations import make_organisation, name_clients
from balai.people.actions.roles import give_role
from balai.people.models import Account
from balai.people.models import Organisation as KnownOrganisation
from balai.people.queries import operator, viewer_by_email
from balai.sample.catalogue import Organisation, Persona


def make_organisations(wanted: tuple[Organisation, ...]) -> dict[str, str]:
    """Make the organisations that are missing; return their identifiers by key."""
    ids: dict[str, str] = {}
    for each in wanted:
        known = KnownOrganisation.objects.filter(name=each.name)
        ids[each.key] = known.values_list("pk", flat=True).first() or make_organisation(
            viewer=operator(), name=each.name, country=each.country, actor=each.kind
        )
        name_clients(
            viewer=operator(), organisation_id=ids[each.key], clients=(), described=each.clients
        )
    return ids


def admit_people(wanted: tuple[Persona, ...], organisations: dict[str, str]) -> dict[str, str]:
    """Invite and admit each persona who has an account; return their addresses by key."""
    cast = [each for each in wanted if each.account]
    for each in cast:
        if not Account.objects.filter(email=each.email).exists():
            _admit(each, organisations.get(each.organisation, ""))
    return {each.key: each.email for each in cast}


def _admit(each: Persona, organisation: str) -> None:
    link = invite(
        viewer=operator(),
        email=each.email,
        organisation=organisation,
        roles=each.roles or each.node_roles,
    )
    account = accept_invitation(
        viewer=PUBLIC, token=link.token, name=each.name, password=secrets.token_urlsafe(24)
    )
    Account.objects.filter(pk=account).update(language=each.language)
    if each.roles:
        for role in each.node_roles:
            give_role(viewer=operator(), account_id=account, organisation="", role=role)


def persona_at(address: str) -> Viewer:
    """Return a persona as a viewer. Raises BalaiError where the node has no such account."""
    found = viewer_by_email(address)
    if found is None:
        raise BalaiError(f"The sample's {address} is not on this node.")
    return found
