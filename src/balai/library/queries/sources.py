"""Sources: one, many, their originals and their editions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.db.models import Q

from balai.core.audience import Viewer, may_see
from balai.core.errors import NotAllowed
from balai.foundation.ports.files import files
from balai.library.models import ORIGINAL, Source, SourceState
from balai.library.queries.shown import SourceShown, shown_all, visible_sources
from balai.sharing.queries import Sharing, sharing_of, visible_to


@dataclass(frozen=True)
class OriginalShown:
    """Whom the file of a source is for, and whether this viewer is among them."""

    sharing: Sharing
    is_open: bool


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
    rows = visible_sources(viewer)
    if country:
        rows = rows.filter(country=country)
    if language:
        rows = rows.filter(language=language)
    if ids is not None:
        rows = rows.filter(pk__in=ids)
    return shown_all(viewer, list(rows.order_by("-created", "-id")[offset : offset + limit]))


def source(viewer: Viewer, source_id: str) -> SourceShown:
    """Return one source. Raises NotAllowed where it is absent or not for this viewer."""
    row = visible_sources(viewer).filter(pk=source_id).first()
    if row is None:
        raise NotAllowed()
    return shown_all(viewer, [row])[0]


def editions(viewer: Viewer, shown: SourceShown) -> tuple[str, str]:
    """Return the former and the next edition of a source, empty where the viewer sees none."""
    if shown.edition == 1 and shown.state != SourceState.REPLACED:
        return "", ""
    beside = Q(replaces=shown.id) | Q(replaced_by=shown.id)
    found = dict(visible_sources(viewer).filter(beside).values_list("pk", "replaces_id"))
    newer = next((each for each, former in found.items() if former == shown.id), "")
    return next((each for each in found if each != newer), ""), newer


def count(viewer: Viewer) -> int:
    """Return how many sources the viewer may read."""
    return visible_to(viewer, Source.objects.filter(state=SourceState.READY), "source").count()


def original_of(viewer: Viewer, shown: SourceShown) -> OriginalShown:
    """Return where the file of a source that the viewer may read stays.

    Raises NotAllowed for a source whose file has no audience: nobody may have it.
    """
    kept = sharing_of(ORIGINAL, shown.id)
    is_here = not shown.link_only and shown.state != SourceState.REFUSED
    return OriginalShown(kept, is_here and may_see(viewer, kept.audience))


@contextmanager
def original(viewer: Viewer, source_id: str) -> Iterator[tuple[Path, SourceShown]]:
    """Give the original file of a source to somebody who may have it, not only the text."""
    shown = source(viewer, source_id)
    digest = Source.objects.values_list("file_id", flat=True).get(pk=source_id)
    if not digest or not original_of(viewer, shown).is_open:
        raise NotAllowed()
    with files().open_path(digest) as path:
        yield path, shown


def edition_after(source_id: str) -> str:
    """Return the next edition of a source that has been read, or nothing, for a task.

    It may have been replaced itself meanwhile.
    """
    read = (SourceState.READY, SourceState.REPLACED)
    return (
        Source.objects.filter(replaces_id=source_id, state__in=read)
        .values_list("pk", flat=True)
        .first()
        or ""
    )
