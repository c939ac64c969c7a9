"""A community looks before publication: who is asked, when, and what comes of it."""

from __future__ import annotations

import pytest

from balai.core.audience import Level, audience
from balai.core.errors import Conflict, Invalid, NotAllowed
from balai.foundation.tasks.worker import run_all
from balai.knowledge.actions.audiences import share_lesson, share_source
from balai.knowledge.actions.lessons import amend_lesson, decide_release, withdraw_lesson
from balai.knowledge.models import Contest, Evidence, Lesson
from balai.knowledge.queries import history, lessons
from balai.knowledge.voice.actions import kinds
from balai.knowledge.voice.actions.communities import speak_for
from balai.knowledge.voice.actions.looks import agree, object_to, publish_with_objections
from balai.knowledge.voice.queries.looks import held_lessons, look, looks, spoken_for
from balai.knowledge.voice.queries.marks import marks
from balai.people.actions import name_clients
from balai.sharing.models import Release
from tests.factories.library import validated
from tests.knowledge.voice.shelf import OBJECTION, WORDS, days_pass, lesson_at
from tests.personas import NAMES, Cast, second_reviewer

pytestmark = pytest.mark.django_db

MALAYSIA = (("country", "MY"),)


@pytest.fixture
def neighbours(cast: Cast) -> Cast:
    """C speaks for what happens in Malaysia."""
    speak_for(viewer=cast.viewer("farid"), organisation_id=cast.c, labels=MALAYSIA)
    return cast


def state_of(lesson: str) -> str:
    return Lesson.objects.values_list("state", flat=True).get(pk=lesson)


def opened(cast: Cast, *, grant: bool = True) -> None:
    decide_release(
        viewer=cast.viewer("budi"), release_id=Release.objects.get(state="asked").pk, grant=grant
    )


def objected(cast: Cast, lesson: str) -> None:
    (seen,) = looks(cast.viewer("esther"))
    assert seen.lesson_id == lesson
    object_to(viewer=cast.viewer("esther"), look_id=seen.id, ground="harm", text=OBJECTION)


def test_its_reviewers_see_sentence_and_quotes_and_no_source(neighbours: Cast) -> None:
    lesson = lesson_at(neighbours)
    assert state_of(lesson) == "waiting"
    (seen,) = looks(neighbours.viewer("esther"))
    assert (seen.statement, seen.quotes) == (WORDS, ((WORDS, "en"),))
    assert Evidence.objects.get().record_id not in repr(seen)
    assert "A report" not in repr(seen)
    for name in set(NAMES) - {"esther"}:
        assert looks(neighbours.viewer(name)) == ()
        with pytest.raises(NotAllowed):
            look(neighbours.viewer(name), seen.id)
        with pytest.raises(NotAllowed):
            agree(viewer=neighbours.viewer(name), look_id=seen.id)
    assert all(lessons(neighbours.viewer(name)) == () for name in NAMES)


def test_agreed_is_published_at_once(neighbours: Cast) -> None:
    lesson = lesson_at(neighbours)
    (seen,) = looks(neighbours.viewer("esther"))
    agree(viewer=neighbours.viewer("esther"), look_id=seen.id)
    assert state_of(lesson) == "published"
    assert looks(neighbours.viewer("esther")) == ()
    with pytest.raises(Conflict):
        agree(viewer=neighbours.viewer("esther"), look_id=seen.id)
    told = [each.kind for each in history(neighbours.viewer("dina"), lesson)]
    assert told[-3:] == [kinds.SHOWN, kinds.AGREED, "knowledge.lesson-published"]


def test_who_does_not_look_in_time_does_not_hold_it(neighbours: Cast) -> None:
    lesson = lesson_at(neighbours)
    run_all()
    assert state_of(lesson) == "waiting"
    days_pass(8)
    assert state_of(lesson) == "published"
    assert kinds.LAPSED in [each.kind for each in history(neighbours.viewer("dina"), lesson)]


@pytest.mark.parametrize("level", [Level.AMBER, Level.AMBER_STRICT, Level.RED])
def test_what_a_community_would_not_read_is_not_shown_to_it(neighbours: Cast, level: Level) -> None:
    assert state_of(lesson_at(neighbours, level)) == "published"
    assert looks(neighbours.viewer("esther")) == ()


