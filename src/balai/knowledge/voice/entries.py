"""The entries that can be commented on and contested: lessons and sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from balai.core.audience import Viewer
from balai.core.errors import Conflict, NotAllowed
from balai.knowledge import queries as lessons
from balai.knowledge.models import LessonState
from balai.library import queries as library
from balai.library.models import SourceState
from balai.sharing.queries import Sharing

KINDS = ("lesson", "source")


@dataclass(frozen=True)
class Entry:
    """A lesson or a source as far as its comments and contests need to know it."""

    kind: str
    id: str
    title: str
    language: str
    organisation_id: str
    organisation: str
    sharing: Sharing
    is_published: bool

    @property
    def url(self) -> str:
        """Return the address of its page."""
        return f"/{self.kind}s/{self.id}/"


def entry_of(viewer: Viewer, kind: str, record_id: str, languages: Sequence[str] = ()) -> Entry:
    """Return an entry. Raises NotAllowed where it is absent or not for this viewer."""
    found = entries_of(viewer, [(kind, record_id)], languages)
    if not found:
        raise NotAllowed()
    return found[kind, record_id]


def published_entry(
    viewer: Viewer, kind: str, record_id: str, languages: Sequence[str] = ()
) -> Entry:
    """Return an entry that its readers read. Raises Conflict where it is in no use now."""
    entry = entry_of(viewer, kind, record_id, languages)
    if not entry.is_published:
        raise Conflict("This entry is not published now.", "Its reviewers see what waits.")
    return entry


def entries_of(
    viewer: Viewer, records: Iterable[tuple[str, str]], languages: Sequence[str] = ()
) -> dict[tuple[str, str], Entry]:
    """Return those of these entries that the viewer reads; the number of queries is the same."""
    wanted = list(dict.fromkeys(records))
    ids = {kind: [each for known, each in wanted if known == kind] for kind in KINDS}
    found = {}
    if ids["lesson"]:
        rows = lessons.visible_lessons(viewer).filter(pk__in=ids["lesson"])
        found = {
            ("lesson", each.id): from_lesson(each)
            for each in lessons.shown(viewer, list(rows), languages)
        }
    if ids["source"]:
        most = len(ids["source"])
        for source in library.sources(viewer, ids=ids["source"], limit=most):
            found["source", source.id] = from_source(source)
    return found


def from_lesson(lesson: lessons.LessonShown) -> Entry:
    """Return a lesson that was read for somebody as an entry."""
    return Entry(
        "lesson",
        lesson.id,
        lesson.statement.text,
        lesson.statement.language,
        lesson.organisation_id,
        lesson.organisation,
        lesson.sharing,
        lesson.state == LessonState.PUBLISHED,
    )


def from_source(source: library.SourceShown) -> Entry:
    """Return a source that was read for somebody as an entry."""
    return Entry(
        "source",
        source.id,
        source.title,
        source.language,
        source.organisation_id,
        source.organisation,
        source.sharing,
        source.state == SourceState.READY,
    )
