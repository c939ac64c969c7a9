"""Who votes alike: groups of people in the plane.

The recipe: people with enough votes; where they are many, small clusters of them first; 2 to 5
groups by k-means; the fewest groups that are nearly as clear as the clearest; none under five.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from balai.core.opinions.clusters import base_clusters, silhouette, split
from balai.core.opinions.plane import Plane, plane_of
from balai.core.opinions.votes import Real, Votes, Whole

ENOUGH_VOTES, FEWEST_PEOPLE = 7, 15
"""Votes that make a person eligible; and people who are, the most active, where votes are few."""
BASE = 100
"""More people than this are first put together in so many small clusters."""
MOST_GROUPS, PEOPLE_PER_GROUP = 5, 12
AS_CLEAR = 0.06
"""Fewer groups are taken where their silhouette is within so much of the best."""
SMALLEST = 5
"""No group of fewer people is made: it would show how single people voted."""


@dataclass(frozen=True, eq=False)
class Grouping:
    """Groups, numbered by size, the largest 0.

    `labels` has the group of each person, -1 for who is in none; `clarity` is the mean
    silhouette of what was grouped.
    """

    plane: Plane
    labels: Whole
    size: int
    clarity: float


def eligible(votes: Votes) -> Whole:
    """Return the places of people with enough votes to be placed."""
    cast = votes.per_person
    enough = min(ENOUGH_VOTES, len(votes.statements))
    chosen = cast >= max(enough, 1)
    missing = min(FEWEST_PEOPLE, int((cast > 0).sum())) - int(chosen.sum())
    if missing > 0:
        active = np.lexsort((np.arange(len(cast)), -cast))
        chosen[[each for each in active if not chosen[each]][:missing]] = True
    return np.flatnonzero(chosen)


def find_groups(
    votes: Votes, people: Whole, *, seen: Whole | None = None, size: int | None = None
) -> Grouping | None:
    """Return the groups of the people named, or None where none of five and more can be made.

    `seen`: the statements that the plane is made from; `size`: how many groups, where that is
    known.
    """
    plane = plane_of(votes, seen)
    points = plane.points[people]
    places, small = np.unique(points, axis=0, return_inverse=True)
    if len(places) < 2:
        return None
    cluster = small.ravel() if len(people) <= BASE else base_clusters(points, BASE)
    if len(people) <= BASE:
        # Each person is a point of weight 1, though two may lie at the same place.
        cluster = np.arange(len(people))
    weights = np.bincount(cluster).astype(np.float64)
    centres = np.column_stack([np.bincount(cluster, points[:, axis]) / weights for axis in (0, 1)])
    sizes = [size] if size else range(2, _most_groups(len(centres)) + 1)
    found = [(each, split(centres, weights, each)) for each in sizes]
    kept = [
        (each, labels, silhouette(centres, labels))
        for each, labels in found
        if size or np.bincount(labels, weights, each).min() >= SMALLEST
    ]
    if not kept:
        return None
    best = max(clarity for _, _, clarity in kept)
    size, labels, clarity = next(each for each in kept if each[2] >= best - AS_CLEAR)
    everybody = np.full(len(votes.participants), -1)
    everybody[people] = labels[cluster]
    return Grouping(plane, by_size(everybody), size, clarity)


def _most_groups(points: int) -> int:
    return min(MOST_GROUPS, 2 + points // PEOPLE_PER_GROUP, points)


def by_size(labels: Whole) -> Whole:
    """Number groups by size, the largest 0; of equal ones the one with the first person."""
    names = [int(each) for each in np.unique(labels) if each >= 0]
    names.sort(key=lambda name: (-int((labels == name).sum()), int((labels == name).argmax())))
    number = {name: place for place, name in enumerate(names)}
    return np.array([number.get(int(each), -1) for each in labels], np.int64)


def aligned(labels: Whole, to: Whole, size: int) -> Whole:
    """Rename groups so that they overlap most with others of the same people."""
    both = (labels >= 0) & (to >= 0)
    overlap = np.zeros((size, size))
    np.add.at(overlap, (labels[both], to[both]), 1)
    rows, columns = linear_sum_assignment(-overlap)
    name = np.empty(size, np.int64)
    name[rows] = columns
    return np.where(labels >= 0, name[np.maximum(labels, 0)], -1)


def centre_of(points: Real, labels: Whole, group: int) -> tuple[float, float]:
    """Return the middle of a group in the plane."""
    x, y = points[labels == group].mean(axis=0)
    return float(x), float(y)
