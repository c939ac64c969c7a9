"""The plane in which people lie: near each other where they vote alike.

Votes less the mean of their statement, along the two directions in which they differ most,
stretched for whoever voted on few statements (C. Small et al., "Polis: scaling deliberation by
mapping high dimensional opinion spaces", Recerca 26, 2021).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.linalg import LinearOperator, eigsh

from balai.core.opinions.votes import Real, Votes, Whole

FEW_STATEMENTS = 200
"""So many statements or fewer are solved whole; more by Lanczos' method, never written out."""


@dataclass(frozen=True, eq=False)
class Plane:
    """Where people lie: `points` (people by 2), and the `axes` they are seen along (2 columns)."""

    points: Real
    axes: Real


def plane_of(votes: Votes, seen: Whole | None = None) -> Plane:
    """Return the plane of all people; `seen` names the statements that it is made from."""
    centred = votes.centred()
    counted = votes.per_person.copy()
    zeroed = votes.left_out
    # A statement that was left out counts as voted by everybody: that is what Pol.is does, and
    # without it agreement with its groups falls from .60 to .55.
    if zeroed.any():
        counted -= np.bincount(votes.who[zeroed[votes.what]], minlength=len(counted))
        counted += int(zeroed.sum())
    if seen is not None:
        centred = centred[:, seen]
        cast = np.zeros(len(votes.statements), np.bool_)
        cast[seen] = True
        counted -= np.bincount(votes.who[~cast[votes.what]], minlength=len(counted))
    axes = _axes(centred)
    width = centred.shape[1]
    stretch = np.sqrt(width / np.maximum(counted, 1))
    return Plane(stretch[:, None] * (centred @ axes), axes)


def _axes(centred: csr_array) -> Real:
    """Return the two directions of greatest difference, the greatest first; each sign is fixed."""
    width = centred.shape[1]
    if width < 3 or width <= FEW_STATEMENTS:
        dense = (centred.T @ centred).toarray()
        axes = np.linalg.eigh(dense)[1][:, ::-1][:, :2]
    else:
        turned = centred.T.tocsr()
        gram = LinearOperator(
            (width, width),
            matvec=lambda x: turned @ (centred @ x),
            dtype=np.float64,
        )
        axes = eigsh(gram, k=2, v0=np.ones(width), tol=1e-9)[1][:, ::-1]
    if axes.shape[1] < 2:
        axes = np.hstack([axes, np.zeros((width, 2 - axes.shape[1]))])
    top = np.abs(axes).argmax(axis=0)
    signs = np.where(axes[top, np.arange(2)] < 0, -1.0, 1.0)
    return np.ascontiguousarray(axes * signs, dtype=np.float64)
