"""What the tasks of the library need to know; they act for nobody."""

from __future__ import annotations

from dataclasses import dataclass

from balai.core.passages.document import Document
from balai.library.models import FindingAnswer, Reading, Source, SourceState
from balai.library.queries.texts import stored_document

_READ = (SourceState.READY, SourceState.REPLACED)


@dataclass(frozen=True)
class ReadingJob:
    """What the reading task needs to know of a source."""

    digest: str
    file_name: str
    ocr_languages: tuple[str, ...]


def reading_job(source_id: str) -> ReadingJob | None:
    """Return what is to be read for a source, or None where nothing is left to do."""
    row = Source.objects.filter(
        pk=source_id, state__in=[SourceState.WAITING, SourceState.READING]
    ).first()
    if row is None or not row.file_id:
        return None
    stated = (row.language,) if row.language else ()
    return ReadingJob(row.file_id, row.file_name, (*stated, "en"))


def older_than(recipe: int) -> list[str]:
    """Return the sources that were read and whose findings an older recipe made."""
    rows = Reading.objects.filter(recipe__lt=recipe, source__state__in=_READ)
    return list(rows.values_list("pk", flat=True))


def later_findings() -> dict[str, list[tuple[int, int]]]:
    """Return where a newer recipe found what nobody has answered yet, by source; for the queue."""
    rows = Reading.objects.exclude(later=[]).values_list("pk", "later", "findings")
    kept = list(rows)
    answered = set(
        FindingAnswer.objects.filter(source_id__in=[pk for pk, _later, _found in kept]).values_list(
            "source_id", "digest"
        )
    )
    found = {
        pk: [
            (start, end)
            for start, end, _type, _class, digest in findings
            if digest in later and (pk, digest) not in answered
        ]
        for pk, later, findings in kept
    }
    return {pk: places for pk, places in found.items() if places}


def looking_job(source_id: str, recipe: int) -> Document | None:
    """Return the kept text of a source whose findings an older recipe made, else None."""
    row = (
        Reading.objects.filter(pk=source_id, recipe__lt=recipe, source__state__in=_READ)
        .select_related("source")
        .first()
    )
    if row is None:
        return None
    return stored_document(row, row.source.title, row.source.language, row.source.pages)


def fetching_job(source_id: str) -> str | None:
    """Return the address that is to be fetched for a source, or None where nothing is left."""
    return (
        Source.objects.filter(pk=source_id, state=SourceState.WAITING, file=None)
        .exclude(address="")
        .values_list("address", flat=True)
        .first()
    )
