"""The whole result of a room's votes, from the top: may there be groups, which, and so what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from balai.core.opinions import intervals, polis
from balai.core.opinions.groups import Grouping, by_size, centre_of, eligible, find_groups
from balai.core.opinions.hanging import ACCEPTED, chance
from balai.core.opinions.plane import plane_of
from balai.core.opinions.results import (
    Divides,
    Group,
    NotReady,
    Opinions,
    Place,
    Shape,
    Stance,
    Stated,
    Typical,
)
from balai.core.opinions.typical import FEWEST_VOTES, typical_of_groups
from balai.core.opinions.typical import Typical as Found
from balai.core.opinions.votes import Counts, Votes, Whole

ALGORITHM = "balai-opinions-1"
FEWEST_PEOPLE, FEWEST_STATEMENTS = 12, 8
SEPARATE = 0.5
"""Groups this clear (mean silhouette) are called separate; below it people lie on a spectrum."""
SMALLER_SIDE = 0.25
"""A statement divides where the smaller side is surely larger than this share of votes."""
UNCERTAIN = 0.25
"""A share is uncertain where its interval reaches so far to either side, or has both sides."""


@dataclass(frozen=True)
class _Camps:
    """Groups with what was found on the way to them."""

    grouping: Grouping | None
    shape: Shape
    why_not: NotReady | None = None
    chance: float | None = None
    typical: tuple[Found, ...] = ()


def analyse(votes: Votes, groups: Mapping[str, int] | None = None) -> Opinions:
    """Return what a room agrees on, who votes alike, and what divides it.

    `groups` takes participants' groups as given, and computes the rest. Raises nothing for
    votes that carry no groups: `not_ready` says why.
    """
    if groups is None:
        people = eligible(votes)
        camps = _found(votes, people)
    else:
        camps = _given(votes, groups)
    grouping = camps.grouping
    labels = grouping.labels if grouping else np.full(len(votes.participants), -1)
    agree, disagree = polis.consensus(votes)
    sizes = np.bincount(labels[labels >= 0]) if grouping else np.zeros(0)
    return Opinions(
        participants=int((votes.per_person > 0).sum()),
        statements=len(votes.statements),
        votes=len(votes),
        grouped=int((labels >= 0).sum()),
        shape=camps.shape,
        groups=_groups(votes, grouping, camps.typical) if grouping else (),
        agreed=_agreed(votes),
        divisive=_divisive(votes, labels, grouping.size if grouping else 0),
        uncertain=_uncertain(votes),
        polis_agree=agree,
        polis_disagree=disagree,
        group_consensus=_group_consensus(votes, labels) if grouping else {},
        places=_places(votes, labels, grouping) if grouping else (),
        not_ready=camps.why_not,
        chance=camps.chance,
        clarity=grouping.clarity if grouping and groups is None else None,
        smallest_found=(
            intervals.smallest_found(int(sizes[0]), int(sizes[1])) if len(sizes) > 1 else None
        ),
        algorithm=ALGORITHM,
        input_hash=votes.input_hash,
    )


def _found(votes: Votes, people: Whole) -> _Camps:
    """Find groups, unless the votes do not carry them."""
    voted = int((np.bincount(votes.what, minlength=len(votes.statements)) > 0).sum())
    voted -= int((votes.left_out & np.isin(np.arange(len(votes.statements)), votes.what)).sum())
    if len(people) < FEWEST_PEOPLE:
        return _none(
            "too-few-people",
            f"{len(people)} people have cast enough votes; groups need {FEWEST_PEOPLE}.",
        )
    if voted < FEWEST_STATEMENTS:
        return _none(
            "too-few-statements",
            f"{voted} statements were voted on; groups need {FEWEST_STATEMENTS}.",
        )
    probability = chance(votes, people)
    if probability > ACCEPTED:
        return _none(
            "no-groups",
            "No groups were found in these votes: people who agree on one statement do not agree "
            "on others more often than by chance. Weak or small groups may have been missed.",
            probability,
        )
    grouping = find_groups(votes, people)
    if grouping is None:
        return _none(
            "small-groups",
            "People who vote alike are fewer than five; no group that small is shown.",
            probability,
        )
    shape: Shape = "separate" if grouping.clarity >= SEPARATE else "spectrum"
    return _Camps(grouping, shape, None, probability, typical_of_groups(votes, people, grouping))


def _none(code: str, message: str, probability: float | None = None) -> _Camps:
    return _Camps(None, "none", NotReady(code, message), probability)


def _given(votes: Votes, groups: Mapping[str, int]) -> _Camps:
    """Take groups as given: numbered anew by size, people without votes left out."""
    labels = np.array([groups.get(name, -1) for name in votes.participants], np.int64)
    if not (labels >= 0).any():
        return _none("no-members", "Nobody who voted is in a group.")
    labels = by_size(labels)
    return _Camps(Grouping(plane_of(votes), labels, int(labels.max()) + 1, 0.0), "given")


def _groups(votes: Votes, grouping: Grouping, typical: Sequence[Found]) -> tuple[Group, ...]:
    labels = grouping.labels
    mine = [votes.counts(labels == number) for number in range(grouping.size)]
    return tuple(
        Group(
            number=number,
            members=tuple(votes.participants[at] for at in np.flatnonzero(labels == number)),
            centre=centre_of(grouping.plane.points, labels, number),
            typical=tuple(_typical(votes, mine, each) for each in typical if each.group == number),
            polis=polis.representative(votes, labels, number),
        )
        for number in range(grouping.size)
    )


def _typical(votes: Votes, groups: Sequence[Counts], found: Found) -> Typical:
    """Show what is typical with the counts of the groups as they are shown."""
    side = 0 if found.stance == "agree" else 1
    at = found.statement
    count, total = int(groups[found.group][side][at]), int(groups[found.group][2][at])
    other = sum(int(each[side][at]) for each in groups) - count
    other_total = sum(int(each[2][at]) for each in groups) - total
    low, high = intervals.difference(count, total, other, max(other_total, 1))
    return Typical(
        stated=_stated(votes, at, "agree" if side == 0 else "disagree", count, total),
        apart=count / total - other / max(other_total, 1),
        apart_interval=(float(low), float(high)),
    )


def _stated(votes: Votes, at: int, stance: Stance, count: int, total: int) -> Stated:
    low, high = intervals.share(count, total)
    share = count / total if total else 0.0
    return Stated(votes.statements[at], stance, count, total, share, (float(low), float(high)))


def _agreed(votes: Votes) -> tuple[Stated, ...]:
    """Return stances that surely most of those who voted take, the surest first."""
    agree, disagree, cast = votes.counts()
    stances: tuple[tuple[Stance, Whole], ...] = (("agree", agree), ("disagree", disagree))
    found = [
        _stated(votes, at, stance, int(counts[at]), int(cast[at]))
        for stance, counts in stances
        for at in range(len(votes.statements))
        if cast[at] >= FEWEST_VOTES and not votes.left_out[at]
    ]
    sure = [each for each in found if each.interval[0] > 0.5]
    return tuple(sorted(sure, key=lambda each: (-each.interval[0], each.stance)))


def _divisive(votes: Votes, labels: Whole, size: int) -> tuple[Divides, ...]:
    """Return what the room differs on, the most first."""
    found = _between(votes, labels, size) if size > 1 else _within(votes)
    return tuple(sorted(found, key=lambda each: -each.spread))


def _between(votes: Votes, labels: Whole, size: int) -> list[Divides]:
    counts = [votes.counts(labels == group) for group in range(size)]
    found = []
    for at in range(len(votes.statements)):
        said = [(int(agree[at]), int(cast[at])) for agree, _, cast in counts]
        said = [each for each in said if each[1] >= FEWEST_VOTES]
        if len(said) < 2 or votes.left_out[at]:
            continue
        said.sort(key=lambda each: each[0] / each[1])
        (low, low_total), (high, high_total) = said[0], said[-1]
        ends = intervals.difference(high, high_total, low, low_total)
        if ends[0] > 0:
            spread = high / high_total - low / low_total
            found.append(Divides(votes.statements[at], spread, (float(ends[0]), float(ends[1]))))
    return found


def _within(votes: Votes) -> list[Divides]:
    agree, disagree, cast = votes.counts()
    smaller = np.minimum(agree, disagree)
    low, high = intervals.share(smaller, cast)
    return [
        Divides(
            votes.statements[at],
            2 * int(smaller[at]) / int(cast[at]),
            (min(1.0, 2 * float(low[at])), min(1.0, 2 * float(high[at]))),
        )
        for at in range(len(votes.statements))
        if cast[at] >= FEWEST_VOTES and low[at] > SMALLER_SIDE and not votes.left_out[at]
    ]


def _uncertain(votes: Votes) -> tuple[str, ...]:
    """Return statements of which it is not known whether most agree, or hardly anything is."""
    agree, disagree, cast = votes.counts()
    low, high = intervals.share(agree, cast)
    against_low, against_high = intervals.share(disagree, cast)
    wide = (high - low > 2 * UNCERTAIN) | (against_high - against_low > 2 * UNCERTAIN)
    unknown = ((low <= 0.5) & (high >= 0.5)) | ((against_low <= 0.5) & (against_high >= 0.5))
    shown = ~votes.left_out
    places = np.flatnonzero(shown & ((cast < FEWEST_VOTES) | wide | unknown))
    return tuple(votes.statements[at] for at in places)


def _group_consensus(votes: Votes, labels: Whole) -> dict[str, float]:
    values = polis.group_consensus(votes, labels)
    return dict(zip(votes.statements, map(float, values), strict=True))


def _places(votes: Votes, labels: Whole, grouping: Grouping) -> tuple[Place, ...]:
    points = grouping.plane.points
    return tuple(
        Place(votes.participants[at], float(points[at, 0]), float(points[at, 1]), int(labels[at]))
        for at in np.flatnonzero(labels >= 0)
    )
