"""What is typical of a group, tested on votes that did not make it.

Groups found from votes differ in those votes by making, on pure noise too. So the groups that
test a statement are found without it, statements are tested by Fisher's exact test, and what is
called typical is kept to one false in ten (Y. Benjamini, Y. Hochberg, JRSS B 57, 1995).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import hypergeom

from balai.core.opinions.groups import Grouping, aligned, find_groups
from balai.core.opinions.votes import Counts, Real, Votes, Whole

FALSE_SHARE = 0.1
FEWEST_VOTES = 5
"""Fewer votes of a group on a statement say nothing that is tested or shown as a share."""
WORK, FEWEST_FOLDS = 1_500_000, 2
"""Statements are held out one at a time; in large rooms together, so that all votes are read
about so many times in all."""


@dataclass(frozen=True)
class Typical:
    """A stance that a group takes more than the others do, and most of it does."""

    group: int
    statement: int
    stance: str
    count: int
    total: int
    other_count: int
    other_total: int


def held_out(votes: Votes, people: Whole, found: Grouping) -> list[tuple[Whole, Whole]]:
    """Return statements with the groups that were found without them, named like the groups."""
    places = np.flatnonzero(~votes.left_out)
    everything = np.arange(len(votes.statements))
    folds = int(np.clip(WORK // max(len(votes), 1), FEWEST_FOLDS, max(len(places), 1)))
    tested = []
    for fold in range(folds):
        held = places[fold::folds]
        seen = np.setdiff1d(everything, held)
        without = find_groups(votes, people, seen=seen, size=found.size) if len(seen) else None
        if without is not None:
            tested.append((held, aligned(without.labels, found.labels, found.size)))
    return tested


def typical_of_groups(votes: Votes, people: Whole, found: Grouping) -> tuple[Typical, ...]:
    """Return what is typical of each group, by group, the clearest first."""
    rows: list[Typical] = []
    chances: list[float] = []
    for held, labels in held_out(votes, people, found):
        for group in range(found.size):
            for row, chance in _tests(votes, held, labels, group):
                rows.append(row)
                chances.append(chance)
    kept = _discoveries(np.array(chances))
    mine = [votes.counts(found.labels == group) for group in range(found.size)]
    chosen = [
        (rows[place].group, chances[place], rows[place].statement, rows[place])
        for place in np.flatnonzero(kept)
        if _most_do(rows[place], mine)
    ]
    return tuple(row for _, _, _, row in sorted(chosen, key=lambda each: each[:3]))


def _tests(votes: Votes, held: Whole, labels: Whole, group: int) -> list[tuple[Typical, float]]:
    inside = votes.counts(labels == group)
    outside = votes.counts((labels >= 0) & (labels != group))
    total, other = inside[2][held], outside[2][held]
    found = []
    enough = (total >= FEWEST_VOTES) & (other >= FEWEST_VOTES)
    for stance, place in (("agree", 0), ("disagree", 1)):
        count, against = inside[place][held], outside[place][held]
        tail = hypergeom.sf(count - 1, total + other, count + against, total)
        for at in np.flatnonzero(enough):
            row = Typical(
                group,
                int(held[at]),
                stance,
                int(count[at]),
                int(total[at]),
                int(against[at]),
                int(other[at]),
            )
            found.append((row, float(tail[at])))
    return found


def _discoveries(chances: Real) -> NDArray[np.bool_]:
    order = np.argsort(chances, kind="stable")
    limit = FALSE_SHARE * np.arange(1, len(chances) + 1) / max(len(chances), 1)
    below = np.flatnonzero(chances[order] <= limit)
    kept = np.zeros(len(chances), np.bool_)
    if len(below):
        kept[order[: below[-1] + 1]] = True
    return kept


def _most_do(row: Typical, mine: list[Counts]) -> bool:
    """Return whether more than half take the stance, in the group as it is shown too."""
    counts = mine[row.group]
    count = int(counts[0 if row.stance == "agree" else 1][row.statement])
    total = int(counts[2][row.statement])
    return 2 * row.count > row.total and 2 * count > total >= FEWEST_VOTES
