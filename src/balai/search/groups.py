"""Groups of entries that are seen, or not, as a whole: what goes into a mirror and comes out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from balai.search.results import Record


class GroupKey(NamedTuple):
    """What is seen, or not, as a whole."""

    record_kind: str
    record_id: str
    audience_kind: str
    audience_id: str

    @property
    def record(self) -> Record:
        """Return the record that the group is of."""
        return self.record_kind, self.record_id


class Row(NamedTuple):
    """One entry as the mirror needs it. `vector` is float16 as it lies in the index."""

    entry: int
    group: GroupKey
    part: str
    language: str
    vector: bytes


@dataclass(frozen=True)
class Proposed:
    """A group near to the query: its score, its languages, and its best entry to show."""

    group: GroupKey
    score: float
    entry: int
    languages: frozenset[str]


@dataclass(frozen=True)
class ProposedPart:
    """One entry near to the query by its own likeness."""

    group: GroupKey
    score: float
    entry: int
    language: str
