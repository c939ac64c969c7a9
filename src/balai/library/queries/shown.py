"""A source as its readers see it, and which sources a viewer may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from balai.core.audience import Viewer
from balai.library.models import Source, SourceState
from balai.library.naming import is_untitled, title_from
from balai.library.readers.refusals import refusal_in_words
from balai.people.queries import OrganisationShown, organisations
from balai.sharing.queries import Sharing, sharing_of_many, visible_to

_IN_SIGHT = (SourceState.READY,)


@dataclass(frozen=True)
class SourceShown:
    """A source as its readers see it; `sharing` says who they are."""

    id: str
    title: str
    publisher: str
    date: str
    address: str
    country: str
    language: str
    licence: str
    link_only: bool
    is_illustration: bool
    format: str
    file_name: str
    pages: int
    edition: int
    state: str
    organisation_id: str
    organisation: str
    contributor: str
    created: datetime
    sharing: Sharing
    error_kind: str = ""
    error_message: str = ""
    error_hint: str = ""


def visible_sources(viewer: Viewer) -> QuerySet[Source]:
    """Return the sources a viewer may see; those not ready only where they have charge."""
    charge = Q(contributor=viewer.account or "-", organisation_id__in=viewer.organisations) | Q(
        organisation_id__in=viewer.organisations_as("reviewer")
    )
    rows = Source.objects.filter(Q(state__in=_IN_SIGHT) | charge)
    return visible_to(viewer, rows, "source")


def shown_all(viewer: Viewer, rows: list[Source]) -> tuple[SourceShown, ...]:
    """Return rows that the viewer was found to see as they are shown, in three queries.

    Under the Chatham House Rule who brought a source and how its file is called stay within its
    organisation: a file is often called after who spoke.
    """
    audiences = sharing_of_many("source", [row.pk for row in rows])
    refusals = {
        row.pk: refusal_in_words(row.error_kind, row.error_message, row.error_hint, gettext)
        for row in rows
    }
    names: dict[str, OrganisationShown] = {
        each.id: each for each in organisations(frozenset(row.organisation_id for row in rows))
    }
    hidden = {
        row.pk
        for row in rows
        if row.pk in audiences
        and audiences[row.pk].chatham
        and row.organisation_id not in viewer.organisations
    }
    return tuple(
        SourceShown(
            id=row.pk,
            title=title_shown(row, is_hidden=row.pk in hidden),
            publisher=row.publisher,
            date=row.date,
            address=row.address,
            country=row.country,
            language=row.language,
            licence=row.licence,
            link_only=row.link_only,
            is_illustration=row.is_illustration,
            format=row.format,
            file_name="" if row.pk in hidden else row.file_name,
            pages=row.pages,
            edition=row.edition,
            state=row.state,
            organisation_id=row.organisation_id,
            organisation=names[row.organisation_id].name if row.organisation_id in names else "",
            contributor="" if row.pk in hidden else row.contributor,
            created=row.created,
            sharing=audiences[row.pk],
            error_kind=row.error_kind,
            error_message=refusals[row.pk][0],
            error_hint=refusals[row.pk][1],
        )
        for row in rows
        if row.pk in audiences
    )


def title_shown(row: Source, *, is_hidden: bool) -> str:
    """Return a title; the name of the file stands for one only where it may be shown."""
    if not is_untitled(row.title, row.file_name):
        return row.title
    return gettext("A source without a title") if is_hidden else title_from(row.file_name)
