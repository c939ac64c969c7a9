"""What may hold an answer: the parts near a question of which every word stands in a source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from balai.search.finding import NEAREST
from balai.search.queries.asking import Asked, Scope
from balai.search.queries.parts import NearPart, parts_near

PARTS = ("passage", "quote")
"""A lesson's own sentence is not one of them: no source has it word for word."""
READ = 12
"""Parts whose sentences are weighed."""
BACKGROUND_FROM = 20
"""From which place on the nearest parts stand for what is near to the question by chance."""


@dataclass(frozen=True)
class Nearby:
    """The nearest parts, the best first, and how near parts are that are not about it."""

    parts: tuple[NearPart, ...] = ()
    background: tuple[float, ...] = ()


def nearby(asked: Asked, scope: Scope) -> Nearby:
    """Return the parts that are nearest to a question, of what the scope leaves."""
    near = parts_near(asked, scope, PARTS)
    likeness = sorted((each.likeness for each in near if "meaning" in each.matched), reverse=True)
    return Nearby(tuple(near[:READ]), _background(likeness))


def _background(likeness: Sequence[float]) -> tuple[float, ...]:
    """Return the likenesses of chance: all but the nearest, or the nearest quarter of a few."""
    return tuple(likeness[min(BACKGROUND_FROM, len(likeness) // 4) : NEAREST])
