from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balai.core.retrieval import Weights, fuse, weights_for

SCORES = st.dictionaries(st.sampled_from("abcdefgh"), st.floats(0.001, 100), max_size=8)


def order(found: object) -> list[str]:
    return [each.key for each in found]


def test_each_way_alone_keeps_its_order() -> None:
    scores = {"a": 3.0, "b": 9.0, "c": 1.0}
    assert order(fuse(scores, {})) == ["b", "a", "c"]
    assert order(fuse({}, scores)) == ["b", "a", "c"]
    assert fuse({}, {}) == []


def test_what_both_ways_find_comes_before_what_one_finds() -> None:
    assert order(fuse({"a": 5, "b": 4}, {"b": 0.8, "c": 0.9}))[0] == "b"


def test_weights_decide_between_the_ways() -> None:
    words, meaning = {"a": 1.0}, {"b": 1.0}
    assert order(fuse(words, meaning, weights=Weights(0.9, 0.1))) == ["a", "b"]
    assert order(fuse(words, meaning, weights=Weights(0.1, 0.9))) == ["b", "a"]


def test_a_document_in_another_language_is_not_punished_for_its_words() -> None:
    words, meaning = {"en1": 10.0}, {"en1": 0.5, "en2": 0.8, "ms1": 0.81}
    assert order(fuse(words, meaning, foreign={"ms1"}))[0] == "ms1"
    assert order(fuse(words, meaning))[0] == "en1"


def test_equal_scores_are_in_the_order_of_their_keys() -> None:
    assert order(fuse({}, {"b": 1.0, "a": 1.0, "c": 1.0})) == ["a", "b", "c"]


def test_unlikeness_ranks_below_likeness_and_is_kept() -> None:
    assert order(fuse({}, {"a": -0.2, "b": 0.4, "c": -0.1})) == ["b", "c", "a"]
    assert order(fuse({}, {"a": -0.2, "b": -0.1})) == ["b", "a"]


@given(SCORES, SCORES)
def test_every_key_comes_once_with_a_score_from_0_to_1(
    words: dict[str, float], meaning: dict[str, float]
) -> None:
    found = fuse(words, meaning)
    assert sorted(order(found)) == sorted({*words, *meaning})
    assert all(0 <= each.score <= 1 + 1e-9 for each in found)
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)


@given(SCORES, SCORES, st.floats(0.01, 1000))
def test_the_scale_of_a_way_does_not_matter(
    words: dict[str, float], meaning: dict[str, float], scale: float
) -> None:
    plain = {each.key: each.score for each in fuse(words, meaning)}
    scaled = {
        each.key: each.score
        for each in fuse({key: value * scale for key, value in words.items()}, meaning)
    }
    assert all(abs(plain[key] - scaled[key]) < 1e-9 for key in plain)


def test_the_more_a_query_says_the_more_its_words_count() -> None:
    shares = [weights_for(words).words for words in (0, 1, 6, 18, 30, 128)]
    assert shares == pytest.approx([0.35, 0.35, 0.35, 0.475, 0.6, 0.6])
    assert weights_for(18).words + weights_for(18).meaning == pytest.approx(1.0)
