"""Organisations, and whom each shares AMBER with."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from balai.core.audience import Viewer
from balai.core.errors import Invalid, NotAllowed
from balai.foundation.journal.kinds import declare
from balai.foundation.journal.recording import recording
from balai.people import policy
from balai.people.models import Organisation
from balai.people.names import clean_name, clean_words
from balai.people.territories import is_country

ORGANISATION_MADE = declare("people.organisation-made", "An organisation was added.")
ORGANISATION_CHANGED = declare(
    "people.organisation-changed", "An organisation's name or country was changed."
)
CLIENTS_NAMED = declare("people.clients-named", "An organisation said whom it shares AMBER with.")


def make_organisation(*, viewer: Viewer, name: str, country: str = "", actor: str = "") -> str:
    """Add an organisation and return its identifier. Raises Invalid where the name is taken."""
    policy.require(policy.is_steward(viewer))
    cleaned = clean_organisation(name, country)
    with recording(viewer) as journal:
        _check_free(cleaned[0])
        row = Organisation.objects.create(name=cleaned[0], country=cleaned[1], actor=actor)
        journal.note(ORGANISATION_MADE, "organisation", row.pk)
        return row.pk


def change_organisation(
    *, viewer: Viewer, organisation_id: str, name: str, country: str = ""
) -> None:
    """Change how an organisation is called and where it is; a steward, or its convenor."""
    policy.require(policy.may_name_clients(viewer, organisation_id))
    cleaned = clean_organisation(name, country)
    with recording(viewer) as journal:
        _check_free(cleaned[0], besides=organisation_id)
        if not Organisation.objects.filter(pk=organisation_id).update(
            name=cleaned[0], country=cleaned[1]
        ):
            raise NotAllowed()
        journal.note(ORGANISATION_CHANGED, "organisation", organisation_id)


def name_clients(
    *, viewer: Viewer, organisation_id: str, clients: Iterable[str], described: str = ""
) -> None:
    """Say whom an organisation shares AMBER with: by name, and in words for its own people.

    Whoever is named reads what the organisation shares as AMBER from now on, also what is
    there already; whoever is no longer named loses that sight at once.
    """
    policy.require(policy.may_name_clients(viewer, organisation_id))
    wanted = set(clients) - {organisation_id}
    words = clean_words(described, field="described")
    with recording(viewer) as journal:
        row = Organisation.objects.filter(pk=organisation_id).first()
        if row is None:
            raise NotAllowed()
        if Organisation.objects.filter(pk__in=wanted).count() != len(wanted):
            problem = _("One of these organisations is not on this node.")
            raise Invalid(problem, fields={"clients": problem})
        before = set(row.clients.values_list("pk", flat=True))
        row.clients.set(Organisation.objects.filter(pk__in=wanted))
        Organisation.objects.filter(pk=organisation_id).update(clients_described=words)
        journal.note(
            CLIENTS_NAMED,
            "organisation",
            organisation_id,
            added=sorted(wanted - before),
            removed=sorted(before - wanted),
        )


def clean_organisation(name: str, country: str) -> tuple[str, str]:
    """Return name and country code as they are kept. Raises Invalid."""
    code = country.strip().upper()
    if code and not is_country(code):
        problem = _("This country is not known.")
        raise Invalid(problem, _("Use its code of two letters."), fields={"country": problem})
    return clean_name(name, longest=200), code


def _check_free(name: str, besides: str = "") -> None:
    if Organisation.objects.filter(name__iexact=name).exclude(pk=besides).exists():
        problem = _("An organisation of this name is on this node already.")
        raise Invalid(problem, fields={"name": problem})
