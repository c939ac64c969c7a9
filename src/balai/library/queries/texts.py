"""What was read in a source: its text, its passages, and what is withheld of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from balai.core.audience import Viewer
from balai.core.errors import Invalid, NotAllowed
from balai.core.passages.document import Block, BlockKind, Caution, Document, SetAside
from balai.core.privacy.masking import Cover
from balai.library.findings import withheld_in
from balai.library.models import Passage, Reading
from balai.library.policy import has_charge
from balai.library.queries.shown import SourceShown, shown_all, visible_sources
from balai.library.queries.sources import source
from balai.library.readers.cautions import in_words


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


def opened(viewer: Viewer, source_id: str) -> OpenSource:
    """Return a source as its page shows it. Raises NotAllowed like `source`."""
    row = visible_sources(viewer).filter(pk=source_id).select_related("reading").first()
    reading = getattr(row, "reading", None)
    if row is None or reading is None:
        raise NotAllowed()
    shown = shown_all(viewer, [row])[0]
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


def withheld(viewer: Viewer, source_id: str) -> tuple[Cover, ...]:
    """Return what in a source's text readers are not shown; those in charge see all."""
    shown = source(viewer, source_id)
    if has_charge(viewer, shown):
        return ()
    rows = Reading.objects.filter(source_id=source_id).values_list("findings", flat=True).first()
    return withheld_in(source_id, rows or [])


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
