"""The port: what search asks of a database, whichever it is.

An engine keeps the index of words beside `IndexEntry` (whose `words` are terms that the core
analysed, parted by spaces) and joins the policy's table in every query. Scores are BM25. It may
keep vectors of its own too; one that does not compares with the mirror in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

from balai.core.retrieval import Centres
from balai.core.retrieval.bm25 import Holding
from balai.search.groups import GroupKey
from balai.search.mirror import Mirror
from balai.search.results import Record

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST_ENTRIES = 300
"""Entries that one query by words may bring back, the best."""


class WordHit(NamedTuple):
    """An entry that has words of the query; `words` are all of its terms, parted by spaces."""

    entry: int
    record_kind: str
    record_id: str
    part: str
    language: str
    words: str
    score: float

    @property
    def record(self) -> Record:
        """Return the record that the entry leads to."""
        return self.record_kind, self.record_id


@dataclass(frozen=True)
class WordsWanted:
    """Any of the terms, in entries of these languages (None: of any) and records (None: any).

    A term that is named several times counts as often. A term may be several parted by spaces:
    they must then stand one after another.
    """

    terms: tuple[str, ...]
    languages: tuple[str, ...] | None = None
    records: frozenset[Record] | None = None


@dataclass(frozen=True)
class MeaningWanted:
    """What is near to a query: its vector, centred and of unit length, for a model.

    `records` are those to which all is narrowed, None for no narrowing. `mirror` gives the
    mirror of the model as of this moment, to an engine that keeps no vectors.
    """

    vector: NDArray[np.float32]
    model: str
    mirror: Callable[[], Mirror]
    records: frozenset[Record] | None = None


class NearHit(NamedTuple):
    """A group of entries that is seen as a whole, and the entry of it to show."""

    record: Record
    entry: int
    score: float
    languages: frozenset[str]


class PartHit(NamedTuple):
    """One entry by its own likeness."""

    record: Record
    entry: int
    score: float
    language: str


class EntryVector(NamedTuple):
    """The vector of an entry that was just written, float16 as it lies in the index."""

    entry: int
    group: GroupKey
    part: str
    language: str
    vector: bytes


class Engine(Protocol):
    """How one kind of database keeps and asks the index."""

    def prepare(self) -> None:
        """Make what the engine keeps beside Django's tables, where it is missing."""

    def words(self, wanted: WordsWanted, gates: Sequence[int], most: int) -> list[WordHit]:
        """Return the best entries behind open gates that have a term, the best first."""

    def holding(self, terms: Collection[str]) -> Holding:
        """Return in how many entries of the whole index terms stand.

        In a large index these may be the numbers of a while ago: they weigh, they tell nothing.
        """

    def parts_of(self, reports: Collection[Record]) -> dict[Record, int]:
        """Return how many entries each report has, counted without reading them."""

    def matching(self, wanted: Sequence[WordsWanted], gates: Sequence[int]) -> set[Record]:
        """Return every record with an entry behind an open gate that any of `wanted` finds.

        Nothing is scored, and nothing cut: this is what is counted.
        """

    def nearest(self, wanted: MeaningWanted, gates: Sequence[int], most: int) -> list[NearHit]:
        """Return the nearest groups behind open gates, the best first: of `most` records."""

    def nearest_parts(
        self, wanted: MeaningWanted, part: str, gates: Sequence[int], most: int
    ) -> list[PartHit]:
        """Return the `most` nearest entries of one part behind open gates, the best first."""

    def visible(self, entries: Sequence[int], gates: Sequence[int]) -> set[int]:
        """Return those of the entries that exist now and stand behind open gates."""

    def rebuild(self) -> None:
        """Make the index of words anew from `IndexEntry`."""

    def words_indexed(self) -> int:
        """Return how many entries the index of words holds, for `doctor`."""

    def keeps_vectors(self) -> bool:
        """Say whether the database itself compares vectors; else the mirror does."""

    def keep_vectors(self, model: str, vectors: Sequence[EntryVector], seeds: Centres) -> None:
        """Keep vectors of one record, in the transaction that wrote its entries."""

    def settle_vectors(self, model: str, seeds: Centres) -> None:
        """Take new means from the library where it has outgrown them. Not in a transaction."""

    def vectors_indexed(self, model: str) -> int:
        """Return how many entries have their vector of the model where it is compared."""
