"""The questions themselves: enough of them, spread out, and about write-ups that exist."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest

from tests.quality import okb


@pytest.fixture(scope="module")
def questions() -> list[dict[str, Any]]:
    return okb.questions()


@pytest.fixture(scope="module")
def write_ups() -> dict[str, str]:
    return {row["id"]: row["text"] for row in okb.rows("search/okb/docs.jsonl.gz")}


def test_there_are_forty_or_more_in_each_language(questions: list[dict[str, Any]]) -> None:
    per_language = Counter(each["lang"] for each in questions)
    assert set(per_language) == {"ms", "fr", "nl"}
    assert min(per_language.values()) >= 40


def test_each_question_stands_once_and_has_an_answer(questions: list[dict[str, Any]]) -> None:
    assert len({each["id"] for each in questions}) == len(questions)
    assert len({each["question"].casefold() for each in questions}) == len(questions)
    for each in questions:
        assert set(each) == {"id", "lang", "question", "docs"}
        assert 1 <= len(each["docs"]) == len(set(each["docs"])) <= 4
        assert each["question"] == each["question"].strip() != ""


def test_the_answers_exist_and_are_spread_over_sixty_write_ups(
    questions: list[dict[str, Any]], write_ups: dict[str, str]
) -> None:
    answers = {doc for each in questions for doc in each["docs"]}
    assert answers <= set(write_ups)
    assert len(answers) >= 60


def test_no_question_repeats_five_words_of_its_write_up(
    questions: list[dict[str, Any]], write_ups: dict[str, str]
) -> None:
    def runs(text: str) -> set[tuple[str, ...]]:
        words = re.findall(r"\w+", text.casefold())
        return {tuple(words[at : at + 5]) for at in range(len(words) - 4)}

    copied = [
        each["id"]
        for each in questions
        if any(runs(each["question"]) & runs(write_ups[doc]) for doc in each["docs"])
    ]
    assert copied == []
