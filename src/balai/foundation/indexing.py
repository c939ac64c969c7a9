"""What an app offers to the search index: texts, with the record and the audience of each."""

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


class Indexed(Protocol):
    """A kind of record that can be found."""

    changed_by: tuple[str, ...]
    """Journal kinds after which the record's texts are read again."""

    def texts(self, record_id: str) -> list[IndexText]:
        """Return everything of a record that may be found now; empty when there is nothing."""
        ...

    def all_ids(self) -> Iterable[str]:
        """Return the identifiers of every record that has texts."""
        ...
