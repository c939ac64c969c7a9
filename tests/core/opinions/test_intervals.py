from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import binom

from balai.core.opinions import intervals


def test_an_interval_that_others_published() -> None:
    """Jeffreys, 95 %: Brown, Cai and DasGupta (2001) give such ends for 1 of 10 and 0 of 10."""
    low, high = intervals.share([0, 1, 10], [10, 10, 10], level=0.95)
    assert low == pytest.approx([0, 0.011, 0.783], abs=6e-4)
    assert high == pytest.approx([0.217, 0.381, 1], abs=6e-4)


def test_nothing_is_known_where_nobody_voted() -> None:
    assert [float(end[0]) for end in intervals.share([0], [0])] == [0, 1]


def test_differences_are_covered_as_promised() -> None:
    """Exact enumeration: nine in ten intervals hold the true difference, also in small groups."""
    found = []
    for size, other in ((6, 9), (10, 15), (15, 25), (30, 30)):
        a, b = np.meshgrid(np.arange(size + 1), np.arange(other + 1), indexing="ij")
        low, high = intervals.difference(a, size, b, other)
        for p in (0.1, 0.3, 0.5, 0.7, 0.9):
            for q in (0.1, 0.3, 0.5, 0.7, 0.9):
                chance = binom.pmf(a, size, p) * binom.pmf(b, other, q)
                held = (low - 1e-12 <= p - q) & (p - q <= high + 1e-12)
                found.append(float((chance * held).sum()))
    assert 0.88 <= np.mean(found) <= 0.94
    assert min(found) >= 0.86


def test_a_difference_that_can_be_found_shrinks_with_the_group() -> None:
    sizes = [intervals.smallest_found(each, each) for each in (5, 15, 60)]
    assert sizes == sorted(sizes, reverse=True)
    assert intervals.smallest_found(0, 10) == 1
