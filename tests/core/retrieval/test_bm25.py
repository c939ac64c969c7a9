"""What words weigh: BM25 by part and by record."""

from __future__ import annotations

import math

import pytest

from balai.core.retrieval.bm25 import (
    K1,
    WHOLE,
    B,
    Holding,
    Text,
    record_weights,
    text_scores,
    times_in,
)

KNOWN = Holding(1000, {"trust": 10, "police": 400, "officer": 900, "nowhere": 0})


def test_a_term_weighs_more_the_fewer_have_it() -> None:
    assert KNOWN.rarity("trust") == pytest.approx(math.log(990.5 / 10.5))
    assert KNOWN.rarity("unheard of") == pytest.approx(math.log(1000.5 / 0.5))
    assert KNOWN.rarity("police") == pytest.approx(math.log(600.5 / 400.5))
    assert 0 < KNOWN.rarity("officer") < 1e-5


@pytest.mark.parametrize(
    ("most", "chosen"),
    [
        (2000, ("trust", "police", "officer")),
        (500, ("trust", "police")),
        (410, ("trust", "police")),
        (409, ("trust",)),
        (0, ("trust",)),
    ],
)
def test_the_rarest_propose_as_long_as_few_have_them(most: int, chosen: tuple[str, ...]) -> None:
    assert KNOWN.rarest(["officer", "nowhere", "police", "trust", "trust"], most) == chosen


def test_what_stands_nowhere_proposes_nothing() -> None:
    assert KNOWN.rarest(["nowhere", "unknown"], 100) == ()


def test_terms_are_counted_and_phrases_word_for_word() -> None:
    words = "polis komuniti dan polis desa polis komuniti"
    terms = {"polis", "polis komuniti", "komuniti dan", "komuniti polis", "dan"}
    expected = {"polis": 3, "polis komuniti": 2, "komuniti dan": 1, "dan": 1}
    assert times_in(words, terms) == (expected, 7)
    assert times_in("", terms) == ({}, 0)


def test_a_text_scores_as_the_formula_says() -> None:
    texts = [Text("a", {"trust": 2}, 30), Text("a", {"trust": 1, "police": 1}, 10)]
    weights = {"trust": 4.0, "police": 0.5}
    usual = 20
    long, short = (1 - B + B * length / usual for length in (30, 10))
    assert text_scores(texts, weights) == pytest.approx(
        [
            4.0 * 2 * (K1 + 1) / (2 + K1 * long),
            (4.0 + 0.5) * (K1 + 1) / (1 + K1 * short),
        ]
    )
    assert text_scores([], weights) == []


def test_a_record_weighs_by_its_best_parts_and_as_one_text() -> None:
    texts = [
        Text("report", {"trust": 1}, 10),
        Text("report", {"trust": 1}, 10, repeats=True),
        Text("report", {"police": 1}, 10),
        Text("note", {"trust": 1}, 10),
    ]
    weights = {"trust": 2.0, "police": 1.0}
    found = record_weights(texts, [4.0, 3.0, 2.0, 4.0], weights, {"report": 9})
    usual = (9 + 1) / 2
    long, short = (1 - B + B * size / usual for size in (9, 1))
    as_one = (2.0 + 1.0) * (K1 + 1) / (1 + K1 * long)  # the lead's words are not said twice
    best = (4.0 + 3.0 / 2 + 2.0 / 4) / 1.75
    assert found["report"] == pytest.approx(WHOLE * as_one + (1 - WHOLE) * best)
    alone = 2.0 * (K1 + 1) / (1 + K1 * short)
    assert found["note"] == pytest.approx(WHOLE * alone + (1 - WHOLE) * 4.0 / 1.75)


def test_saying_all_of_the_query_in_several_parts_beats_saying_half_of_it_twice() -> None:
    weights = {"trust": 2.0, "police": 2.0}
    halves = [Text("both", {"trust": 1}, 10), Text("both", {"police": 1}, 10)]
    twice = [Text("half", {"trust": 1}, 10), Text("half", {"trust": 1}, 10)]
    texts = [*halves, *twice]
    found = record_weights(texts, text_scores(texts, weights), weights, {})
    assert found["both"] > found["half"]
