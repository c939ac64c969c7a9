from __future__ import annotations

import numpy as np

from balai.core.retrieval import Centres, Mean, centred, record_scores

RANDOM = np.random.default_rng(7)


def unit(rows: np.ndarray) -> np.ndarray:
    return (rows / np.linalg.norm(rows, axis=-1, keepdims=True)).astype(np.float32)


def test_a_direction_that_all_share_no_longer_decides() -> None:
    """Ten passages crowd round one direction, as a language's do: each query finds its own."""
    crowd = RANDOM.normal(size=64)
    passages = unit(RANDOM.normal(size=(10, 64)) * 0.2 + crowd)
    queries = unit(passages + 3 * RANDOM.normal(size=64) + 0.02 * RANDOM.normal(size=(10, 64)))
    plain = (queries @ passages.T).argmax(axis=1)
    own = centred(queries, queries.mean(axis=0)) @ centred(passages, passages.mean(axis=0)).T
    assert list(own.argmax(axis=1)) == list(range(10))
    assert len(set(plain)) < 10


def test_the_length_is_one_again_and_the_mean_itself_says_nothing() -> None:
    rows = unit(RANDOM.normal(size=(5, 8)))
    mean = rows.mean(axis=0)
    assert np.allclose(np.linalg.norm(centred(rows, mean), axis=1), 1, atol=1e-5)
    assert not centred(mean, mean).any()


def test_a_long_document_weighs_no_more_than_a_short_one() -> None:
    mean, short, long = Mean(), np.ones((1, 2), np.float32), np.zeros((99, 2), np.float32)
    mean.add(short)
    mean.add(long)
    assert np.allclose(mean.joined_with(np.zeros(2, np.float32), weight=0), [0.5, 0.5])


def test_an_empty_library_has_the_mean_of_the_seeds_and_a_large_one_its_own() -> None:
    seed = np.ones(2, np.float32)
    assert np.allclose(Mean().joined_with(seed), seed)
    mean = Mean()
    for _ in range(990):
        mean.add(np.zeros((1, 2), np.float32))
    assert np.allclose(mean.joined_with(seed), 0.01)


def test_a_query_in_doubt_is_centred_between_its_languages() -> None:
    centres = Centres(
        {"ms": np.array([1, 0], np.float32), "id": np.array([0, 1], np.float32)},
        np.array([0.5, 0.5], np.float32),
    )
    assert np.allclose(centres.mixed({"ms": 3, "id": 1}), [0.75, 0.25])
    assert np.allclose(centres.mixed({}), [0.5, 0.5])
    assert np.allclose(centres.of("xx"), [0.5, 0.5])


def test_a_record_is_scored_by_its_best_part_its_gist_and_its_lead() -> None:
    scores = record_scores(
        np.array([0.2, 0.8, 0.4, 0.5], np.float32),
        np.array([0, 0, 0, 1]),
        np.array([0.6, 0.5], np.float32),
        np.array([True, False, False, False]),
    )
    assert np.allclose(scores, [(0.8 + 0.3 + 0.1) / 2, (0.5 + 0.25 + 0.25) / 2])
