"""What can be found, kind by kind: how a record of each is shown, and its words read again.

What a record is found and narrowed by, its app offers itself (`foundation.indexing`). A further
kind is a module here, or in an app above, and a line that registers it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from balai.core.audience import Viewer
from balai.foundation.registries import Registry
from balai.search.models import IndexEntry
from balai.search.queries.kinds.parts import Chosen, Wanted
from balai.search.results import Hit

__all__ = ["Chosen", "Kind", "Wanted", "kinds", "register_kinds"]


class Kind(Protocol):
    """One kind of record that can be found."""

    def hits(
        self,
        viewer: Viewer,
        chosen: Sequence[Chosen],
        entries: Mapping[int, IndexEntry],
        wanted: Wanted,
    ) -> list[Hit | None]:
        """Return a hit for each that was chosen, in a number of queries that does not grow.

        Read through the queries of the app that owns them: what those do not give this viewer is
        None, whatever the index said. Ranks are given by the caller.
        """
        ...

    def texts_of(self, entries: Sequence[IndexEntry]) -> dict[int, str]:
        """Return the text that each entry was made of, by the entry; empty where it has none."""
        ...


kinds: Registry[Kind] = Registry()


def register_kinds() -> None:
    """Register the kinds of the apps below this one."""
    from balai.search.queries.kinds.lessons import Lessons
    from balai.search.queries.kinds.sources import Sources

    kinds.register("lesson", Lessons())
    kinds.register("source", Sources())
