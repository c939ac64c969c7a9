"""Two people who act on the same comment, contest, look or consent: one act, one refusal."""

from __future__ import annotations

from collections import Counter

import pytest

from balai.core.audience import Level
from balai.foundation.journal.queries import entries_about, first_broken
from balai.foundation.models import JournalEntry
from balai.foundation.tasks.worker import run_all
from balai.knowledge.actions.lessons import withdraw_lesson
from balai.knowledge.consent import actions as consent
from balai.knowledge.consent import kinds as of_consent
from balai.knowledge.consent.queries import asked_of
from balai.knowledge.models import Attribution, Comment, CommunityLook, Contest, Lesson
from balai.knowledge.voice.actions import kinds
from balai.knowledge.voice.actions.comments import comment, remove_comment, take_back_comment
from balai.knowledge.voice.actions.communities import speak_for
from balai.knowledge.voice.actions.contests import (
    answer_contest,
    open_contest,
    set_aside,
    take_back_contest,
)
from balai.knowledge.voice.actions.looks import agree, object_to
from balai.knowledge.voice.queries.looks import looks
from balai.people.actions import close_account
from tests.at_once import MARKS, everybody, together
from tests.knowledge.consent.shelf import asked
from tests.knowledge.consent.shelf import lesson_at as quoted_lesson
from tests.knowledge.voice.shelf import OBJECTION, contested, lesson_at
from tests.personas import Cast, second_reviewer

__all__ = ["everybody"]
pytestmark = MARKS


@pytest.fixture
def two_reviewers(everybody: Cast) -> Cast:
    """A has a second reviewer: Budi."""
    second_reviewer(everybody)
    return everybody


def noted(record_kind: str, record_id: str) -> Counter[str]:
    """Count the journal's entries about a record; its chain must hold."""
    assert first_broken() is None
    return Counter(each.kind for each in entries_about(record_kind, record_id))


def said(cast: Cast, lesson: str) -> str:
    return comment(
        viewer=cast.viewer("chen"),
        record_kind="lesson",
        record_id=lesson,
        text="We saw the same in the harbour.",
        level=Level.CLEAR,
        language="en",
    )


def test_a_comment_is_removed_once(two_reviewers: Cast) -> None:
    cast = two_reviewers
    row = said(cast, lesson_at(cast))
    ended = together(
        *[
            lambda who=who: remove_comment(
                viewer=cast.viewer(who), comment_id=row, reason="It is about somebody."
            )
            for who in ("amina", "budi")
        ]
    )
    assert ended == ["conflict", "done"]
    assert noted("comment", row)[kinds.COMMENT_REMOVED] == 1


def test_a_comment_is_taken_back_or_removed_and_not_both(everybody: Cast) -> None:
    cast = everybody
    row = said(cast, lesson_at(cast))
    ended = together(
        lambda: remove_comment(
            viewer=cast.viewer("amina"), comment_id=row, reason="It is about somebody."
        ),
        lambda: take_back_comment(viewer=cast.viewer("chen"), comment_id=row),
    )
    # Whoever asks first for what is gone by then does not see it, or is told that it is gone.
    assert "done" in ended
    assert ended != ["done", "done"]
    kept = Comment.objects.get(pk=row)
    counted = noted("comment", row)
    assert (kept.text, counted[kinds.COMMENT_REMOVED] + counted[kinds.COMMENT_TAKEN_BACK]) == (
        "",
        1,
    )


def test_a_comment_does_not_come_to_an_entry_that_is_withdrawn(everybody: Cast) -> None:
    """Either it came before, or its writer is told that there is no such entry."""
    cast = everybody
    lesson = lesson_at(cast)
    ended = together(
        lambda: said(cast, lesson),
        lambda: withdraw_lesson(viewer=cast.viewer("amina"), lesson_id=lesson),
    )
    assert ended in (["done", "done"], ["done", "not-found"])
    assert Comment.objects.count() == ended.count("done") - 1


def test_a_contest_is_answered_once(two_reviewers: Cast) -> None:
    cast = two_reviewers
    row = contested(cast.viewer("chen"), lesson_at(cast)).id
    ended = together(
        *[
            lambda who=who: answer_contest(
                viewer=cast.viewer(who), contest_id=row, answer=f"We asked: {who}.", outcome="kept"
            )
            for who in ("amina", "budi")
        ]
    )
    assert ended == ["conflict", "done"]
    assert noted("contest", row)[kinds.CONTEST_ANSWERED] == 1


