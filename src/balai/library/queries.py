"""Reading the library; each query takes the viewer first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from balai.core.audience import Viewer
from balai.core.errors import Invalid, NotAllowed
from balai.core.passages.document import Block, BlockKind, Caution, Document, SetAside
from balai.core.privacy.masking import Cover
from balai.foundation.ports.files import files
from balai.library.findings import withheld_in
from balai.library.models import Contribution, Passage, Reading, Source, SourceState
from balai.library.policy import has_charge
from balai.library.readers.cautions import in_words
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


@dataclass(frozen=True)
class OpenSource:
    """A source with all that its page shows of it to one viewer.

    `withheld` are the stretches of the text that are masked for this viewer; `warnings` are for
    those in charge only.
    """

    source: SourceShown
    document: Document
    withheld: tuple[Cover, ...]
    warnings: tuple[Caution, ...]


@dataclass(frozen=True)
class PassageShown:
    """One passage of a source."""

    id: str
    position: int
    page: int
    start: int
    end: int
    language: str
    headings: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class ReadingJob:
    """What the reading task needs to know of a source."""

    digest: str
    file_name: str
    ocr_languages: tuple[str, ...]


@dataclass(frozen=True)
class ContributionShown:
    """A contribution and its sources."""

    id: str
    organisation_id: str
    note: str
    created: datetime
    submitted: datetime | None
    sources: tuple[SourceShown, ...]


def reading_job(source_id: str) -> ReadingJob | None:
    """Return what is to be read for a source, or None where nothing is left to do."""
    row = Source.objects.filter(
        pk=source_id, state__in=[SourceState.WAITING, SourceState.READING]
    ).first()
    if row is None or not row.file_id:
        return None
    stated = (row.language,) if row.language else ()
    return ReadingJob(row.file_id, row.file_name, (*stated, "en"))


def fetching_job(source_id: str) -> str | None:
    """Return the address that is to be fetched for a source, or None where nothing is left."""
    return (
        Source.objects.filter(pk=source_id, state=SourceState.WAITING, file=None)
        .exclude(address="")
        .values_list("address", flat=True)
        .first()
    )


def _visible(viewer: Viewer) -> QuerySet[Source]:
    """Return the sources a viewer may see; those not ready only where they have charge."""
    charge = Q(contributor=viewer.account or "-", organisation_id__in=viewer.organisations) | Q(
        organisation_id__in=viewer.organisations_as("reviewer")
    )
    rows = Source.objects.filter(Q(state__in=_IN_SIGHT) | charge)
    return visible_to(viewer, rows, "source")


def sources(
    viewer: Viewer,
    *,
    country: str = "",
    language: str = "",
    ids: list[str] | None = None,
    limit: int = 100,
    offset: int = 0,
) -> tuple[SourceShown, ...]:
    """Return readable sources, newest first."""
    rows = _visible(viewer)
    if country:
        rows = rows.filter(country=country)
    if language:
        rows = rows.filter(language=language)
    if ids is not None:
        rows = rows.filter(pk__in=ids)
    return _shown_all(list(rows.order_by("-created", "-id")[offset : offset + limit]))


def source(viewer: Viewer, source_id: str) -> SourceShown:
    """Return one source. Raises NotAllowed where it is absent or not for this viewer."""
    row = _visible(viewer).filter(pk=source_id).first()
    if row is None:
        raise NotAllowed()
    return _shown_all([row])[0]


def opened(viewer: Viewer, source_id: str) -> OpenSource:
    """Return a source as its page shows it. Raises NotAllowed like `source`."""
    row = _visible(viewer).filter(pk=source_id).select_related("reading").first()
    reading = getattr(row, "reading", None)
    if row is None or reading is None:
        raise NotAllowed()
    shown = _shown_all([row])[0]
    in_charge = has_charge(viewer, shown)
    return OpenSource(
        source=shown,
        document=stored_document(reading, shown.title, shown.language, shown.pages),
        withheld=() if in_charge else withheld_in(source_id, reading.findings),
        warnings=tuple(map(_caution, reading.warnings)) if in_charge else (),
    )


def passages(viewer: Viewer, source_id: str) -> tuple[PassageShown, ...]:
    """Return the passages of a readable source, in reading order."""
    source(viewer, source_id)
    return tuple(_passage(row) for row in Passage.objects.filter(source_id=source_id))


def document(viewer: Viewer, source_id: str) -> Document:
    """Return the text and the blocks of a readable source, as they were read."""
    shown = source(viewer, source_id)
    row = Reading.objects.filter(source_id=source_id).first()
    if row is None:
        raise NotAllowed()
    return stored_document(row, shown.title, shown.language, shown.pages)


def document_of(source_id: str) -> Document | None:
    """Return a source's document for a task, which acts for nobody."""
    row = Reading.objects.filter(source_id=source_id).select_related("source").first()
    if row is None:
        return None
    return stored_document(row, row.source.title, row.source.language, row.source.pages)


