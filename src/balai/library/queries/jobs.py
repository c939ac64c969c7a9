"""What the tasks of the library need to know; they act for nobody."""

from __future__ import annotations

from dataclasses import dataclass

from balai.library.models import Source, SourceState


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


def fetching_job(source_id: str) -> str | None:
    """Return the address that is to be fetched for a source, or None where nothing is left."""
    return (
        Source.objects.filter(pk=source_id, state=SourceState.WAITING, file=None)
        .exclude(address="")
        .values_list("address", flat=True)
        .first()
    )
