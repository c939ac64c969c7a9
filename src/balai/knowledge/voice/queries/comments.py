"""The comments that stand beside an entry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from balai.core.audience import Level, Viewer
from balai.core.errors import NotAllowed
from balai.knowledge.models import Comment, CommentState
from balai.knowledge.voice.entries import Entry, entry_of
from balai.people.queries import names_of, organisations
from balai.sharing.queries import require_visible, sharing_of_many, visible_to


@dataclass(frozen=True)
class CommentShown:
    """A comment as its readers see it; `text` is empty and `reason` says why where it was removed.

    Who wrote it is told to signed-in readers, and to nobody under the Chatham House Rule.
    """

    id: str
    record_kind: str
    record_id: str
    text: str
    language: str
    created: datetime
    level: Level
    state: str
    reason: str
    name: str
    organisation: str
    is_mine: bool
    may_remove: bool


def comments(viewer: Viewer, entry: Entry) -> tuple[CommentShown, ...]:
    """Return the comments about an entry that the viewer reads, oldest first, in four queries."""
    rows = Comment.objects.filter(record_kind=entry.kind, record_id=entry.id).exclude(
        state=CommentState.TAKEN_BACK
    )
    return _shown(viewer, entry, list(visible_to(viewer, rows, "comment").order_by("id")))


def comment(viewer: Viewer, comment_id: str) -> CommentShown:
    """Return one comment that still stands. Raises NotAllowed where it is not the viewer's."""
    require_visible(viewer, "comment", comment_id)
    row = Comment.objects.filter(pk=comment_id, state=CommentState.SHOWN).first()
    if row is None:
        raise NotAllowed()
    return _shown(viewer, entry_of(viewer, row.record_kind, row.record_id), [row])[0]


def _shown(viewer: Viewer, entry: Entry, rows: list[Comment]) -> tuple[CommentShown, ...]:
    audiences = sharing_of_many("comment", [row.pk for row in rows])
    tells = not entry.sharing.chatham
    people = names_of(row.written_by for row in rows) if viewer.signed_in and tells else {}
    places = (
        {
            each.id: each.name
            for each in organisations(frozenset(row.organisation_id for row in rows))
        }
        if rows and tells
        else {}
    )
    return tuple(
        CommentShown(
            id=row.pk,
            record_kind=row.record_kind,
            record_id=row.record_id,
            text=row.text,
            language=row.language,
            created=row.created,
            level=audiences[row.pk].level,
            state=row.state,
            reason=row.reason,
            name=people.get(row.written_by, ""),
            organisation=places.get(row.organisation_id, ""),
            is_mine=viewer.account is not None and row.written_by == viewer.account,
            may_remove=viewer.has("reviewer", entry.organisation_id),
        )
        for row in rows
    )
