"""What a ranking is worth, and whether one is better than another by more than chance."""

from __future__ import annotations

import math
import statistics
from collections.abc import Mapping, Sequence

import numpy as np

DRAWS = 2_000
"""How often questions are drawn anew for an interval."""


def ndcg(ranked: list[str], grades: dict[str, float], *, any_of: bool, at: int = 10) -> float:
    """Return the normalised discounted gain; with `any_of` that of the first good document."""
    gains = [grades.get(document, 0.0) for document in ranked[:at]]
    ideal = sorted(grades.values(), reverse=True)[:at]
    if any_of:
        first = next((place for place, gain in enumerate(gains) if gain), None)
        return 0.0 if first is None else 1 / math.log2(first + 2)
    best = sum(gain / math.log2(place + 2) for place, gain in enumerate(ideal))
    return sum(gain / math.log2(place + 2) for place, gain in enumerate(gains)) / best


def means(scores: Mapping[str, Sequence[float]]) -> dict[str, float]:
    """Return the mean of each, in thousandths."""
    return {each: round(statistics.fmean(some), 3) for each, some in scores.items()}


def interval(differences: Mapping[str, Sequence[float]]) -> tuple[float, float, float]:
    """Return the mean of differences and the ends of its 95 % interval.

    Whole groups are drawn, for a question in eight languages is one question and not eight:
    paired bootstrap by cluster (Sakai 2006; Cameron, Gelbach and Miller 2008). The same groups
    give the same interval.
    """
    sums = np.array([sum(some) for some in differences.values()])
    counts = np.array([len(some) for some in differences.values()])
    drawn = np.random.default_rng(7).integers(len(sums), size=(DRAWS, len(sums)))
    means_drawn = sums[drawn].sum(1) / counts[drawn].sum(1)
    low, high = np.percentile(means_drawn, [2.5, 97.5])
    mean = float(sums.sum() / counts.sum())
    return round(mean, 3), round(float(low), 3), round(float(high), 3)