def test_a_client_is_asked_about_amber(neighbours: Cast) -> None:
    name_clients(
        viewer=neighbours.viewer("farid"), organisation_id=neighbours.a, clients=[neighbours.c]
    )
    assert state_of(lesson_at(neighbours, Level.AMBER)) == "waiting"


def test_the_owner_is_not_asked_about_its_own(cast: Cast) -> None:
    speak_for(viewer=cast.viewer("amina"), organisation_id=cast.a, labels=MALAYSIA)
    assert state_of(lesson_at(cast)) == "published"


def test_an_objection_is_no_veto_and_stands_beside_the_lesson(neighbours: Cast) -> None:
    lesson = lesson_at(neighbours)
    objected(neighbours, lesson)
    days_pass(8)
    assert state_of(lesson) == "waiting"
    (back,) = held_lessons(neighbours.viewer("amina"))
    assert back.is_back
    assert [each.text for each in back.answers] == [OBJECTION]
    for name in ("budi", "chen", "esther", "farid", "dina"):
        assert held_lessons(neighbours.viewer(name)) == ()
        with pytest.raises(NotAllowed):
            publish_with_objections(viewer=neighbours.viewer(name), lesson_id=lesson)
    with pytest.raises(Conflict):
        publish_with_objections(viewer=neighbours.viewer("amina"), lesson_id=lesson, version=9)
    publish_with_objections(
        viewer=neighbours.viewer("amina"), lesson_id=lesson, version=back.version
    )
    assert state_of(lesson) == "published"
    assert marks(neighbours.viewer("dina"), "lesson", [lesson]) == {lesson: "contested"}
    beside = Contest.objects.get()
    assert (beside.speaks_for, beside.ground, beside.text) == (neighbours.c, "harm", OBJECTION)
    with pytest.raises(Conflict):
        publish_with_objections(viewer=neighbours.viewer("amina"), lesson_id=lesson)


def test_an_objection_needs_words_that_name_nobody(neighbours: Cast) -> None:
    lesson_at(neighbours)
    (seen,) = looks(neighbours.viewer("esther"))
    for ground, text in (("harm", ""), ("taste", OBJECTION), ("harm", "Ask a.b@police.example.")):
        with pytest.raises(Invalid):
            object_to(viewer=neighbours.viewer("esther"), look_id=seen.id, ground=ground, text=text)
    assert looks(neighbours.viewer("esther")) == (seen,)


def test_amended_it_is_shown_again(neighbours: Cast) -> None:
    lesson = lesson_at(neighbours)
    objected(neighbours, lesson)
    amended = "At a market known officers were greeted."
    amend_lesson(viewer=neighbours.viewer("amina"), lesson_id=lesson, validated=validated(amended))
    (seen,) = looks(neighbours.viewer("esther"))
    assert seen.statement == amended
    agree(viewer=neighbours.viewer("esther"), look_id=seen.id)
    assert state_of(lesson) == "published"
    assert not Contest.objects.exists()


def test_withdrawn_it_waits_for_nobody(neighbours: Cast) -> None:
    lesson = lesson_at(neighbours)
    withdraw_lesson(viewer=neighbours.viewer("amina"), lesson_id=lesson)
    assert looks(neighbours.viewer("esther")) == ()
    days_pass(8)
    assert state_of(lesson) == "withdrawn"


def test_two_communities_both_look(neighbours: Cast) -> None:
    speak_for(
        viewer=neighbours.viewer("farid"),
        organisation_id=neighbours.b,
        labels=[("approach", "A1")],
    )
    lesson = lesson_at(neighbours)
    objected(neighbours, lesson)
    with pytest.raises(Conflict):
        publish_with_objections(viewer=neighbours.viewer("amina"), lesson_id=lesson)
    (seen,) = looks(neighbours.viewer("chen"))
    agree(viewer=neighbours.viewer("chen"), look_id=seen.id)
    assert state_of(lesson) == "waiting"
    publish_with_objections(viewer=neighbours.viewer("amina"), lesson_id=lesson)
    assert state_of(lesson) == "published"


