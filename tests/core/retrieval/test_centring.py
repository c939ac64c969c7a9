from __future__ import annotations

import numpy as np

from balai.core.retrieval import (
    NO_LEAD,
    Centres,
    Mean,
    centred,
    likeness_by_record,
    record_scores,
)

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


def test_a_document_that_goes_leaves_the_mean_as_it_was() -> None:
    mean, rows = Mean(), RANDOM.normal(size=(3, 4, 8)).astype(np.float32)
    for each in rows:
        mean.add(each)
    mean.remove(rows[1])
    assert np.allclose(mean.joined_with(np.zeros(8, np.float32), 0), rows[[0, 2]].mean(axis=(0, 1)))
    mean.remove(rows[0])
    mean.remove(rows[2])
    assert (mean.total, mean.documents) == (None, 0)


def test_a_record_is_scored_by_its_best_part_its_gist_and_its_lead() -> None:
    scores = record_scores(
        np.array([0.8, 0.5], np.float32),
        np.array([0.6, 0.5], np.float32),
        np.array([0.2, NO_LEAD], np.float32),
    )
    assert np.allclose(scores, [(0.8 + 0.3 + 0.1) / 2, (0.5 + 0.25 + 0.25) / 2])


def test_the_likeness_of_the_gist_comes_from_that_of_its_parts() -> None:
    parts = unit(RANDOM.normal(size=(5, 8)))
    query = unit(RANDOM.normal(size=8))
    starts = np.array([0, 3])
    sums = np.stack([parts[:3].sum(axis=0), parts[3:].sum(axis=0)])
    best, gist, lead = likeness_by_record(
        parts @ query,
        starts,
        np.array([True, False, False, False, False]),
        np.linalg.norm(sums, axis=1),
    )
    assert np.allclose(best, [(parts[:3] @ query).max(), (parts[3:] @ query).max()])
    assert np.allclose(gist, unit(sums) @ query, atol=1e-6)
    assert np.allclose(lead, [parts[0] @ query, NO_LEAD])