def test_a_contest_is_answered_or_taken_back(everybody: Cast) -> None:
    cast = everybody
    row = contested(cast.viewer("chen"), lesson_at(cast)).id
    ended = together(
        lambda: answer_contest(
            viewer=cast.viewer("amina"), contest_id=row, answer="We asked again.", outcome="kept"
        ),
        lambda: take_back_contest(viewer=cast.viewer("chen"), contest_id=row),
    )
    assert ended in (["conflict", "done"], ["done", "not-found"])
    kept = Contest.objects.get(pk=row)
    assert (kept.state == "answered") == bool(kept.text and kept.answer)


def test_a_held_contest_is_opened_or_set_aside(two_reviewers: Cast) -> None:
    cast = two_reviewers
    row = contested(cast.viewer("dina"), lesson_at(cast)).id
    ended = together(
        lambda: open_contest(viewer=cast.viewer("amina"), contest_id=row),
        lambda: set_aside(viewer=cast.viewer("budi"), contest_id=row, reason="It is not about it."),
    )
    assert ended == ["conflict", "done"]
    counted = noted("contest", row)
    assert counted[kinds.CONTEST_OPENED] + counted[kinds.CONTEST_SET_ASIDE] == 1


def test_a_community_agrees_or_objects(everybody: Cast) -> None:
    cast = everybody
    speak_for(viewer=cast.viewer("farid"), organisation_id=cast.c, labels=(("country", "MY"),))
    lesson = lesson_at(cast)
    (seen,) = looks(cast.viewer("esther"))
    ended = together(
        lambda: agree(viewer=cast.viewer("esther"), look_id=seen.id),
        lambda: object_to(
            viewer=cast.viewer("esther"), look_id=seen.id, ground="harm", text=OBJECTION
        ),
    )
    assert ended[-1] == "done"
    assert ended[0] in ("conflict", "not-found")
    look = CommunityLook.objects.get(pk=seen.id)
    published = Lesson.objects.get(pk=lesson).state == "published"
    assert published == (look.state == "agreed")
    assert noted("look", seen.id)[kinds.LOOKED] == 1


def test_a_question_is_answered_once(everybody: Cast) -> None:
    cast = everybody
    _lesson, evidence = quoted_lesson(cast)
    question = asked(cast, evidence)
    ended = together(
        lambda: consent.give(viewer=cast.viewer("chen"), attribution_id=question),
        lambda: consent.refuse(viewer=cast.viewer("chen"), attribution_id=question),
    )
    # A no is forgotten with whoever said it: the yes behind it finds nobody asked.
    assert ended in (["conflict", "done"], ["done", "not-found"])
    counted = noted("evidence", evidence)
    assert counted[of_consent.GIVEN] + counted[of_consent.REFUSED] == 1


def test_nobody_is_named_who_closed_their_account_meanwhile(everybody: Cast) -> None:
    cast = everybody
    _lesson, evidence = quoted_lesson(cast)
    question = asked(cast, evidence)
    chen = cast.viewer("chen")
    ended = together(
        lambda: consent.give(viewer=chen, attribution_id=question),
        lambda: close_account(viewer=chen, account_id=chen.account or ""),
    )
    assert "done" in ended
    run_all()
    assert not Attribution.objects.filter(state="given").exists()
    assert not Attribution.objects.filter(account=chen.account).exists()
    assert first_broken() is None


def test_two_reviewers_ask_for_one_name(two_reviewers: Cast) -> None:
    """The later question replaces the earlier: one waits, and both are on record."""
    cast = two_reviewers
    _lesson, evidence = quoted_lesson(cast)
    ended = together(
        *[
            lambda who=who, whom=whom: consent.ask(
                viewer=cast.viewer(who), evidence_id=evidence, address=cast.email(whom)
            )
            for who, whom in (("amina", "chen"), ("budi", "esther"))
        ]
    )
    assert ended == ["done", "done"]
    assert Attribution.objects.count() == 1
    assert sum(len(asked_of(cast.viewer(each))) for each in ("chen", "esther")) == 1
    assert noted("evidence", evidence)[of_consent.ASKED] == 2
    assert JournalEntry.objects.exists()
