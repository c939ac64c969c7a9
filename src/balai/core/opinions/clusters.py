"""k-means of weighted points in the plane, from several starts at once, the same in every run."""

from __future__ import annotations

import numpy as np
from scipy.spatial import cKDTree

from balai.core.opinions.votes import Real, Whole

SEED = 20_261_122
RANDOM_STARTS = 10
MOST_ROUNDS = 100


def farthest_points(points: Real, size: int) -> Whole:
    """Return the places of points far from each other: the first is farthest from the mean."""
    away = ((points - points.mean(axis=0)) ** 2).sum(axis=1)
    chosen = [int(away.argmax())]
    nearest = ((points - points[chosen[0]]) ** 2).sum(axis=1)
    while len(chosen) < size:
        chosen.append(int(nearest.argmax()))
        nearest = np.minimum(nearest, ((points - points[chosen[-1]]) ** 2).sum(axis=1))
    return np.array(chosen, np.int64)


def base_clusters(points: Real, size: int, rounds: int = 30) -> Whole:
    """Return, for each of many points, which of at most `size` small clusters it is in.

    Lloyd's method until 99.99 % stay where they are, at most `rounds` times.
    """
    centres = points[farthest_points(points, size)]
    labels = np.zeros(len(points), np.int64)
    for turn in range(rounds):
        found = np.asarray(cKDTree(centres).query(points)[1], np.int64)
        moved = int((found != labels).sum())
        labels = found
        if turn and moved <= len(points) // 10_000:
            break
        counts = np.bincount(labels, minlength=size)
        for axis in (0, 1):
            total = np.bincount(labels, points[:, axis], minlength=size)
            centres[:, axis] = np.where(counts, total / np.maximum(counts, 1), centres[:, axis])
    return np.unique(labels, return_inverse=True)[1].astype(np.int64)


def split(points: Real, weights: Real, size: int) -> Whole:
    """Return which of `size` clusters each point is in, from the best of all starts."""
    labels, inertia = _lloyd(points, weights, _starts(points, weights, size))
    best: Whole = labels[int(inertia.argmin())]
    return best


def silhouette(points: Real, labels: Whole) -> float:
    """Return the mean silhouette of the points (P. Rousseeuw, 1987); who is alone counts 0."""
    size = int(labels.max()) + 1
    if size < 2:
        return 0.0
    apart = np.sqrt(((points[:, None] - points[None]) ** 2).sum(axis=2))
    member = np.eye(size)[labels]
    counts = member.sum(axis=0)
    total = apart @ member
    own = total[np.arange(len(points)), labels] / np.maximum(counts[labels] - 1, 1)
    means = np.where(member > 0, np.inf, total / np.maximum(counts, 1))
    means[:, counts == 0] = np.inf
    other = means.min(axis=1)
    width = np.maximum(own, other)
    value = np.where(width > 0, (other - own) / np.where(width > 0, width, 1), 0.0)
    return float(np.where(counts[labels] > 1, value, 0.0).mean())


def _lloyd(points: Real, weights: Real, centres: Real) -> tuple[Whole, Real]:
    """Let every start (starts by clusters by 2) settle; returns labels and inertia of each."""
    starts, size = centres.shape[:2]
    flat = np.arange(starts)[:, None] * size
    labels = np.full((starts, len(points)), -1)
    for _ in range(MOST_ROUNDS):
        apart = ((points[None, :, None] - centres[:, None]) ** 2).sum(axis=3)
        found = apart.argmin(axis=2)
        if (found == labels).all():
            break
        labels = found
        place = (flat + labels).ravel()
        every = np.tile(weights, starts)
        mass = np.bincount(place, every, starts * size)
        for axis in (0, 1):
            total = np.bincount(place, every * np.tile(points[:, axis], starts), starts * size)
            middle = total / np.where(mass > 0, mass, 1)
            centres[..., axis] = np.where(mass > 0, middle, centres[..., axis].ravel()).reshape(
                starts, size
            )
    apart = ((points[None, :, None] - centres[:, None]) ** 2).sum(axis=3)
    inertia = (apart.min(axis=2) * weights).sum(axis=1)
    # Sums that differ by rounding alone are equal, and the first start wins.
    return labels.astype(np.int64), np.round(inertia, 9)


def _starts(points: Real, weights: Real, size: int) -> Real:
    starts = [_slices(points, weights, along, size) for along in (points[:, 0], points[:, 1])]
    middle = np.average(points, axis=0, weights=weights)
    angle = np.arctan2(points[:, 1] - middle[1], points[:, 0] - middle[0])
    starts.append(_slices(points, weights, angle, size))
    starts.append(points[farthest_points(points, size)])
    seeded = np.random.default_rng(SEED)
    starts.extend(_plus_plus(points, weights, size, seeded) for _ in range(RANDOM_STARTS))
    return np.array(starts)


def _slices(points: Real, weights: Real, along: Real, size: int) -> Real:
    """Return the middles of slices of equal weight along a line."""
    order = np.argsort(along, kind="stable")
    share = (np.cumsum(weights[order]) - weights[order] / 2) / weights.sum()
    piece = np.minimum((share * size).astype(np.int64), size - 1)
    return np.array(
        [
            np.average(points[order[piece == each]], axis=0, weights=weights[order[piece == each]])
            if (piece == each).any()
            else points[order[each]]
            for each in range(size)
        ]
    )


def _plus_plus(points: Real, weights: Real, size: int, seeded: np.random.Generator) -> Real:
    """Return starts that lie apart by chance (D. Arthur, S. Vassilvitskii, "k-means++", 2007)."""
    chosen = [_drawn(weights, seeded)]
    nearest = np.full(len(points), np.inf)
    while len(chosen) < size:
        nearest = np.minimum(nearest, ((points - points[chosen[-1]]) ** 2).sum(axis=1))
        chosen.append(_drawn(weights * nearest, seeded))
    return points[chosen]


def _drawn(weights: Real, seeded: np.random.Generator) -> int:
    total = np.cumsum(weights)
    if not total[-1] > 0:
        return int(seeded.integers(len(weights)))
    return int(np.searchsorted(total, seeded.random() * total[-1], side="right"))
