"""The page of results."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from balai.web.contexts.parts import Level, Link, Mark, Pagination, Pair, Quote, RecordRow, Way
from balai.web.contexts.reading import Try

# search/results.html


@dataclass(frozen=True)
class Reading:
    """How the words were read in a further language."""

    words: str
    language: str


@dataclass(frozen=True)
class Option:
    """A choice of a facet. Its count covers what the viewer may see."""

    value: str
    label: str
    count: str
    checked: bool = False
    language: str = ""
    direction: Way | Literal[""] = ""
    level: Level | Literal[""] = ""


@dataclass(frozen=True)
class Facet:
    """A way to narrow down."""

    name: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Chosen:
    """A filter that holds, and the address without it."""

    label: str
    remove_url: str
    level: Level | Literal[""] = ""


@dataclass(frozen=True)
class Why:
    """A piece of the reason; `language` when it is a word of the query."""

    words: str
    language: str = ""


@dataclass(frozen=True)
class Hit(RecordRow):
    """One result: several passages of one report fold into one. `marks` are those of the title."""

    quote: Quote | None = None
    marks: tuple[Mark, ...] = ()
    why: tuple[Why, ...] = ()
    more: str = ""
    more_url: str = ""


@dataclass(frozen=True)
class SearchPage:
    """`search` of search/results.html. With an empty `query` only the box and `tries` stand.

    `limits` says what did not work ("Search by meaning is not ready: …"); `nearest` are the
    searches offered when nothing was found.
    """

    action: str
    query: str
    heading: str = ""
    query_language: str = ""
    language_name: str = ""
    readings: tuple[Reading, ...] = ()
    only_words_url: str = ""
    order: str = ""
    chosen: tuple[Chosen, ...] = ()
    facets: tuple[Facet, ...] = ()
    keep: tuple[Pair, ...] = ()
    hits: tuple[Hit, ...] = ()
    pages: Pagination | None = None
    limits: tuple[str, ...] = ()
    nearest: tuple[Try, ...] = ()
    tries: tuple[Try, ...] = ()
    exports: tuple[Link, ...] = ()
