"""Whether opinions hang together at all, before anybody is put into a group.

Votes less the mean of their statement and then of their person (who agrees with everything is no
group): how much of all difference lies along one direction, against the same after votes are
dealt anew among those who voted on each statement. A permutation test (P. Good, "Permutation,
Parametric and Bootstrap Tests of Hypotheses", 2005) that ends once it cannot come out below .05.
"""

from __future__ import annotations

import numpy as np

from balai.core.opinions.votes import Real, Votes, Whole

SEED = 20_261_123
DRAWS, FEW_DRAWS, AT_ONCE = 999, 99, 111
LARGE = 150
"""More people or statements than this are tested on so many, those with most votes, and with
fewer draws: in a large room what hangs together is seen in a part of it."""
ACCEPTED = 0.05


def chance(votes: Votes, people: Whole) -> float:
    """Return the probability of as much order where everybody votes for themselves alone."""
    shown = votes.moderated()
    cast = np.bincount(shown.what, minlength=len(votes.statements))
    items = np.flatnonzero(cast)
    draws = DRAWS if len(people) <= LARGE and len(items) <= LARGE else FEW_DRAWS
    people = np.sort(_most(votes.per_person, people))
    items = np.sort(_most(cast, items))
    row = np.full(len(votes.participants), -1)
    column = np.full(len(votes.statements), -1)
    row[people], column[items] = np.arange(len(people)), np.arange(len(items))
    kept = (row[shown.who] >= 0) & (column[shown.what] >= 0)
    # By statement, so that dealing anew is sorting within it.
    order = np.lexsort((row[shown.who[kept]], column[shown.what[kept]]))
    who = row[shown.who[kept]][order]
    what = column[shown.what[kept]][order]
    said = shown.said[kept][order].astype(np.float64)
    counts = np.bincount(what, minlength=len(items))
    said -= (np.bincount(what, said, len(items)) / np.maximum(counts, 1))[what]
    shape = (len(people), len(items))
    seen = _order_in(said[None], who, what, shape)[0]
    if not seen > 0:
        return 1.0
    seeded = np.random.default_rng(SEED)
    done = above = 0
    while done < draws and above <= ACCEPTED * draws:
        size = min(AT_ONCE, draws - done)
        dealt = np.argsort(what + seeded.random((size, len(what))), axis=1)
        above += int((_order_in(said[dealt], who, what, shape) >= seen - 1e-12).sum())
        done += size
    return (1 + above) / (1 + done)


def _most(votes: Whole, places: Whole) -> Whole:
    return places[np.lexsort((places, -votes[places]))][:LARGE]


def _order_in(said: Real, who: Whole, what: Whole, shape: tuple[int, int]) -> Real:
    """Return for each deal (deals by votes) the share of difference along its main direction."""
    deals, (people, items) = len(said), shape
    mean = np.zeros((deals, people))
    cast = np.maximum(np.bincount(who, minlength=people), 1)
    table = np.zeros((deals, people, items))
    table[:, who, what] = said
    mean = table.sum(axis=2) / cast
    table[:, who, what] -= mean[:, who]
    if items < people:
        table = table.transpose(0, 2, 1)
    gram = table @ table.transpose(0, 2, 1)
    total = np.trace(gram, axis1=1, axis2=2)
    top = np.linalg.eigvalsh(gram)[:, -1]
    return np.asarray(np.where(total > 0, top / np.where(total > 0, total, 1), 0.0))
