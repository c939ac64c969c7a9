"""What there is to read for a dialogue, by title."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from balai.core.audience import Viewer
from balai.knowledge.queries import shown, visible_lessons
from balai.library.queries import sources


def titles_of(
    viewer: Viewer, materials: Iterable[tuple[str, str, str, str]], languages: Sequence[str]
) -> dict[tuple[str, str], str]:
    """Return the titles of materials that the viewer may read, by kind and identifier."""
    wanted: dict[str, list[str]] = {"source": [], "lesson": []}
    for _pk, kind, record_id, _session in materials:
        wanted[kind].append(record_id)
    titles: dict[tuple[str, str], str] = {}
    if wanted["source"]:
        for source in sources(viewer, ids=wanted["source"]):
            titles["source", source.id] = source.title
    if wanted["lesson"]:
        rows = list(visible_lessons(viewer).filter(pk__in=wanted["lesson"]))
        for lesson in shown(viewer, rows, languages):
            titles["lesson", lesson.id] = lesson.statement.text
    return titles