def stored_document(row: Reading, title: str, language: str, pages: int) -> Document:
    """Return the core's document for a stored reading."""
    return Document(
        format=row.reader,
        text=row.text,
        blocks=tuple(
            Block(
                page=page,
                start=start,
                end=end,
                kind=BlockKind(kind),
                level=level,
                bbox=tuple(box) if box else None,
                marker=marker,
                language=own,
            )
            for page, start, end, kind, level, marker, own, box in row.blocks
        ),
        pages=pages,
        language=language,
        title=title,
        set_aside=tuple(SetAside(**each) for each in row.set_aside),
        warnings=tuple(map(_caution, row.warnings)),
    )


def _caution(kept: Any) -> Caution:
    """Return a caution as it is kept; what older readings keep is a sentence."""
    if isinstance(kept, str):
        return Caution("", (("text", kept),))
    return Caution(kept["kind"], tuple((name, value) for name, value in kept["values"]))


def reading_notes(
    viewer: Viewer, source_id: str
) -> tuple[tuple[str, ...], tuple[SetAside, ...], int]:
    """Return warnings, what was set aside, and the number of findings, for those in charge.

    The warnings are in English, as machines read them.
    """
    shown = source(viewer, source_id)
    row = Reading.objects.filter(source_id=source_id).first()
    if row is None or not has_charge(viewer, shown):
        return (), (), 0
    aside = tuple(SetAside(**each) for each in row.set_aside)
    return tuple(in_words(_caution(each)) for each in row.warnings), aside, len(row.findings)


def withheld(viewer: Viewer, source_id: str) -> tuple[Cover, ...]:
    """Return what in a source's text readers are not shown; those in charge see all."""
    shown = source(viewer, source_id)
    if has_charge(viewer, shown):
        return ()
    rows = Reading.objects.filter(source_id=source_id).values_list("findings", flat=True).first()
    return withheld_in(source_id, rows or [])


def passage_place(viewer: Viewer, source_id: str, passage_id: str) -> tuple[int, int]:
    """Return where a passage of a readable source stands in its text."""
    source(viewer, source_id)
    place = (
        Passage.objects.filter(pk=passage_id, source_id=source_id)
        .values_list("start", "end")
        .first()
    )
    if place is None:
        raise NotAllowed()
    return place


@contextmanager
def original(viewer: Viewer, source_id: str) -> Iterator[tuple[Path, SourceShown]]:
    """Give the original file of a source to somebody who may read the source."""
    shown = source(viewer, source_id)
    digest = Source.objects.values_list("file_id", flat=True).get(pk=source_id)
    if not digest or shown.link_only:
        raise NotAllowed()
    with files().open_path(digest) as path:
        yield path, shown


def duplicates_of(viewer: Viewer, source_id: str) -> tuple[str, ...]:
    """Return readable sources with the same bytes, or with nearly the same text."""
    from balai.core.passages.duplicates import Signature, similarity

    row = Source.objects.filter(pk=source_id).select_related("reading").first()
    if row is None:
        return ()
    others = _visible(viewer).exclude(pk=source_id)
    same = list(others.filter(file_id=row.file_id).values_list("pk", flat=True))
    reading = getattr(row, "reading", None)
    if reading is None or not reading.signature:
        return tuple(same)
    mine = Signature.from_bytes(bytes(reading.signature))
    near = [
        other
        for other, signature in others.exclude(pk__in=same)
        .exclude(reading=None)
        .values_list("pk", "reading__signature")
        if signature and similarity(mine, Signature.from_bytes(bytes(signature))) >= 0.8
    ]
    return (*same, *near)


