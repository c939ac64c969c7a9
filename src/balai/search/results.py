"""What a search gives back: records, each with the passage that matched and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from balai.core.retrieval import FieldFilter, Query, Snippet
from balai.knowledge.voice.queries.marks import Mark
from balai.sharing.queries import Sharing

Record = tuple[str, str]
"""A kind of record and an identifier."""
Mode = Literal["hybrid", "words", "meaning"]
Matched = Literal["words", "meaning"]


@dataclass(frozen=True)
class Filters:
    """What the results are narrowed to; several values of one field are alternatives.

    `record` is a kind of record (lesson, source), `kind` a kind of lesson.
    """

    record: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    organisation: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
    """Pairs of a scheme (approach, driver, outcome …) and a code."""

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is narrowed."""
        return self == Filters()


@dataclass(frozen=True)
class Hit:
    """One record that was found.

    `passage` is the identifier of the passage, quote or sentence shown in `snippet`; `further`
    counts the other parts of the record that have words of the query. `source` is the record
    itself for a source, and for a lesson the source of the quote shown ("" where it may not be
    opened). `score` is between 0 and 1 and compares hits of this search only.
    """

    rank: int
    record: str
    id: str
    kind: str
    title: str
    title_language: str
    source: str
    source_name: str
    source_title: str
    passage: str
    page: int
    language: str
    countries: tuple[str, ...]
    date: str
    sharing: Sharing
    score: float
    matched: tuple[Matched, ...]
    words_found: tuple[str, ...]
    snippet: Snippet
    further: int
    url: str
    is_sentence: bool = False
    """Whether the snippet is the lesson's own sentence: no source has it word for word."""
    contested: Mark = ""

    @property
    def level(self) -> str:
        """Return the label of the sharing level."""
        return self.sharing.level.label


@dataclass(frozen=True)
class Results:
    """What was found, and what should be known about it.

    `total` counts the records that pass the filters and either have words of the query, which
    are `with_words` of them, or are among the 200 nearest by meaning. `limits` are codes of what
    did not work: "words-only" (no encoder), "encoder-failed", "index-stale" (being rebuilt),
    "no-words" (only words too frequent to be searched for), "many-words" (only the best
    passages with words were counted), "unknown-filter:<field>:<value>".
    """

    query: Query
    mode: Mode
    languages: dict[str, float]
    hits: tuple[Hit, ...]
    total: int
    with_words: int
    offset: int
    seconds: float
    limits: tuple[str, ...] = ()
    filters: Filters = field(default_factory=Filters)
    unread: tuple[FieldFilter, ...] = ()
