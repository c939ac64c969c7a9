"""The page of results."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from balai.web.contexts.parts import (
    Empty,
    Level,
    Link,
    Mark,
    Pagination,
    Pair,
    Quote,
    RecordRow,
    Way,
)
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
    """A way to narrow down; `folded` ones stand together behind one line."""

    name: str
    label: str
    options: tuple[Option, ...]
    folded: bool = False


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
    ask_url: str = ""
    save_url: str = ""
    """Where a reader with an account saves this search; `save_query` is what it asks."""
    save_query: str = ""
    saved_url: str = ""
    meant: Try | None = None
    """The query with the words that were likely meant, where one stands in no text."""

    @property
    def has_folded(self) -> bool:
        """Say whether some facets stand behind one line."""
        return any(facet.folded for facet in self.facets)


# search/ask.html


@dataclass(frozen=True)
class Told:
    """A sentence of a summary, with the words of a quotation (by its place, from 1) it rests on."""

    text: str
    quotation: int
    words: str


@dataclass(frozen=True)
class AskPage:
    """`ask` of search/ask.html. With an empty `question` only the box and `tries` stand.

    `quotations` are hits whose quote goes first, the strongest first; without any, `nearest` are
    the searches offered. `summary_url` is where a summary is phrased, "" where none is to be had;
    `summary_note` says what would be sent where, or why there is no summary.
    """

    action: str
    question: str
    question_language: str = ""
    heading: str = ""
    quotations: tuple[Hit, ...] = ()
    nearest: tuple[Try, ...] = ()
    tries: tuple[Try, ...] = ()
    search_url: str = ""
    limits: tuple[str, ...] = ()
    summary: tuple[Told, ...] = ()
    summary_note: str = ""
    summary_url: str = ""


# search/saved.html


@dataclass(frozen=True)
class SavedRow:
    """One saved search. `news` says how much is new ("3 new"), and is "" where nothing is."""

    name: str
    url: str
    about: str
    news: str
    tells: bool
    look_url: str
    change_url: str
    delete_url: str


@dataclass(frozen=True)
class SavedPage:
    """`saved` of search/saved.html: one's own saved searches."""

    rows: tuple[SavedRow, ...]
    empty: Empty | None = None


@dataclass(frozen=True)
class SavedNews:
    """`saved` of search/saved_news.html: what was new at the last look."""

    name: str
    url: str
    heading: str
    hits: tuple[Hit, ...]
    back_url: str


# search/similar.html


@dataclass(frozen=True)
class Other:
    """A lesson from elsewhere that says the same. `by` is who keeps it, where that may be said."""

    where: str
    text: str
    language: str
    url: str
    level: str
    by: str = ""


@dataclass(frozen=True)
class SimilarPage:
    """`similar` of search/similar.html: what is near to the record that `title` names."""

    title: str
    language: str
    url: str
    level: str
    chatham: bool = False
    others: tuple[Other, ...] = ()
    hits: tuple[Hit, ...] = ()
    limits: tuple[str, ...] = ()
