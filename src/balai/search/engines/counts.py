"""In how many entries terms stand: counted, and in a large index remembered for a while."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from django.db import connection

from balai.core.retrieval.bm25 import Holding
from balai.search.models import IndexState

LARGE = 20_000
"""Entries from which numbers are remembered; below, counting takes no time."""
STEADY = 1000
"""They hold until the index has changed by one record for so many entries."""
_MOST = 50_000


@dataclass(frozen=True)
class _Kept:
    state: tuple[str, str, int]
    entries: int
    by_term: dict[str, int] = field(default_factory=dict)


class Counts:
    """The numbers of one engine in this process; counting a frequent term reads all its places."""

    def __init__(
        self, entries: Callable[[], int], count: Callable[[Sequence[str]], dict[str, int]]
    ) -> None:
        self._entries, self._count = entries, count
        self._kept = _Kept(("", "", 0), 0)

    def of(self, terms: Collection[str]) -> Holding:
        """Return the numbers of some terms: the kept ones where they still hold."""
        row = IndexState.objects.filter(pk=1).values_list("analysis", "changes").first()
        analysis, changes = row or ("", 0)
        state = (str(connection.settings_dict["NAME"]), str(analysis), int(changes))
        kept = self._kept
        if not _holds(kept, state) or len(kept.by_term) > _MOST:
            kept = _Kept(state, self._entries())
            if kept.entries >= LARGE:
                self._kept = kept
        missing = [term for term in terms if term not in kept.by_term]
        if missing:
            counted = self._count(missing)
            kept.by_term.update((term, counted.get(term, 0)) for term in missing)
        return Holding(kept.entries, {term: kept.by_term[term] for term in terms})


def _holds(kept: _Kept, state: tuple[str, str, int]) -> bool:
    return kept.state[:2] == state[:2] and 0 <= state[2] - kept.state[2] <= kept.entries // STEADY
