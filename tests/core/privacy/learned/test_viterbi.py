"""The likeliest allowed tags: compared with trying all of them."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from balai.core.privacy.learned.viterbi import decode

TAGS = 5  # none, and two types that begin and continue


def allowed(tags: tuple[int, ...]) -> bool:
    before = 0
    for tag in tags:
        if tag and tag % 2 == 0 and before not in (tag, tag - 1):
            return False
        before = tag
    return True


@pytest.mark.parametrize("seed", range(25))
def test_it_is_the_best_of_all_that_are_allowed(seed: int) -> None:
    random = np.random.default_rng(seed)
    scores = random.normal(size=(int(random.integers(1, 6)), TAGS)).astype(np.float32)

    def total(tags: tuple[int, ...]) -> float:
        return float(sum(scores[at, tag] for at, tag in enumerate(tags)))

    every = filter(allowed, product(range(TAGS), repeat=len(scores)))
    made = decode(scores)
    assert allowed(tuple(made))
    assert total(tuple(made)) == pytest.approx(max(map(total, every)), abs=1e-4)


def test_nothing_has_no_tags() -> None:
    assert decode(np.zeros((0, TAGS), np.float32)) == []


def test_nothing_continues_at_the_beginning() -> None:
    scores = np.zeros((2, TAGS), np.float32)
    scores[:, 2] = 9
    assert decode(scores) == [1, 2]
