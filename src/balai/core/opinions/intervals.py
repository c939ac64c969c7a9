"""How sure a share is, for the few people of a room: 90 % intervals and what could be missed.

Shares: Jeffreys' interval (L. Brown, T. Cai, A. DasGupta, Statistical Science 16, 2001).
Differences: Newcombe's, from Wilson's two ends (R. Newcombe, Statistics in Medicine 17, 1998).
Wald's is never used: its coverage falls to one half for groups of six.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betaincinv, ndtri

from balai.core.opinions.votes import Real

LEVEL = 0.90


def share(count: ArrayLike, total: ArrayLike, level: float = LEVEL) -> tuple[Real, Real]:
    """Return both ends of Jeffreys' interval for `count` of `total`: 0 and 1 where none voted."""
    count, total = np.asarray(count, np.float64), np.asarray(total, np.float64)
    tail = (1 - level) / 2
    low = betaincinv(count + 0.5, total - count + 0.5, tail)
    high = betaincinv(count + 0.5, total - count + 0.5, 1 - tail)
    nobody = total == 0
    return (
        np.where((count == 0) | nobody, 0.0, low),
        np.where((count == total) | nobody, 1.0, high),
    )


def wilson(count: ArrayLike, total: ArrayLike, level: float = LEVEL) -> tuple[Real, Real]:
    """Return both ends of Wilson's interval (E. B. Wilson, JASA 22, 1927); `total` above 0."""
    count, total = np.asarray(count, np.float64), np.asarray(total, np.float64)
    z = float(ndtri((1 + level) / 2))
    middle = (count + z * z / 2) / (total + z * z)
    half = z * np.sqrt(count * (total - count) / total + z * z / 4) / (total + z * z)
    return np.maximum(middle - half, 0.0), np.minimum(middle + half, 1.0)


def difference(
    count: ArrayLike, total: ArrayLike, other: ArrayLike, other_total: ArrayLike
) -> tuple[Real, Real]:
    """Return both ends of Newcombe's interval for the first share less the second."""
    first = np.asarray(count, np.float64) / np.asarray(total, np.float64)
    second = np.asarray(other, np.float64) / np.asarray(other_total, np.float64)
    low, high = wilson(count, total)
    other_low, other_high = wilson(other, other_total)
    apart = first - second
    return (
        apart - np.sqrt((first - low) ** 2 + (other_high - second) ** 2),
        apart + np.sqrt((high - first) ** 2 + (second - other_low) ** 2),
    )


def smallest_found(size: int, other: int, power: float = 0.8, level: float = LEVEL) -> float:
    """Return the smallest difference of two shares near one half that is found so often.

    By the normal approximation at its widest, one half each; an honest "no difference" names it.
    """
    if not (size and other):
        return 1.0
    z = float(ndtri((1 + level) / 2)) + float(ndtri(power))
    return min(1.0, z * math.sqrt(0.25 / size + 0.25 / other))
