"""What becomes of comments and contests when their entry is narrowed, put under the rule, deleted.

They have audiences of their own, within the entry's: it is narrowed, they are; it is opened wider,
they stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from balai.core.audience import Audience
from balai.foundation.clock import now
from balai.foundation.journal.recording import recording
from balai.knowledge.models import Comment, Contest, ContestState
from balai.knowledge.voice.actions import kinds
from balai.knowledge.voice.words import Outcome
from balai.sharing import actions as sharing

Records = Iterable[tuple[str, str]]


def voices_about(entries: Records) -> Iterator[tuple[str, str]]:
    """Yield the comments and contests about these entries, by kind and identifier."""
    for kind, record_id in entries:
        about = {"record_kind": kind, "record_id": record_id}
        for each in Comment.objects.filter(**about).values_list("pk", flat=True):
            yield "comment", each
        for each in Contest.objects.filter(**about).values_list("pk", flat=True):
            yield "contest", each


def narrow_voices(*, actor: str, entries: Records, audience: Audience) -> None:
    """Make what was said about these entries at least as closed as they are now."""
    for kind, each in voices_about(entries):
        sharing.narrow(actor=actor, record_kind=kind, record_id=each, audience=audience)


def follow_deleted_source(*, source_id: str) -> None:
    """Erase what was said about a source that was deleted; who contested it reads that it is gone.

    A second time changes nothing.
    """
    with recording("system") as journal:
        for row in Comment.objects.filter(record_kind="source", record_id=source_id):
            sharing.forget(actor="system", record_kind="comment", record_id=row.pk)
            row.delete()
        waiting = Contest.objects.filter(
            record_kind="source",
            record_id=source_id,
            state__in=(ContestState.HELD, ContestState.OPEN),
        )
        for contest in waiting:
            contest.state, contest.outcome = ContestState.ANSWERED, Outcome.WITHDRAWN
            contest.answered = now()
            contest.version += 1
            contest.save()
            journal.note(
                kinds.CONTEST_ANSWERED, "contest", contest.pk, outcome=str(Outcome.WITHDRAWN)
            )
