"""Rooms that are made up: people of planted groups, and people who vote for themselves alone."""

from __future__ import annotations

import numpy as np

from balai.core.opinions.votes import Votes


def room(people: int, statements: int, *, apart: float = 0.0, seed: int = 0) -> Votes:
    """Return votes, seven cells in ten cast; two people in five differ by `apart` on a third."""
    random = np.random.default_rng([seed, people, statements])
    share = random.uniform(0.25, 0.75, statements)
    differs = np.arange(statements) < 0.3 * statements
    share[differs] = 0.5
    side = np.where(np.arange(people) < 0.4 * people, 0.5, -0.5)[:, None]
    turn = random.choice([-1, 1], statements) * differs * apart
    chance = np.clip(share + side * turn, 0.02, 0.98)
    said = np.where(random.random((people, statements)) < chance, 1, -1)
    cast = random.random((people, statements)) < 0.7
    return Votes.of(
        (f"p{person}", f"{item}", int(said[person, item]))
        for person, item in zip(*np.nonzero(cast), strict=True)
    )
