"""Keeping what was read in a source, or why it could not be read."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from balai.core import audience as core_audience
from balai.core.audience import Level
from balai.core.errors import Invalid
from balai.core.passages.chunk import Passage as ReadPassage
from balai.core.passages.document import Block, Document
from balai.core.passages.duplicates import Signature
from balai.core.privacy import Finding
from balai.core.privacy.masking import Cover
from balai.foundation.journal.recording import Recording, recording
from balai.foundation.ports.files import files
from balai.library.actions.answering import carry_answers, mask_anew
from balai.library.actions.kinds import LOOKED_ANEW, READ, REFUSED, REPLACED
from balai.library.actions.originals import hold_back, is_orphaned
from balai.library.analysis import RECIPE
from balai.library.findings import (
    digest_of,
    headings_as_shown,
    masked_part,
    unnamed,
    withheld_in,
)
from balai.library.models import ORIGINAL, Passage, Reading, SketchKey, Source, SourceState
from balai.library.sketch import keys_of
from balai.sharing import actions as sharing
from balai.sharing.queries import sharing_of

_BEGINNING = 3_000
"""Characters of a text in which the year of a report stands, if anywhere: title and cover."""


def keep_reading(
    *,
    source_id: str,
    document: Document,
    passages: Sequence[ReadPassage],
    signature: bytes,
    findings: Sequence[Finding],
    seconds: float,
) -> None:
    """Keep what was read in a source, all of it or nothing; a second time changes nothing."""
    with recording("system") as journal:
        row = Source.objects.select_for_update().filter(pk=source_id).first()
        if row is None or row.state not in (SourceState.WAITING, SourceState.READING):
            return
        found = [_finding_row(each) for each in findings]
        reading, _ = Reading.objects.update_or_create(
            source=row,
            defaults={
                "reader": document.format,
                "text": document.text,
                "blocks": [_block_row(block) for block in document.blocks],
                "set_aside": [asdict(each) for each in document.set_aside],
                "warnings": [asdict(each) for each in document.warnings],
                "seconds": seconds,
                "signature": signature,
                "findings": found,
                "recipe": RECIPE,
                "later": [],
            },
        )
        _keep_keys(reading, signature)
        carry_answers(row, [str(digest) for *_, digest in found], journal)
        withheld = withheld_in(row.pk, found)
        Passage.objects.filter(source=row).delete()
        headings = headings_as_shown(document, withheld)
        Passage.objects.bulk_create(
            _passage_row(row, position, each, document.text, withheld, headings)
            for position, each in enumerate(passages)
        )
        if document.set_aside or any(each.class_ == "direct" for each in findings):
            hold_back(row)
        _describe_from(row, document)
        row.state = SourceState.READY
        row.error_kind = row.error_message = row.error_hint = ""
        row.save()
        _take_over_from(row, journal)
        journal.note(READ, "source", row.pk)


def keep_later_findings(*, source_id: str, findings: Sequence[Finding]) -> None:
    """Add what a newer recipe finds in a source that was read by an older one.

    Nothing that was found before is dropped and no answer is touched: a recipe that finds less
    opens nothing. What is new waits for an answer; direct identifiers are withheld meanwhile.
    """
    with recording("system") as journal:
        reading = Reading.objects.select_for_update().filter(source=source_id).first()
        if reading is None or reading.recipe >= RECIPE:
            return
        source = Source.objects.get(pk=source_id)
        known = {tuple(each) for each in reading.findings}
        found = [row for each in findings if tuple(row := _finding_row(each)) not in known]
        before = {str(digest) for *_, digest in reading.findings}
        reading.later = sorted({str(digest) for *_, digest in found} - before)
        reading.findings = sorted(reading.findings + found, key=lambda row: (row[0], row[1]))
        reading.recipe = RECIPE
        reading.save(update_fields=["findings", "recipe", "later"])
        if reading.later:
            if any(class_ == "direct" for _start, _end, _type, class_, _digest in found):
                hold_back(source)
            mask_anew(source, journal)
            journal.note(LOOKED_ANEW, "source", source_id, findings=len(reading.later))


def _keep_keys(reading: Reading, signature: bytes) -> None:
    """Keep the keys by which readings alike are looked up; a text without words has none."""
    SketchKey.objects.filter(reading=reading).delete()
    if signature:
        keys = keys_of(Signature.from_bytes(signature))
        SketchKey.objects.bulk_create(SketchKey(reading=reading, key=key) for key in keys)


def _passage_row(
    row: Source,
    position: int,
    read: ReadPassage,
    text: str,
    withheld: Sequence[Cover],
    headings: Mapping[str, str],
) -> Passage:
    """Return a passage with what is withheld masked, so that lists and the index never hold it."""
    shown = masked_part(text, read.start, read.end, withheld, read.language)
    return Passage(
        source=row,
        position=position,
        page=read.page,
        start=read.start,
        end=read.end,
        language=read.language,
        headings=[headings[each] for each in read.headings],
        text=shown,
        text_hash=hashlib.sha256(shown.encode("utf-8", "replace")).hexdigest(),
    )


def _take_over_from(row: Source, journal: Recording) -> None:
    """Let a new edition that has been read stand for the one it replaces."""
    if row.replaces_id is None:
        return
    changed = Source.objects.filter(pk=row.replaces_id).exclude(state=SourceState.REPLACED)
    if changed.update(state=SourceState.REPLACED):
        journal.note(REPLACED, "source", row.replaces_id, by=row.pk)


def _block_row(block: Block) -> list[object]:
    """Return a block as a list: [page, start, end, kind, level, marker, language, box]."""
    return [
        block.page,
        block.start,
        block.end,
        str(block.kind),
        block.level,
        block.marker,
        block.language,
        [round(each, 1) for each in block.bbox] if block.bbox else None,
    ]


def _finding_row(found: Finding) -> list[object]:
    """Return a finding as it is kept: where it stands, never what it says."""
    digest = digest_of(found.type, found.text)
    return [found.start, found.end, str(found.type), found.class_, digest]


def _describe_from(row: Source, document: Document) -> None:
    """Take what nobody stated from the document; a title from there names nobody unasked."""
    stated = dict(document.metadata)
    row.format = document.format
    row.pages = document.pages
    row.language = row.language or document.language
    row.title = row.title or unnamed(document.title, row.language)[:500]
    row.publisher = row.publisher or stated.get("publisher", "")[:300]
    row.date = row.date or stated.get("date", "")[:10] or _year_made(document)
    row.address = row.address or stated.get("address", "")[:1000]


def _year_made(document: Document) -> str:
    """Return the year in which the file was made, where the text begins with that year too.

    A template may be older than the report, a scan younger: alone the file's date says nothing.
    """
    year = dict(document.metadata).get("made", "")[:4]
    return year if year and year in document.text[:_BEGINNING] else ""


def refuse_reading(*, source_id: str, error: Invalid) -> None:
    """Keep why a source could not be read, for the one who brought it, and not its file.

    What was refused as files on people would else lie on the disk, read by nobody.
    Other readers that RED named have nothing to read: the address of who was named by it is
    forgotten, unless something else names it.
    """
    orphaned = False
    with recording("system") as journal:
        digest = Source.objects.filter(pk=source_id).values_list("file_id", flat=True).first()
        changed = Source.objects.filter(
            pk=source_id, state__in=[SourceState.WAITING, SourceState.READING]
        ).update(
            state=SourceState.REFUSED,
            file=None,
            error_kind=error.kind,
            error_message=error.message,
            error_hint=error.hint,
        )
        if changed:
            journal.note(REFUSED, "source", source_id, error=error.kind)
            _keep_to_contributor(source_id)
            orphaned = is_orphaned(digest)
    if orphaned and digest:
        files().delete(digest)


def _keep_to_contributor(source_id: str) -> None:
    alone = Source.objects.values_list("contributor", flat=True).get(pk=source_id)
    if alone and sharing_of("source", source_id).level is Level.RED:
        for kind in ("source", ORIGINAL):
            sharing.narrow(
                actor="system",
                record_kind=kind,
                record_id=source_id,
                audience=core_audience.audience(Level.RED, recipients=[alone]),
            )
