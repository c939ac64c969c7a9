"""Pol.is's own statistics, as it computes them, so that results can be compared.

Restated from its published description (C. Small et al., Recerca 26, 2021) and checked against
recorded results. A group is compared with everybody in the other groups; z-scores are one-sided
at 90 %. They test groups on the votes that made them: on votes without any groups they call four
statements in ten typical (see `typical` for what holds).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from balai.core.opinions.votes import Real, Votes, Whole

SIGNIFICANT = 1.2816
MOST = 5


@dataclass(frozen=True)
class Representative:
    """A statement that Pol.is would show for a group; names of values are those of its exports."""

    statement: int
    stance: str
    n_success: int
    n_trials: int
    p_success: float
    p_test: float
    repness: float
    repness_test: float
    is_best_agree: bool = False

    @property
    def metric(self) -> float:
        """What the list is sorted by."""
        return self.repness * self.repness_test * self.p_success * self.p_test


@dataclass(frozen=True)
class Shared:
    """A statement that all people who voted agree or disagree on, by Pol.is's rule."""

    statement: int
    n_success: int
    n_trials: int
    p_success: float
    p_test: float


@dataclass(frozen=True)
class _Side:
    """Counts and tests of one stance, for one group."""

    count: int
    share: float
    share_test: float
    ratio: float
    ratio_test: float


def one_proportion(count: int, total: int) -> float:
    """Return the z-score of a share against one half."""
    return 2 * math.sqrt(total + 1) * ((count + 1) / (total + 1) - 0.5)


def two_proportions(count: int, other: int, total: int, other_total: int) -> float:
    """Return the z-score of the difference of two shares."""
    a, b, n, m = count + 1, other + 1, total + 1, other_total + 1
    pooled = (a + b) / (n + m)
    if pooled >= 1:
        return 0.0
    return (a / n - b / m) / math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m))


def representative(
    votes: Votes, labels: Whole, group: int, order: Sequence[int] | None = None
) -> tuple[Representative, ...]:
    """Return what Pol.is shows for a group; `order` is that of statements, for what is equal."""
    agree, disagree, cast = votes.counts(labels == group)
    others = votes.counts((labels >= 0) & (labels != group))
    best: Representative | None = None
    best_agree: tuple[_Side, Representative] | None = None
    enough: list[Representative] = []
    for place in order if order is not None else range(len(votes.statements)):
        if votes.left_out[place]:
            continue
        total, other_total = int(cast[place]), int(others[2][place])
        sides = [
            _side(int(mine[place]), int(theirs[place]), total, other_total)
            for mine, theirs in ((agree, others[0]), (disagree, others[1]))
        ]
        shown = _finalised(place, sides, total)
        if any(side.ratio_test > SIGNIFICANT and side.share_test > SIGNIFICANT for side in sides):
            enough.append(shown)
        elif not enough and (
            best is None or max(side.ratio_test for side in sides) > best.repness_test
        ):
            best = shown
        if _beats(sides, best_agree[0] if best_agree else None):
            best_agree = (sides[0], shown)
    return _selected(enough, best, best_agree)


def _side(count: int, other: int, total: int, other_total: int) -> _Side:
    share = (count + 1) / (total + 2)
    return _Side(
        count,
        share,
        one_proportion(count, total),
        share / ((other + 1) / (other_total + 2)),
        two_proportions(count, other, total, other_total),
    )


def _finalised(place: int, sides: Sequence[_Side], total: int) -> Representative:
    agrees = sides[0].ratio_test > sides[1].ratio_test
    side = sides[0] if agrees else sides[1]
    return Representative(
        statement=place,
        stance="agree" if agrees else "disagree",
        n_success=side.count,
        n_trials=total,
        p_success=side.share,
        p_test=side.share_test,
        repness=side.ratio,
        repness_test=side.ratio_test,
    )


def _beats(sides: Sequence[_Side], current: _Side | None) -> bool:
    """Return whether a statement is a better one to agree on than the best so far."""
    agree, disagree = sides
    if agree.count == disagree.count == 0:
        return False
    if current is None:
        return agree.share_test > SIGNIFICANT or (agree.ratio > 1 and agree.share > 0.5)
    if current.ratio > 1:
        return _weight(agree) > _weight(current)
    return agree.share * agree.share_test > current.share * current.share_test


def _weight(side: _Side) -> float:
    return side.ratio * side.ratio_test * side.share * side.share_test


def _selected(
    enough: Sequence[Representative],
    best: Representative | None,
    best_agree: tuple[_Side, Representative] | None,
) -> tuple[Representative, ...]:
    head = None
    if best_agree is not None:
        shown = best_agree[1]
        head = Representative(**{**shown.__dict__, "is_best_agree": True})
    if not enough:
        first = head or best
        return (first,) if first else ()
    rest = [each for each in enough if head is None or each.statement != head.statement]
    rest.sort(key=lambda each: -each.metric)
    chosen = ([head] if head else []) + rest
    return tuple(sorted(chosen[:MOST], key=lambda each: each.stance != "agree"))


def consensus(
    votes: Votes, order: Sequence[int] | None = None
) -> tuple[tuple[Shared, ...], tuple[Shared, ...]]:
    """Return what all who voted agree on and disagree on, five of each at most."""
    agree, disagree, cast = votes.counts()
    places = [
        place
        for place in (order if order is not None else range(len(votes.statements)))
        if not votes.left_out[place]
    ]
    return _agreed(places, agree, cast), _agreed(places, disagree, cast)


def _agreed(places: Sequence[int], counts: Whole, cast: Whole) -> tuple[Shared, ...]:
    found = []
    for place in places:
        count, total = int(counts[place]), int(cast[place])
        shown = Shared(place, count, total, (count + 1) / (total + 2), one_proportion(count, total))
        if shown.p_success > 0.5 and shown.p_test > SIGNIFICANT:
            found.append(shown)
    found.sort(key=lambda each: -(each.p_success * each.p_test))
    return tuple(found[:MOST])


def group_consensus(votes: Votes, labels: Whole) -> Real:
    """Return for each statement the product over groups of the share that agrees.

    It falls with the number of groups: to be compared within one dialogue only.
    """
    product = np.ones(len(votes.statements))
    for group in range(int(labels.max(initial=-1)) + 1):
        agree, _, cast = votes.counts(labels == group)
        product = product * (agree + 1) / (cast + 2)
    return product
