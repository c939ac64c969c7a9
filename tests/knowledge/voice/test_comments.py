"""Comments: who reads one, whom it may name, and how it goes again."""

from __future__ import annotations

import pytest

from balai.core.audience import Level
from balai.core.errors import Conflict, Invalid, NotAllowed
from balai.foundation.tasks.worker import run_all
from balai.knowledge.actions.audiences import share_lesson, share_source
from balai.knowledge.models import Comment, Evidence
from balai.knowledge.voice.actions.comments import comment, remove_comment, take_back_comment
from balai.knowledge.voice.entries import entry_of
from balai.knowledge.voice.queries.comments import comments
from balai.library.actions import delete_source
from balai.sharing.queries import may_see
from tests.knowledge.voice.shelf import lesson_at
from tests.personas import NAMES, Cast

pytestmark = pytest.mark.django_db

SAID = "In our town the traders asked for the same two officers too."


def say(cast: Cast, who: str, lesson: str, level: Level = Level.CLEAR, text: str = SAID) -> str:
    return comment(
        viewer=cast.viewer(who),
        record_kind="lesson",
        record_id=lesson,
        text=text,
        level=level,
        language="en",
    )


def read_by(cast: Cast, made: str) -> set[str]:
    return {name for name in NAMES if may_see(cast.viewer(name), "comment", made)}


@pytest.mark.parametrize(
    ("level", "readers"),
    [
        (Level.CLEAR, {"amina", "budi", "chen", "dina", "esther", "farid", "omar"}),
        (Level.GREEN, {"amina", "budi", "chen", "esther", "farid", "omar"}),
        (Level.AMBER, {"amina", "budi", "chen"}),
        (Level.AMBER_STRICT, {"amina", "budi", "chen"}),
    ],
)
def test_a_comment_is_for_its_writers_side_and_the_keeper(
    cast: Cast, level: Level, readers: set[str]
) -> None:
    made = say(cast, "chen", lesson_at(cast), level)
    assert read_by(cast, made) == readers


def test_a_comment_is_never_more_open_than_its_entry(cast: Cast) -> None:
    made = say(cast, "budi", lesson_at(cast, Level.AMBER), Level.CLEAR)
    assert read_by(cast, made) == {"amina", "budi"}


def test_who_may_not_read_an_entry_cannot_comment_on_it(cast: Cast) -> None:
    lesson = lesson_at(cast, Level.AMBER)
    for who in ("chen", "dina", "farid"):
        with pytest.raises(NotAllowed):
            say(cast, who, lesson)
    with pytest.raises(NotAllowed):
        say(cast, "dina", lesson_at(cast, words="A year on the market was told of."))


def test_narrowing_an_entry_narrows_what_was_said_of_it(cast: Cast) -> None:
    lesson = lesson_at(cast)
    made = say(cast, "chen", lesson)
    share_lesson(viewer=cast.viewer("amina"), lesson_id=lesson, level=Level.AMBER)
    assert read_by(cast, made) == {"amina", "budi"}
    other = lesson_at(cast, words="A year on the market was told of.")
    of_other = say(cast, "chen", other)
    source = Evidence.objects.get(lesson=other).record_id
    about_source = comment(
        viewer=cast.viewer("chen"),
        record_kind="source",
        record_id=source,
        text=SAID,
        level=Level.CLEAR,
        language="en",
    )
    share_source(
        viewer=cast.viewer("amina"), source_id=source, level=Level.AMBER_STRICT, chatham=True
    )
    assert read_by(cast, of_other) == read_by(cast, about_source) == {"amina", "budi"}
    shown = comments(cast.viewer("budi"), entry_of(cast.viewer("budi"), "source", source))
    assert [(each.name, each.organisation) for each in shown] == [("", "")]


