"""What a search gives back: records, each with the passage that matched and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

from balai.core.retrieval import FieldFilter, Query, Snippet
from balai.knowledge.voice.queries.marks import Mark
from balai.sharing.queries import Sharing

Record = tuple[str, str]
"""A kind of record and an identifier."""
Counts = dict[str, tuple[tuple[str, int], ...]]
"""Field -> its values with how many records have each, the fullest first."""
Mode = Literal["hybrid", "words", "meaning"]
Matched = Literal["words", "meaning"]


@dataclass(frozen=True)
class Filters:
    """What the results are narrowed to, as pairs of a field and a value.

    Several values of one field are alternatives, several fields must all hold; a record with a
    pair that is `excluded` is left out. `record` is a kind of record (lesson, source), `kind` a
    kind of lesson, `level` a sharing level, `target` a level of prevention.
    """

    chosen: tuple[tuple[str, str], ...] = ()
    excluded: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, **values: Iterable[str]) -> Filters:
        """Return filters from the values of each field."""
        return cls(tuple((field, each) for field, some in values.items() for each in some))

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is narrowed."""
        return not (self.chosen or self.excluded)

    @property
    def fields(self) -> tuple[str, ...]:
        """Return the fields of which values are chosen."""
        return tuple(dict.fromkeys(field for field, _ in self.chosen))

    def values(self, field: str) -> tuple[str, ...]:
        """Return the chosen values of a field."""
        return tuple(value for known, value in self.chosen if known == field)

    def without(self, field: str) -> Filters:
        """Return these filters without what is chosen of a field."""
        return replace(self, chosen=tuple(pair for pair in self.chosen if pair[0] != field))

    def joined_with(self, other: Filters) -> Filters:
        """Return what narrows by both; values of one field are alternatives still."""
        return Filters(
            tuple(dict.fromkeys((*self.chosen, *other.chosen))),
            tuple(dict.fromkeys((*self.excluded, *other.excluded))),
        )


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
    labels: tuple[tuple[str, str], ...]
    """Pairs of a scheme and a code, without countries."""
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
    counts: Counts = field(default_factory=dict)
    """How many of the records counted in `total` have what; only where it was asked for."""
    listed: int = 0
    """How many can be paged to: of very many with the words only the best are ranked."""
    terms: tuple[tuple[str, str], ...] = ()
    """Scheme and code of the terms that the query names."""
    readings: tuple[tuple[str, str], ...] = ()
    """Language and words that were looked for besides: other languages' names of a term."""