def contributions(viewer: Viewer, limit: int = 50) -> tuple[ContributionShown, ...]:
    """Return what the viewer has brought in, newest first."""
    if viewer.account is None:
        return ()
    own = Contribution.objects.filter(contributor=viewer.account)
    return _contributions(viewer, list(own.order_by("-created")[:limit]))


def contribution(viewer: Viewer, contribution_id: str) -> ContributionShown:
    """Return one of the viewer's own contributions."""
    row = Contribution.objects.filter(pk=contribution_id, contributor=viewer.account or "-").first()
    if row is None:
        raise NotAllowed()
    return _contributions(viewer, [row])[0]


def _contributions(viewer: Viewer, rows: list[Contribution]) -> tuple[ContributionShown, ...]:
    found = _visible(viewer).filter(contribution_id__in=[row.pk for row in rows])
    by_contribution: dict[str, list[SourceShown]] = {}
    belonging = dict(found.values_list("pk", "contribution_id"))
    for shown in _shown_all(list(found.order_by("created", "id"))):
        by_contribution.setdefault(str(belonging[shown.id]), []).append(shown)
    return tuple(
        ContributionShown(
            row.pk,
            row.organisation_id,
            row.note,
            row.created,
            row.submitted,
            tuple(by_contribution.get(row.pk, ())),
        )
        for row in rows
    )


def _shown_all(rows: list[Source]) -> tuple[SourceShown, ...]:
    audiences = sharing_of_many("source", [row.pk for row in rows])
    refusals = {
        row.pk: refusal_in_words(row.error_kind, row.error_message, row.error_hint, gettext)
        for row in rows
    }
    names: dict[str, OrganisationShown] = {
        each.id: each for each in organisations(frozenset(row.organisation_id for row in rows))
    }
    return tuple(
        SourceShown(
            id=row.pk,
            title=row.title or row.file_name,
            publisher=row.publisher,
            date=row.date,
            address=row.address,
            country=row.country,
            language=row.language,
            licence=row.licence,
            link_only=row.link_only,
            is_illustration=row.is_illustration,
            format=row.format,
            file_name=row.file_name,
            pages=row.pages,
            edition=row.edition,
            state=row.state,
            organisation_id=row.organisation_id,
            organisation=names[row.organisation_id].name if row.organisation_id in names else "",
            contributor=row.contributor,
            created=row.created,
            sharing=audiences[row.pk],
            error_kind=row.error_kind,
            error_message=refusals[row.pk][0],
            error_hint=refusals[row.pk][1],
        )
        for row in rows
        if row.pk in audiences
    )


def _passage(row: Passage) -> PassageShown:
    return PassageShown(
        row.pk,
        row.position,
        row.page,
        row.start,
        row.end,
        row.language,
        tuple(row.headings),
        row.text,
    )


def edition_after(source_id: str) -> str:
    """Return the newer edition of a source that has been read, or nothing, for a task."""
    return (
        Source.objects.filter(replaces_id=source_id, state=SourceState.READY)
        .values_list("pk", flat=True)
        .first()
        or ""
    )


def count(viewer: Viewer) -> int:
    """Return how many sources the viewer may read."""
    return visible_to(viewer, Source.objects.filter(state=SourceState.READY), "source").count()


def find_words(viewer: Viewer, source_id: str, words: str) -> tuple[int, int]:
    """Return where words copied from a page stand in a source's text; only spaces may differ.

    Raises Invalid where they stand nowhere, or in several places.
    """
    text = document(viewer, source_id).text
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    found = [match.span() for match in re.finditer(pattern, text)] if pattern else []
    if len(found) == 1:
        return found[0]
    message = "These words stand in several places." if found else "These words are not there."
    raise Invalid(
        message, "Copy a whole sentence from the page.", fields={"quote": message}, kind="no-words"
    )
