"""The port: what search asks of a database, whichever it is.

An engine keeps the index of words beside `IndexEntry` (whose `words` are terms that the core
analysed, parted by spaces) and joins the policy's table in every query. Scores are BM25.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

MOST_ENTRIES = 1000
"""Entries that one query by words may bring back, the best."""
FREQUENT_SHARE, FREQUENT_FROM = 0.25, 4000
"""In an index of at least FREQUENT_FROM entries, a term that stands in more than this share of
them is not searched for, as long as the query has a rarer one."""


class WordHit(NamedTuple):
    """An entry that has words of the query."""

    entry: int
    record_kind: str
    record_id: str
    part: str
    language: str
    score: float


@dataclass(frozen=True)
class WordsWanted:
    """Any of the terms, in entries of these languages (None: of any).

    A term may be several parted by spaces: they must then stand one after another.
    """

    terms: tuple[str, ...]
    languages: tuple[str, ...] | None = None


class Engine(Protocol):
    """How one kind of database keeps and asks the index."""

    def prepare(self) -> None:
        """Make what the engine keeps beside Django's tables, where it is missing."""

    def words(self, wanted: WordsWanted, gates: Sequence[int], most: int) -> list[WordHit]:
        """Return the best entries behind open gates that have a term, the best first."""

    def visible(self, entries: Sequence[int], gates: Sequence[int]) -> set[int]:
        """Return those of the entries that exist now and stand behind open gates."""

    def rebuild(self) -> None:
        """Make the index of words anew from `IndexEntry`."""

    def words_indexed(self) -> int:
        """Return how many entries the index of words holds, for `doctor`."""
