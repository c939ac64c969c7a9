"""Which statement a participant is shown next: those that need votes most come more often.

The weight of a statement is Pol.is's priority without the extremity of its place on the map
(Small et al., "Polis: scaling deliberation by mapping high dimensional opinion spaces", 2021, and
its published source): it grows where few have voted, falls where many pass, and is larger where
more agree. A statement is then drawn by weighted sampling (Efraimidis and Spirakis, 2006) with a
number made of the participant and the statement, so that the same state gives everybody their own
order, and gives the same person the same statement on a page that is loaded again.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass

NEW = 8.0
"""By how much a statement without votes is raised; every five votes halve it."""


@dataclass(frozen=True)
class Tally:
    """The votes on one statement."""

    agree: int = 0
    disagree: int = 0
    passed: int = 0

    @property
    def total(self) -> int:
        """Return how many have voted, passes among them."""
        return self.agree + self.disagree + self.passed


def priority(tally: Tally) -> float:
    """Return how much a statement needs votes; larger is more."""
    seen = tally.total
    is_clear = 1 - (tally.passed + 1) / (seen + 2)
    agreed = (tally.agree + 1) / (seen + 2)
    is_new = 1 + NEW * 2 ** (-seen / 5)
    return (is_clear * agreed * is_new) ** 2


def in_turn(participant: str, tallies: Mapping[str, Tally]) -> tuple[str, ...]:
    """Return the statements that somebody has not voted on, in the order they are shown.

    `tallies` are those statements' votes by everybody, as of some moment before.
    """
    drawn = {each: _drawn(participant, each, tally) for each, tally in tallies.items()}
    return tuple(sorted(drawn, key=lambda each: (-drawn[each], each)))


def _drawn(participant: str, statement: str, tally: Tally) -> float:
    digest = hashlib.sha256(f"{participant}:{statement}".encode()).digest()
    uniform = (int.from_bytes(digest[:8], "big") + 1) / (2**64 + 2)
    return math.log(uniform) / priority(tally)
