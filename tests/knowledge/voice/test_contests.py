"""Contests: who may, what is held, who answers by when, and what oversight sees."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from balai.core.audience import Level
from balai.core.errors import Conflict, Invalid, NotAllowed
from balai.foundation.journal.queries import entries_about
from balai.foundation.tasks.worker import run_all
from balai.knowledge.actions.audiences import share_lesson
from balai.knowledge.actions.lessons import amend_lesson, decide_release, withdraw_lesson
from balai.knowledge.models import Contest, Evidence
from balai.knowledge.queries import history
from balai.knowledge.voice.actions import kinds
from balai.knowledge.voice.actions.communities import set_days
from balai.knowledge.voice.actions.contests import (
    ContestMade,
    answer_contest,
    contest,
    open_contest,
    set_aside,
    take_back_contest,
)
from balai.knowledge.voice.entries import entry_of
from balai.knowledge.voice.queries.contests import (
    ContestShown,
    contest_by_token,
    contests_beside,
    count_waiting,
    held,
    unanswered,
    waiting_contests,
)
from balai.knowledge.voice.queries.contests import contest as contest_shown
from balai.knowledge.voice.queries.marks import marks
from balai.library.actions import delete_source
from balai.people.actions import give_role
from balai.sharing.models import Release
from tests.factories.library import validated
from tests.knowledge.voice.shelf import OBJECTION, WORDS, contested, days_pass, lesson_at
from tests.personas import NAMES, Cast

pytestmark = pytest.mark.django_db


def object_to(cast: Cast, who: str, lesson: str, **more: str) -> ContestMade:
    return contested(cast.viewer(who), lesson, **more)


def beside(cast: Cast, who: str, lesson: str) -> tuple[ContestShown, ...]:
    return contests_beside(cast.viewer(who), entry_of(cast.viewer(who), "lesson", lesson))


def answer(cast: Cast, who: str, made: ContestMade, outcome: str = "kept", **more: object) -> None:
    answer_contest(
        viewer=cast.viewer(who),
        contest_id=made.id,
        answer="We asked the traders again.",
        outcome=outcome,
        **more,
    )


def test_with_an_account_it_stands_at_once_and_for_all_readers(cast: Cast) -> None:
    lesson = lesson_at(cast)
    made = object_to(cast, "chen", lesson)
    assert (made.state, made.token) == ("open", "")
    for name in NAMES:
        assert marks(cast.viewer(name), "lesson", [lesson]) == {lesson: "contested"}
        (shown,) = beside(cast, name, lesson)
        assert shown.text == OBJECTION
        assert shown.speaks_for == ""
    answer(cast, "amina", made)
    (shown,) = beside(cast, "dina", lesson)
    assert (shown.answer, shown.outcome) == ("We asked the traders again.", "kept")
    assert marks(cast.viewer("dina"), "lesson", [lesson]) == {lesson: "answered"}
    assert waiting_contests(cast.viewer("amina")) == ()


def test_without_an_account_it_is_held_until_a_person_has_looked(cast: Cast) -> None:
    lesson = lesson_at(cast)
    made = object_to(cast, "dina", lesson)
    assert made.state == "held"
    assert Contest.objects.filter(token_hash__contains=made.token).count() == 0
    for name in NAMES:
        assert marks(cast.viewer(name), "lesson", [lesson]) == {}
        assert beside(cast, name, lesson) == ()
    assert [each.id for each in held(cast.viewer("omar"))] == [made.id]
    for name in ("budi", "chen", "esther", "farid", "dina"):
        assert held(cast.viewer(name)) == waiting_contests(cast.viewer(name)) == ()
        with pytest.raises(NotAllowed):
            open_contest(viewer=cast.viewer(name), contest_id=made.id)
        with pytest.raises(NotAllowed):
            contest_shown(cast.viewer(name), made.id)
    open_contest(viewer=cast.viewer("amina"), contest_id=made.id)
    assert marks(cast.viewer("dina"), "lesson", [lesson]) == {lesson: "contested"}
    with pytest.raises(Conflict):
        open_contest(viewer=cast.viewer("amina"), contest_id=made.id)
    came_back = contest_by_token(cast.viewer("dina"), made.token.lower())
    assert (came_back.state, came_back.text, came_back.is_mine) == ("open", OBJECTION, True)


@pytest.mark.parametrize("level", [Level.GREEN, Level.AMBER, Level.AMBER_STRICT, Level.RED])
def test_without_an_account_only_what_is_public_can_be_contested(cast: Cast, level: Level) -> None:
    with pytest.raises(NotAllowed):
        object_to(cast, "dina", lesson_at(cast, level))
    assert not Contest.objects.exists()


def test_set_aside_with_a_reason_and_opened_again_by_oversight(cast: Cast) -> None:
    lesson = lesson_at(cast)
    made = object_to(cast, "dina", lesson)
    with pytest.raises(Invalid):
        set_aside(viewer=cast.viewer("amina"), contest_id=made.id, reason="")
    set_aside(viewer=cast.viewer("amina"), contest_id=made.id, reason="It is an advertisement.")
    assert marks(cast.viewer("amina"), "lesson", [lesson]) == {}
    assert contest_by_token(cast.viewer("dina"), made.token).answer == "It is an advertisement."
    (seen,) = unanswered(cast.viewer("omar"))
    assert (seen.state, seen.answer) == ("set-aside", "It is an advertisement.")
    with pytest.raises(Conflict):
        open_contest(viewer=cast.viewer("amina"), contest_id=made.id)
    open_contest(viewer=cast.viewer("omar"), contest_id=made.id)
    (shown,) = beside(cast, "dina", lesson)
    assert (shown.state, shown.answer) == ("open", "")


def test_who_may_not_read_an_entry_cannot_contest_it(cast: Cast) -> None:
    lesson = lesson_at(cast, Level.AMBER)
    for who in ("chen", "dina", "esther", "farid", "omar"):
        with pytest.raises(NotAllowed):
            object_to(cast, who, lesson)


def test_only_the_owners_reviewers_answer_and_only_once(cast: Cast) -> None:
    lesson = lesson_at(cast)
    made = object_to(cast, "chen", lesson)
    for who in ("budi", "chen", "esther", "farid", "omar", "dina"):
        with pytest.raises(NotAllowed):
            answer(cast, who, made)
    with pytest.raises(Conflict):
        answer(cast, "amina", made, version=7)
    answer(cast, "amina", made, version=1)
    with pytest.raises(Conflict):
        answer(cast, "amina", made)


def test_an_outcome_says_what_was_done(cast: Cast) -> None:
    lesson = lesson_at(cast)
    first, second = object_to(cast, "chen", lesson), object_to(cast, "esther", lesson)
    for outcome in ("amended", "withdrawn"):
        with pytest.raises(Conflict):
            answer(cast, "amina", first, outcome)
    with pytest.raises(Invalid):
        answer(cast, "amina", first, "ignored")
    amend_lesson(
        viewer=cast.viewer("amina"),
        lesson_id=lesson,
        validated=validated("At the market known officers were greeted."),
    )
    answer(cast, "amina", first, "amended")
    withdraw_lesson(viewer=cast.viewer("amina"), lesson_id=lesson)
    answer(cast, "amina", second, "withdrawn")
    assert contest_shown(cast.viewer("esther"), second.id).outcome == "withdrawn"


def test_what_is_not_answered_in_time_is_seen_by_oversight(cast: Cast) -> None:
    lesson, other = lesson_at(cast), lesson_at(cast, words="A year on the market was told of.")
    late, answered = object_to(cast, "chen", lesson), object_to(cast, "chen", other)
    object_to(cast, "dina", lesson)
    answer(cast, "amina", answered)
    run_all()
    assert unanswered(cast.viewer("omar")) == ()
    days_pass(15)
    noted = [each.kind for each in entries_about("contest", late.id)][1:]
    assert noted == [kinds.CONTEST_MADE, kinds.UNANSWERED]
    assert kinds.UNANSWERED not in [each.kind for each in entries_about("contest", answered.id)]
    Contest.objects.update(due=Contest.objects.earliest("created").created)
    assert {each.id for each in unanswered(cast.viewer("omar"))} == {
        each.pk for each in Contest.objects.exclude(pk=answered.id)
    }
    assert count_waiting(cast.viewer("omar")) == 2
    assert count_waiting(cast.viewer("amina")) == 2
    for who in ("farid", "amina", "chen", "dina"):
        assert unanswered(cast.viewer(who)) == ()


def test_oversight_learns_that_there_is_one_and_not_what_it_may_not_read(cast: Cast) -> None:
    lesson = lesson_at(cast, Level.AMBER)
    object_to(cast, "budi", lesson, ground="confidence")
    Contest.objects.update(due=Contest.objects.get().created)
    (seen,) = unanswered(cast.viewer("omar"))
    assert (seen.text, seen.entry, seen.ground) == ("", None, "confidence")
    assert WORDS not in repr(seen)


def test_a_steward_sets_the_days(cast: Cast) -> None:
    for who in ("amina", "omar", "dina"):
        with pytest.raises(NotAllowed):
            set_days(viewer=cast.viewer(who), contest_days=3, look_days=3)
    for days in (0, 91):
        with pytest.raises(Invalid):
            set_days(viewer=cast.viewer("farid"), contest_days=days, look_days=3)
    set_days(viewer=cast.viewer("farid"), contest_days=3, look_days=3)
    made = object_to(cast, "chen", lesson_at(cast))
    assert (made.due - Contest.objects.get().created).days in (2, 3)


def test_names_come_first_in_the_queue(cast: Cast) -> None:
    lesson = lesson_at(cast)
    object_to(cast, "chen", lesson)
    last = object_to(cast, "esther", lesson, ground="names")
    assert [each.ground for each in waiting_contests(cast.viewer("amina"))] == ["names", "wrong"]
    assert waiting_contests(cast.viewer("amina"))[0].id == last.id


def test_its_maker_takes_it_back_by_account_or_by_link(cast: Cast) -> None:
    lesson = lesson_at(cast)
    mine, held_one = object_to(cast, "chen", lesson), object_to(cast, "dina", lesson)
    with pytest.raises(NotAllowed):
        take_back_contest(viewer=cast.viewer("dina"), contest_id=mine.id)
    with pytest.raises(NotAllowed):
        take_back_contest(viewer=cast.viewer("dina"), contest_id=held_one.id)
    with pytest.raises(NotAllowed):
        take_back_contest(viewer=cast.viewer("dina"), token=held_one.token[:-1] + "0x")
    take_back_contest(viewer=cast.viewer("chen"), contest_id=mine.id)
    take_back_contest(viewer=cast.viewer("dina"), token=held_one.token)
    assert set(Contest.objects.values_list("text", "state")) == {("", "taken-back")}
    assert marks(cast.viewer("amina"), "lesson", [lesson]) == {}
    with pytest.raises(Conflict):
        take_back_contest(viewer=cast.viewer("chen"), contest_id=mine.id)


@pytest.mark.parametrize("token", ["", " ", "x" * 5000, "0" * 52, "’; --"])
def test_a_link_that_was_never_given_out_opens_nothing(cast: Cast, token: str) -> None:
    object_to(cast, "chen", lesson_at(cast))
    with pytest.raises(NotAllowed):
        contest_by_token(cast.viewer("dina"), token)


def test_words_do_not_go_out_with_an_entry_that_is_opened(cast: Cast) -> None:
    lesson = lesson_at(cast, Level.AMBER)
    made = object_to(cast, "budi", lesson)
    give_role(
        viewer=cast.viewer("farid"),
        account_id=cast.account("budi"),
        organisation=cast.a,
        role="reviewer",
    )
    share_lesson(
        viewer=cast.viewer("amina"), lesson_id=lesson, level=Level.CLEAR, reason="Others ask."
    )
    decide_release(viewer=cast.viewer("budi"), release_id=Release.objects.get().pk, grant=True)
    (seen,) = beside(cast, "dina", lesson)
    assert (seen.text, seen.state) == ("", "open")
    answer(cast, "amina", made)
    assert beside(cast, "dina", lesson)[0].answer == ""
    assert beside(cast, "budi", lesson)[0].answer != ""


def test_history_says_that_and_never_who(cast: Cast) -> None:
    lesson = lesson_at(cast)
    made = object_to(cast, "chen", lesson)
    answer(cast, "amina", made)
    told = [each.kind for each in history(cast.viewer("budi"), lesson)]
    assert told[-2:] == [kinds.CONTESTED, kinds.ENTRY_ANSWERED]


def test_of_a_deleted_source_whoever_contested_it_reads_that_it_is_gone(cast: Cast) -> None:
    source = Evidence.objects.get(lesson=lesson_at(cast)).record_id
    made = contest(
        viewer=cast.viewer("dina"),
        record_kind="source",
        record_id=source,
        ground="names",
        wanted="deletion",
        text=OBJECTION,
        language="en",
    )
    delete_source(viewer=cast.viewer("amina"), source_id=source)
    run_all()
    seen = contest_by_token(cast.viewer("dina"), made.token)
    assert (seen.state, seen.outcome, seen.entry) == ("answered", "withdrawn", None)


def test_for_an_organisation_speak_those_who_decide_there(cast: Cast) -> None:
    lesson = lesson_at(cast)
    object_to(cast, "chen", lesson, speaks_for=cast.b)
    (shown,) = beside(cast, "dina", lesson)
    assert shown.speaks_for == "Harbour City Police"
    for who, where in (("budi", cast.a), ("chen", cast.c), ("dina", cast.b)):
        with pytest.raises(NotAllowed):
            object_to(cast, who, lesson, speaks_for=where)


@pytest.mark.parametrize(
    "wrong", [{"ground": "boredom"}, {"wanted": "money"}, {"text": ""}, {"text": "x" * 10_000_000}]
)
def test_what_is_no_contest_is_refused(cast: Cast, wrong: dict[str, str]) -> None:
    with pytest.raises(Invalid):
        object_to(cast, "chen", lesson_at(cast), **wrong)
    assert not Contest.objects.exists()


def test_the_queue_asks_as_often_for_one_as_for_three(cast: Cast) -> None:
    amounts = []
    for words in (WORDS, "A year on the market was told of.", "Traders spoke to them sooner."):
        object_to(cast, "chen", lesson_at(cast, words=words))
        with CaptureQueriesContext(connection) as asked:
            assert waiting_contests(cast.viewer("amina"))
        amounts.append(len(asked))
    assert amounts[0] == amounts[2]
