from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from balai.core.lessons.confidence import ANNOUNCED_FLOOR, Scale
from balai.core.lessons.cueing import cues
from balai.core.lessons.features import NAMES, SHAPES, beside, matrix, shape
from balai.core.lessons.head import (
    HEADS,
    SentenceVectors,
    columns,
    cue_scores,
    shipped,
    smooth,
    usable,
)
from balai.core.passages.document import BlockKind

P, L = BlockKind.PARAGRAPH, BlockKind.LIST_ITEM


def test_the_shipped_weights_fit_the_features() -> None:
    weights = shipped()
    assert weights["names"] == list(NAMES)
    for head in HEADS:
        assert len(weights["heads"][head]["weights"]) == 3 * 384 + len(NAMES)
        assert len(weights["cue_heads"][head]["weights"]) == len(NAMES)
    assert {len(mean) for mean in weights["means"].values()} == {384}
    assert set(weights["means"]) >= {"", "en", "fr", "ms", "nl"}
    assert len(json.dumps(weights)) < 100_000


def test_a_file_made_for_other_features_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from balai.core.lessons import head

    shipped.cache_clear()
    monkeypatch.setattr(head, "load", lambda folder, name: {"names": ["other"]})
    with pytest.raises(ValueError, match="other features"):
        shipped()
    shipped.cache_clear()


def test_place_in_the_document_is_no_feature() -> None:
    texts = ["We learned to wait.", "The hall was full.", "We learned to wait."]
    rows = matrix(texts, [cues(text, "en") for text in texts], [P] * 3)
    own = len(NAMES) - rows.shape[1] + len(SHAPES)
    assert own == len(SHAPES)
    assert np.array_equal(rows[0], rows[2])


def test_shapes_are_what_they_say() -> None:
    seen = dict(zip(SHAPES, shape("See https://x.org (Lee, 2019): 30% of RM 5?", L), strict=True))
    for name in ("item", "number", "money", "year", "address", "citation", "question"):
        assert seen[name] == 1
    assert seen["lead-in"] == 0
    assert dict(zip(SHAPES, shape("These were:", P), strict=True))["lead-in"] == 1


def test_neighbours_count_half() -> None:
    rows = np.array([[2.0], [0.0], [4.0]], np.float32)
    assert beside(rows).ravel().tolist() == [0.0, 3.0, 0.0]


def test_centring_takes_away_what_all_sentences_share() -> None:
    means = {"": [0.0] * 4, "en": [1.0, 0.0, 0.0, 0.0]}
    rows = np.tile(np.array([1, 0, 0, 0], np.float32), (5, 1))
    cue, every = np.zeros((5, 2), np.float32), np.ones(5, bool)
    assert np.allclose(columns(cue, rows, every, "en", means), 0)
    assert not np.allclose(columns(cue, rows, every, "unknown", means), 0)


def test_a_sentence_without_a_vector_stands_at_the_centre() -> None:
    means = {"": [0.0] * 4}
    embedded = np.array([True, False, True])
    rows = np.array([[1, 0, 0, 0], [0, 1, 0, 0]], np.float32)
    made = columns(np.zeros((3, 2), np.float32), rows, embedded, "en", means)
    assert not made[1, :4].any()
    assert made[1, 4:12].any()
    assert made[0, :4].any()


@given(st.lists(st.floats(-30, 30), min_size=1, max_size=20))
def test_smoothing_stays_within_what_it_smooths(logits: list[float]) -> None:
    rows = np.array(logits, np.float32)
    made = smooth(rows)
    assert made.shape == rows.shape
    assert made.max() <= max(rows.max(), -13.8) + 1e-2
    assert made.min() >= min(rows.min(), 13.8) - 1e-2


def test_a_cue_raises_the_score_of_its_head() -> None:
    def score(text: str, head: str) -> float:
        rows = matrix([text], [cues(text, "en")], [P])
        return float(cue_scores(rows, shipped())[head][0])

    plain = "The hall was full of people on that evening in the town."
    assert score("The hall should be full of people on that evening.", "recommendation") > score(
        plain, "recommendation"
    )
    assert score("We learned that the hall was full of people.", "lesson") > score(plain, "lesson")


def test_vectors_must_be_of_the_model_and_of_every_sentence() -> None:
    rows = np.zeros((2, 384), np.float32)
    assert usable(SentenceVectors("multilingual-e5-small-int8-1", rows), 2, shipped())
    assert not usable(SentenceVectors("other", rows), 2, shipped())
    assert not usable(None, 2, shipped())
    with pytest.raises(ValueError, match="2 vectors for 3 sentences"):
        usable(SentenceVectors("other", rows), 3, shipped())


@given(st.floats(-50, 50), st.floats(-50, 50), st.booleans())
def test_confidence_rises_with_the_score(one: float, other: float, by_vectors: bool) -> None:
    scale = Scale(shipped(), by_vectors)
    low, high = sorted((one, other))
    for head in HEADS:
        assert 0 <= scale.sentence(head, low, 0) <= scale.sentence(head, high, 0) <= 1
    assert ANNOUNCED_FLOOR <= scale.announced(low, 0) <= scale.announced(high, 0) <= 1
    assert 0.9 < scale.numbered() < 1
