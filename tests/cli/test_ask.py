"""`balai ask` and `balai similar`: what they print, to people and to programs."""

from __future__ import annotations

import json
import re

from balai.cli import ask, similar
from balai.core.audience import Level
from balai.library.models import Passage
from tests.cli.conftest import Balai
from tests.personas import A, Cast
from tests.search.shelf import add_lesson, add_source

QUESTION = "When did the harbour mediation open on Thursdays?"
ANSWERS = "The harbour mediation opened on Thursdays in March."
TOPICS = ("fishing", "gardens", "weather", "music", "bread", "letters", "bicycles")


def promised(written: str, within: str) -> set[str]:
    """Return the names that a command's reference promises between `within` and its bracket."""
    found = re.search(re.escape(within) + r"([^\]}]*)", written)
    assert found is not None
    return {each.strip() for each in found[1].split(",") if each.strip()}


def shelve(level: Level = Level.CLEAR) -> str:
    for topic in TOPICS:
        add_source(topic.title(), [f"All about {topic}. Nobody wrote more of {topic} here."])
    passages = ["Nothing of it.", f"It rained.  {ANSWERS} We went home."]
    return add_source("Walk", passages, level=level, owner=A)


def test_an_answer_has_the_promised_fields_and_stands_in_its_source(
    balai: Balai, cast: Cast
) -> None:
    source = shelve()
    told = balai("ask", QUESTION, "--as", cast.email("esther"), "--json").data
    assert set(told) == {"question", "seconds", "refused", "limits", "nearest", "answer"}
    assert told["question"] == QUESTION
    assert not told["refused"]
    best = told["answer"][0]
    assert set(best) == promised(ask.JSON, "answer: [{")
    assert best["quote"] in Passage.objects.get(pk=best["passage_id"]).text
    assert (best["source"], best["page"], best["level"]) == (source, 2, "CLEAR")
    plain = balai("ask", QUESTION, "--as", cast.email("esther"))
    assert f"1. “{ANSWERS}”" in plain.out


def test_without_support_nothing_is_answered(balai: Balai, cast: Cast) -> None:
    shelve()
    told = balai("ask", "Which zebra won the lottery?", "--as", cast.email("esther"), "--json").data
    assert (told["refused"], told["answer"]) == (True, [])
    assert all(set(each) == {"query", "language"} for each in told["nearest"])
    plain = balai("ask", "Which zebra won the lottery?", "--as", cast.email("esther"))
    assert "Nothing that may be seen supports an answer." in plain.err


def test_what_is_closed_answers_nobody_else(balai: Balai, cast: Cast) -> None:
    shelve(Level.AMBER_STRICT)
    for who, refused in (("budi", False), ("esther", True), ("chen", True)):
        told = balai("ask", QUESTION, "--as", cast.email(who), "--json").data
        assert told["refused"] is refused, who
        assert ("harbour" in str(told["answer"])) is not refused


def test_many_questions_are_answered_line_by_line(balai: Balai, cast: Cast) -> None:
    shelve()
    asked = f"{QUESTION}\n\nWhich zebra won?\n"
    lines = balai("ask", "-", "--as", cast.email("esther"), stdin=asked).out.splitlines()
    told = [json.loads(line) for line in lines]
    assert [each["refused"] for each in told] == [False, True, True]


def test_what_is_near_has_the_promised_fields(balai: Balai, cast: Cast) -> None:
    lesson = add_lesson("Trust takes time.", labels=[("country", "MY"), ("approach", "A4")])
    add_lesson("Trust takes years.", labels=[("country", "NZ"), ("approach", "A4")])
    told = balai("similar", lesson, "--as", cast.email("esther"), "--json").data
    assert set(told) == {"record", "id", "title", "limits", "learned", "near"}
    assert (told["record"], told["id"]) == ("lesson", lesson)
    for name in ("near", "learned"):
        for each in told[name]:
            assert set(each) == promised(similar.JSON, f"{name}: [{{")
