"""Questions in people's own words over the sample library: answered by quotation, or refused."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from balai.core.audience import PUBLIC
from balai.foundation.embedding import CarriedEmbedder, Embedder
from balai.sample.catalogue import library
from balai.search.answering.queries import answer
from tests.quality.okb import passages_of
from tests.search.shelf import add_source

pytestmark = [pytest.mark.quality, pytest.mark.django_db, pytest.mark.timeout(600)]
QUESTIONS = Path(__file__).parent / "own_answers" / "questions.jsonl"


@pytest.fixture(scope="module")
def embedder() -> Iterator[Embedder]:
    made = CarriedEmbedder()
    yield made
    made.close()


def test_what_the_library_answers_is_quoted_and_what_it_does_not_is_refused(
    embedder: Embedder, capsys: pytest.CaptureFixture[str]
) -> None:
    for each in library().sources:
        lines = [line.lstrip("#- ") for line in each.text().split("\n")]
        passages = passages_of(each.title, "\n".join(lines[1:]))
        add_source(each.title, passages, language=each.language, embedder=embedder)
    right: dict[bool, list[bool]] = {True: [], False: []}
    with QUESTIONS.open(encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            found = answer(PUBLIC, row["question"], languages=[row["lang"]], embedder=embedder)
            first = " ".join(each.sentence for each in found.quotations[:3])
            said = any(words in first for words in row["says"])
            right[bool(row["says"])].append(said if row["says"] else found.is_refused)
    answered, refused = (sum(some) / len(some) for some in (right[True], right[False]))
    with capsys.disabled():
        print(f"\nown questions: right {answered:.2f}, refused rightly {refused:.2f}", end="")
    assert refused >= 0.80
    assert answered >= 0.55
