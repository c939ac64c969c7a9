"""What an app offers to the search index: texts and facts, each with its audience."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class IndexText:
    """One text that may be found.

    `part` is title, lead, passage, statement or quote; `part_id` tells parts of one kind apart.
    The row of the policy's table named by `audience_kind` and `audience_id` decides who finds it.
    """

    record_kind: str
    record_id: str
    audience_kind: str
    audience_id: str
    part: str
    part_id: str
    page: int
    language: str
    text: str


@dataclass(frozen=True)
class IndexFact:
    """One thing by which a record is narrowed to and counted: a field (country) and a value.

    As with a text, a row of the policy's table decides who may know it. What a record is, and how
    widely it is shared, are no facts: search reads them where they stand.
    """

    field: str
    value: str
    audience_kind: str
    audience_id: str


class Indexed(Protocol):
    """A kind of record that can be found."""

    changed_by: tuple[str, ...]
    """Journal kinds after which the record's texts are read again."""

    def texts(self, record_id: str) -> list[IndexText]:
        """Return everything of a record that may be found now; empty when there is nothing."""
        ...

    def facts(self, record_id: str) -> list[IndexFact]:
        """Return what a record that has texts is narrowed to and counted by."""
        ...

    def all_ids(self) -> Iterable[str]:
        """Return the identifiers of every record that has texts."""
        ...
