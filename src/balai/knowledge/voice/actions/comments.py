"""Writing a comment, taking it back, and removing it with a reason."""

from __future__ import annotations

from balai.core import audience as core
from balai.core.audience import Audience, Level, Viewer
from balai.core.errors import Conflict, Invalid, NotAllowed
from balai.foundation.journal.recording import recording
from balai.knowledge.models import Comment, CommentState
from balai.knowledge.policy import may_review
from balai.knowledge.voice.actions import kinds
from balai.knowledge.voice.checking import checked_words
from balai.knowledge.voice.entries import Entry, entry_of, published_entry
from balai.knowledge.voice.words import LONGEST_REASON
from balai.sharing import actions as sharing
from balai.sharing.queries import require_visible


def comment(
    *,
    viewer: Viewer,
    record_kind: str,
    record_id: str,
    text: str,
    level: Level,
    language: str,
    organisation_id: str = "",
    mask: bool = False,
) -> str:
    """Write about an entry, for those who read both it and `level`; return the comment.

    AMBER and AMBER+STRICT are the writer's organisation and the one that keeps the entry, so that
    its keeper can answer. It is never more open than the entry, whatever was asked for.
    """
    if viewer.account is None:
        raise NotAllowed()
    published_entry(viewer, record_kind, record_id)
    own = _organisation(viewer, organisation_id)
    words = checked_words(text, language, mask=mask)
    with recording(viewer) as journal:
        # Asked again inside: it may have been narrowed while the encoder looked for names.
        entry = published_entry(viewer, record_kind, record_id)
        row = Comment.objects.create(
            record_kind=record_kind,
            record_id=record_id,
            organisation_id=own,
            written_by=viewer.account,
            language=language,
            text=words,
        )
        sharing.share(
            actor=viewer.account,
            record_kind="comment",
            record_id=row.pk,
            audience=_audience(entry, level, own),
            chatham=entry.sharing.chatham,
        )
        journal.note(kinds.COMMENTED, "comment", row.pk, entry=record_id)
    return row.pk


def _organisation(viewer: Viewer, wanted: str) -> str:
    if wanted and wanted not in viewer.organisations:
        raise NotAllowed()
    if not wanted and len(viewer.organisations) > 1:
        raise Invalid(
            "You belong to several organisations.",
            "Say for which one you write: AMBER is shared with its people.",
            fields={"organisation": ""},
        )
    return wanted or next(iter(viewer.organisations), "")


def _audience(entry: Entry, level: Level, own: str) -> Audience:
    if level is Level.RED:
        raise Invalid(
            "A comment has no readers by name.",
            "Choose AMBER+STRICT: your organisation and the one that keeps the entry.",
            fields={"level": ""},
        )
    if level >= Level.AMBER and not own:
        raise Invalid(
            "You belong to no organisation, so you could not read it yourself.",
            "Choose GREEN or CLEAR.",
            fields={"level": ""},
        )
    asked = core.audience(level, owners=[each for each in (own, entry.organisation_id) if each])
    return core.join(asked, entry.sharing.audience)


def take_back_comment(*, viewer: Viewer, comment_id: str) -> tuple[str, str]:
    """Take one's own comment back: its words are erased. Return the entry's kind and identifier."""
    with recording(viewer) as journal:
        row = Comment.objects.select_for_update().filter(pk=comment_id).first()
        if row is None or viewer.account is None or row.written_by != viewer.account:
            raise NotAllowed()
        _end(row, CommentState.TAKEN_BACK, journal.actor)
        journal.note(kinds.COMMENT_TAKEN_BACK, "comment", row.pk)
    return row.record_kind, row.record_id


def remove_comment(
    *, viewer: Viewer, comment_id: str, reason: str, language: str = "en"
) -> tuple[str, str]:
    """Remove a comment as a reviewer of the entry; the reason stands in its place.

    Its words are erased, not hidden: mostly they are removed because they name somebody.
    """
    require_visible(viewer, "comment", comment_id)
    told = checked_words(reason, language, field="reason", longest=LONGEST_REASON)
    with recording(viewer) as journal:
        require_visible(viewer, "comment", comment_id)
        row = Comment.objects.select_for_update().get(pk=comment_id)
        if not may_review(viewer, entry_of(viewer, row.record_kind, row.record_id)):
            raise NotAllowed()
        row.reason = told
        _end(row, CommentState.REMOVED, journal.actor)
        journal.note(kinds.COMMENT_REMOVED, "comment", row.pk)
    return row.record_kind, row.record_id


def _end(row: Comment, state: CommentState, actor: str) -> None:
    if row.state != CommentState.SHOWN:
        raise Conflict("This comment is gone already.")
    row.state, row.text, row.decided_by = state, "", actor
    row.save()
