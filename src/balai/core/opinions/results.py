"""What is said of the votes of a room: groups, what is agreed, what divides, what is unknown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from balai.core.opinions.polis import Representative, Shared

Interval = tuple[float, float]
Stance = Literal["agree", "disagree"]
Shape = Literal["none", "spectrum", "separate", "given"]


@dataclass(frozen=True)
class NotReady:
    """Why there are no groups, as a code and in words."""

    code: str
    message: str


@dataclass(frozen=True)
class Stated:
    """A stance of some people on a statement: `count` of `total` votes, passes among them.

    `share` and both ends of its 90 % interval lie between 0 and 1.
    """

    statement: str
    stance: Stance
    count: int
    total: int
    share: float
    interval: Interval


@dataclass(frozen=True)
class Typical:
    """A stance that a group takes more than all others do.

    `apart` is the difference from the others' share, `apart_interval` its 90 % interval.
    """

    stated: Stated
    apart: float
    apart_interval: Interval


@dataclass(frozen=True)
class Group:
    """People who vote alike; number 0 is the largest. `centre` is its middle on the map."""

    number: int
    members: tuple[str, ...]
    centre: tuple[float, float]
    typical: tuple[Typical, ...]
    polis: tuple[Representative, ...]
    """What Pol.is would show, by places of statements; for comparison, not for people."""


@dataclass(frozen=True)
class Divides:
    """A statement on which the room differs.

    `spread` is the difference between the groups that agree most and least; without groups,
    twice the share of the smaller side, 1 where it is one half.
    """

    statement: str
    spread: float
    interval: Interval


@dataclass(frozen=True)
class Place:
    """Where a person lies on the map, and in which group."""

    participant: str
    x: float
    y: float
    group: int | None


@dataclass(frozen=True)
class Opinions:
    """The result. The same votes give the same result, byte for byte on one machine.

    `chance` is the probability of votes that hang together as much by chance alone, None where
    it was not asked; `clarity` the mean silhouette of the groups; `smallest_found` the smallest
    difference between the two largest groups that would mostly have been found.
    """

    participants: int
    statements: int
    votes: int
    grouped: int
    shape: Shape
    groups: tuple[Group, ...]
    agreed: tuple[Stated, ...]
    divisive: tuple[Divides, ...]
    uncertain: tuple[str, ...]
    polis_agree: tuple[Shared, ...]
    polis_disagree: tuple[Shared, ...]
    group_consensus: dict[str, float]
    places: tuple[Place, ...]
    not_ready: NotReady | None
    chance: float | None
    clarity: float | None
    smallest_found: float | None
    algorithm: str
    input_hash: str