def test_names_are_refused_or_masked_at_once(cast: Cast) -> None:
    lesson = lesson_at(cast)
    naming = "Mr Robert Hayward said so; ask robert.hayward@police.example about it."
    with pytest.raises(Invalid) as refused:
        say(cast, "chen", lesson, text=naming)
    assert refused.value.kind == "names-somebody"
    assert "robert.hayward@police.example" in refused.value.message
    assert not Comment.objects.exists()
    made = comment(
        viewer=cast.viewer("chen"),
        record_kind="lesson",
        record_id=lesson,
        text=naming,
        level=Level.CLEAR,
        language="en",
        mask=True,
    )
    kept = Comment.objects.get(pk=made).text
    assert "hayward" not in kept.casefold()
    assert "about it" in kept


@pytest.mark.parametrize("text", ["", " \n\u200b ", "x" * 4001, "y" * 10_000_000])
def test_what_is_no_comment_is_refused(cast: Cast, text: str) -> None:
    with pytest.raises(Invalid):
        say(cast, "chen", lesson_at(cast), text=text)
    assert not Comment.objects.exists()


def test_control_and_direction_characters_do_not_stay(cast: Cast) -> None:
    made = say(cast, "chen", lesson_at(cast), text="One\u202e two\u0007 three.\nFour.")
    assert Comment.objects.get(pk=made).text == "One two three.\nFour."


def test_red_and_a_circle_one_is_not_in_are_refused(cast: Cast) -> None:
    lesson = lesson_at(cast)
    with pytest.raises(Invalid):
        say(cast, "chen", lesson, Level.RED)
    with pytest.raises(Invalid):
        say(cast, "farid", lesson, Level.AMBER)
    with pytest.raises(NotAllowed):
        comment(
            viewer=cast.viewer("chen"),
            record_kind="lesson",
            record_id=lesson,
            text=SAID,
            level=Level.AMBER,
            language="en",
            organisation_id=cast.c,
        )


def test_its_writer_takes_it_back_and_nobody_else_does(cast: Cast) -> None:
    lesson = lesson_at(cast)
    made = say(cast, "chen", lesson)
    for who in ("amina", "esther", "dina"):
        with pytest.raises(NotAllowed):
            take_back_comment(viewer=cast.viewer(who), comment_id=made)
    take_back_comment(viewer=cast.viewer("chen"), comment_id=made)
    with pytest.raises(Conflict):
        take_back_comment(viewer=cast.viewer("chen"), comment_id=made)
    assert Comment.objects.get(pk=made).text == ""
    assert comments(cast.viewer("amina"), entry_of(cast.viewer("amina"), "lesson", lesson)) == ()


def test_the_entrys_reviewers_remove_it_with_a_reason_in_its_place(cast: Cast) -> None:
    lesson = lesson_at(cast)
    made = say(cast, "chen", lesson)
    for who in ("budi", "chen", "esther", "farid", "dina"):
        with pytest.raises(NotAllowed):
            remove_comment(viewer=cast.viewer(who), comment_id=made, reason="It is unkind.")
    with pytest.raises(Invalid):
        remove_comment(viewer=cast.viewer("amina"), comment_id=made, reason=" ")
    remove_comment(viewer=cast.viewer("amina"), comment_id=made, reason="It is unkind.")
    (shown,) = comments(cast.viewer("dina"), entry_of(cast.viewer("dina"), "lesson", lesson))
    assert (shown.text, shown.reason, shown.state) == ("", "It is unkind.", "removed")
    assert (shown.name, shown.organisation) == ("", "Harbour City Police")


def test_with_its_source_what_was_said_of_it_goes(cast: Cast) -> None:
    lesson = lesson_at(cast)
    source = Evidence.objects.get(lesson=lesson).record_id
    made = comment(
        viewer=cast.viewer("chen"),
        record_kind="source",
        record_id=source,
        text=SAID,
        level=Level.CLEAR,
        language="en",
    )
    delete_source(viewer=cast.viewer("amina"), source_id=source)
    run_all()
    assert not Comment.objects.exists()
    assert not may_see(cast.viewer("chen"), "comment", made)
