"""What several pages share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Level = Literal["CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"]
PartState = Literal["waiting", "accepted", "amended", "merged", "rejected", "aside", "failed"]
Contested = Literal["", "contested", "answered"]
Topic = Literal["sharing", "evidence", "privacy", "corrections", "accessibility"]
Way = Literal["better", "worse", "same", "mixed", "contested", "none"]


# Parts that several pages share


@dataclass(frozen=True)
class Link:
    """A word that leads somewhere."""

    label: str
    url: str = ""
    type: str = ""


@dataclass(frozen=True)
class NavigationItem:
    """One section in the band (`navigation`); `current` where the page is in it.

    `count` is how much waits there for the viewer.
    """

    label: str
    url: str
    current: bool = False
    count: int = 0


@dataclass(frozen=True)
class Account:
    """Who is signed in (`account`); without one, `sign_in_url` leads to the sign-in."""

    label: str
    url: str
    sign_out_url: str


@dataclass(frozen=True)
class Pair:
    """A hidden field that is kept."""

    name: str
    value: str


@dataclass(frozen=True)
class Tab:
    """One way to look at a list."""

    label: str
    url: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True)
class Pagination:
    """Which entries this page shows."""

    first: int
    last: int
    total: int
    previous_url: str = ""
    next_url: str = ""


@dataclass(frozen=True)
class Empty:
    """What an empty list teaches."""

    says: str
    example: str = ""
    example_by: str = ""
    url: str = ""
    url_label: str = ""


@dataclass(frozen=True)
class Mark:
    """Characters start to end of the text it belongs to."""

    start: int
    end: int
    kind: Literal["words", "finding", "mask"] = "words"


@dataclass(frozen=True)
class Quote:
    """Words of a source, and the way back to them."""

    text: str
    language: str
    source_title: str
    marks: tuple[Mark | tuple[int, int], ...] = ()
    gloss: str = ""
    gloss_status: Literal["", "machine", "checked", "person"] = ""
    gloss_by: str = ""
    source_language: str = ""
    source_detail: str = ""
    page: str = ""
    url: str = ""
    level: Level | Literal[""] = ""
    chatham: bool = False
    anchor: str = ""
    said_by: str = ""


@dataclass(frozen=True)
class Lamp:
    """One of the five: is it described?"""

    label: str
    words: str
    lit: bool


@dataclass(frozen=True)
class Seen:
    """What was seen of one outcome."""

    direction: Way
    words: str = ""


@dataclass(frozen=True)
class RecordRow:
    """A record in a list."""

    kicker: str
    title: str
    url: str
    language: str
    level: Level
    chatham: bool = False
    directions: tuple[Seen, ...] = ()
    lamps: tuple[Lamp, ...] = ()
    design_step: int = 0
    design_words: str = ""
    notes: tuple[str, ...] = ()
    contested: Contested = ""


@dataclass(frozen=True)
class Sharing:
    """Who may read a record, in words."""

    level: Level
    sentence: str
    chatham: bool = False
    note: str = ""
    url: str = ""
    url_label: str = ""


@dataclass(frozen=True)
class Fact:
    """One line of a list of facts."""

    label: str
    values: tuple[Link, ...]


@dataclass(frozen=True)
class Step:
    """A knot on the thread."""

    title: str
    text: str
    state: Literal["done", "now", "next"] = "done"
    url: str = ""
    url_label: str = ""


@dataclass(frozen=True)
class HistoryEntry:
    """One change, as far as the viewer may see it."""

    when: date
    what: str
    by: str = ""


@dataclass(frozen=True)
class Block:
    """A block of a source's masked text."""

    id: str
    kind: str
    text: str
    marks: tuple[Mark | tuple[int, int], ...] = ()
    language: str = ""


@dataclass(frozen=True)
class Leaf:
    """A page of a source. `shut` says why it is set aside, or what of it where it has blocks."""

    label: str
    title: str
    language: str
    blocks: tuple[Block, ...]
    shut: str = ""


@dataclass(frozen=True)
class Voice:
    """What somebody says about a contested entry."""

    who: str
    text: str
    language: str
    note: str


@dataclass(frozen=True)
class Contest:
    """An objection, both voices, and who decides by when; `is_open` while it was not answered."""

    title: str
    voices: tuple[Voice, ...]
    decides: str
    url: str = ""
    url_label: str = ""
    is_open: bool = True


@dataclass(frozen=True)
class Comment:
    """What a reader says. `removed` is why it is gone, and then there is no text."""

    number: str
    who: str
    when: date
    text: str
    language: str
    level: Level
    removed: str = ""
    take_back_url: str = ""
    remove_url: str = ""


@dataclass(frozen=True)
class Voices:
    """What is said about an entry, and where to say something (components/voices.html).

    `comment_url` is "" for whoever is signed out; `contest_url` stands for everybody who reads it.
    """

    mark: Contested = ""
    contests: tuple[Contest, ...] = ()
    comments: tuple[Comment, ...] = ()
    comment_url: str = ""
    contest_url: str = ""
