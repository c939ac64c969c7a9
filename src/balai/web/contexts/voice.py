"""What the pages of the community's voice are given; the rules are those of `contexts`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from balai.web.contexts.parts import Empty, Level, Link, Tab


@dataclass(frozen=True)
class ContestRow:
    """A contest in a list. `entry` is what it is about; "" where the viewer may not read it.

    `text` is empty where only oversight learns that there is one.
    """

    url: str
    entry: str
    entry_language: str
    ground: str
    wanted: str
    state: str
    due: str
    organisation: str
    is_late: bool = False
    is_first: bool = False
    level: Level | Literal[""] = ""


@dataclass(frozen=True)
class LookRow:
    """A lesson that waits for a community, or that came back with an objection."""

    url: str
    statement: str
    language: str
    level: Level
    notes: tuple[str, ...]


@dataclass(frozen=True)
class VoicePage:
    """`voice` of knowledge/voice/list.html: what waits, by tab."""

    tabs: tuple[Tab, ...]
    lead: str
    contests: tuple[ContestRow, ...] = ()
    looks: tuple[LookRow, ...] = ()
    empty: Empty | None = None


@dataclass(frozen=True)
class ContestPage:
    """`contest` of knowledge/voice/contest.html.

    `who` is never a person. `entry_url` is "" where the viewer does not read the entry.
    """

    title: str
    entry: str
    entry_language: str
    entry_url: str
    who: str
    ground: str
    wanted: str
    text: str
    language: str
    state: str
    when: str
    due: str
    answer: str = ""
    answered_by: str = ""
    outcome: str = ""
    names_somebody: bool = False
    open_url: str = ""
    take_back_url: str = ""


@dataclass(frozen=True)
class MadePage:
    """`made` of knowledge/voice/made.html: the link of a contest without an account, shown once."""

    address: str
    square: str
    due: str
    entry_url: str


@dataclass(frozen=True)
class Objection:
    """What a community said of a lesson that waits."""

    organisation: str
    state: str
    text: str = ""


@dataclass(frozen=True)
class LookPage:
    """`look` of knowledge/voice/look.html: a lesson before publication, without its source."""

    statement: str
    language: str
    kind: str
    place: str
    level: Level
    chatham: bool
    quotes: tuple[tuple[str, str], ...]
    labels: tuple[Link, ...]
    due: str
    organisation: str
    agree_url: str


@dataclass(frozen=True)
class HeldPage:
    """`held` of knowledge/voice/held.html: a lesson of one's own that communities look at."""

    statement: str
    language: str
    level: Level
    objections: tuple[Objection, ...]
    version: int
    is_back: bool
    publish_url: str
    amend_url: str
    withdraw_url: str


@dataclass(frozen=True)
class Speaks:
    """An organisation and what it speaks for; `url` leads to where the viewer changes it."""

    organisation: str
    labels: tuple[Link, ...]
    url: str = ""


@dataclass(frozen=True)
class CommunitiesPage:
    """`communities` of knowledge/voice/communities.html."""

    tabs: tuple[Tab, ...]
    rows: tuple[Speaks, ...]
    days: str
    may_set_days: bool = False