def test_with_a_release_the_second_person_comes_first(neighbours: Cast) -> None:
    second_reviewer(neighbours)
    lesson = lesson_at(neighbours, Level.CLEAR, source_level=Level.AMBER)
    assert looks(neighbours.viewer("esther")) == ()
    opened(neighbours)
    assert state_of(lesson) == "waiting"
    (seen,) = looks(neighbours.viewer("esther"))
    assert seen.level is Level.CLEAR
    agree(viewer=neighbours.viewer("esther"), look_id=seen.id)
    assert state_of(lesson) == "published"


def test_a_refused_release_asks_nobody_who_would_not_read_it(neighbours: Cast) -> None:
    second_reviewer(neighbours)
    lesson = lesson_at(neighbours, Level.CLEAR, source_level=Level.AMBER)
    opened(neighbours, grant=False)
    assert state_of(lesson) == "published"
    assert looks(neighbours.viewer("esther")) == ()


def test_published_first_and_opened_afterwards_is_no_way_past_a_community(
    neighbours: Cast,
) -> None:
    second_reviewer(neighbours)
    lesson = lesson_at(neighbours, Level.AMBER)
    assert state_of(lesson) == "published"
    share_lesson(
        viewer=neighbours.viewer("amina"), lesson_id=lesson, level=Level.CLEAR, reason="Asked."
    )
    assert state_of(lesson) == "published"
    opened(neighbours)
    assert state_of(lesson) == "waiting"
    assert [each.lesson_id for each in looks(neighbours.viewer("esther"))] == [lesson]


def test_nor_is_opening_its_source(neighbours: Cast) -> None:
    second_reviewer(neighbours)
    lesson = lesson_at(neighbours, Level.AMBER)
    share_source(
        viewer=neighbours.viewer("amina"),
        source_id=Evidence.objects.get().record_id,
        level=Level.CLEAR,
        reason="Asked.",
    )
    opened(neighbours)
    assert state_of(lesson) == "waiting"


def test_nor_is_a_lesson_of_ones_own_that_is_opened(neighbours: Cast) -> None:
    alone = audience(Level.RED, recipients=[neighbours.account("amina")])
    lesson = lesson_at(neighbours, Level.CLEAR, wanted=alone)
    assert state_of(lesson) == "published"
    share_lesson(viewer=neighbours.viewer("amina"), lesson_id=lesson, level=Level.GREEN)
    assert state_of(lesson) == "waiting"


def test_nor_is_a_label_that_is_given_later(neighbours: Cast) -> None:
    lesson = lesson_at(neighbours, labels=(("country", "NL"),))
    assert state_of(lesson) == "published"
    amend_lesson(viewer=neighbours.viewer("amina"), lesson_id=lesson, validated=validated(WORDS))
    assert state_of(lesson) == "waiting"


def test_narrowed_while_it_waits_it_is_shown_to_nobody(neighbours: Cast) -> None:
    lesson = lesson_at(neighbours)
    (seen,) = looks(neighbours.viewer("esther"))
    share_lesson(viewer=neighbours.viewer("amina"), lesson_id=lesson, level=Level.AMBER)
    assert looks(neighbours.viewer("esther")) == ()
    with pytest.raises(NotAllowed):
        agree(viewer=neighbours.viewer("esther"), look_id=seen.id)
    days_pass(8)
    assert state_of(lesson) == "published"


def test_a_steward_or_its_own_convenor_says_what_an_organisation_speaks_for(cast: Cast) -> None:
    speak_for(viewer=cast.viewer("amina"), organisation_id=cast.a, labels=MALAYSIA)
    assert spoken_for([cast.a]) == {cast.a: [("country", "MY")]}
    for who, where in (("amina", cast.b), ("chen", cast.b), ("omar", cast.a), ("dina", cast.a)):
        with pytest.raises(NotAllowed):
            speak_for(viewer=cast.viewer(who), organisation_id=where, labels=MALAYSIA)
    for wrong in (("country", "QQ"), ("outcome", "O1"), ("planet", "X")):
        with pytest.raises(Invalid):
            speak_for(viewer=cast.viewer("farid"), organisation_id=cast.b, labels=[wrong])
    with pytest.raises(NotAllowed):
        speak_for(
            viewer=cast.viewer("farid"), organisation_id="01ARZ3NDEKTSV4RRFFQ69G5FAV", labels=()
        )
