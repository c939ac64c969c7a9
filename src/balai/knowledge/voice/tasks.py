"""What comes due: contests that nobody answered, looks that nobody took."""

from __future__ import annotations

from django_tasks import task

from balai.foundation.tasks.backend import queue
from balai.knowledge.voice.actions.contests import note_unanswered
from balai.knowledge.voice.actions.following import follow_deleted_source
from balai.knowledge.voice.actions.looks import lapse
from balai.knowledge.voice.queries import contests, looks


@task(priority=2)
def note_unanswered_contest(*, contest_id: str) -> None:
    """Note that a contest was not answered by its day."""
    note_unanswered(contest_id=contest_id)


@task(priority=2)
def go_on_without_look(*, look_id: str) -> None:
    """Go on without a community that has not looked by its day."""
    lapse(look_id=look_id)


@task(priority=6)
def erase_voices(*, source_id: str) -> None:
    """Erase what was said about a source that was deleted."""
    follow_deleted_source(source_id=source_id)


def after_contest(contest_id: str) -> None:
    """Queue the note for the day until which a contest is to be answered."""
    due = contests.due_of(contest_id)
    queue(
        note_unanswered_contest, key=f"contest:{contest_id}", run_after=due, contest_id=contest_id
    )


def after_asking(look_id: str) -> None:
    """Queue the end of a look; one that is asked for again has another day, and another task."""
    due = looks.due_of(look_id)
    day = int(due.timestamp()) if due else 0
    queue(go_on_without_look, key=f"look:{look_id}:{day}", run_after=due, look_id=look_id)


def after_deleting(source_id: str) -> None:
    """Queue the erasing, once for a source."""
    queue(erase_voices, key=f"voices:{source_id}", source_id=source_id)
