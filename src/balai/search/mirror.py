"""The vectors of the index in the memory of this process: they propose, SQL decides.

Parts of one record under one audience form a group (all passages of a report; each sentence of
a lesson by itself), so a group is seen as a whole or not at all, and its gist is made only of
what is seen with it. The mirror is brought up to date whenever the index's change counter
moved; entries removed meanwhile drop out in the join.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from balai.core.retrieval import Centres, Mean, record_scores

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]


Key = tuple[int, str]
_AT_ONCE = 2048


class GroupKey(NamedTuple):
    """What is seen, or not, as a whole."""

    record_kind: str
    record_id: str
    audience_kind: str
    audience_id: str


class Row(NamedTuple):
    """One entry as the mirror needs it. `vector` is float16 as it lies in the index."""

    entry: int
    text_hash: str
    group: GroupKey
    part: str
    language: str
    vector: bytes

    @property
    def key(self) -> Key:
        """Return what tells this row from others, also from one that had its number before."""
        return self.entry, self.text_hash


@dataclass(frozen=True)
class Proposed:
    """A group near to the query: its score, its languages, and its best entry to show."""

    group: GroupKey
    score: float
    entry: int
    languages: frozenset[str]


class Mirror:
    """Entries sorted by group, ready to be compared with a query."""

    def __init__(self, rows: Iterable[Row], seeds: Centres, dimension: int) -> None:
        import numpy as np

        ordered = sorted(rows, key=lambda row: (row.group, row.entry))
        self.rows = ordered
        count = len(ordered)
        self._vectors = np.empty((count, dimension), np.float32)
        for at, row in enumerate(ordered):
            self._vectors[at] = np.frombuffer(row.vector, np.float16)
        self._entries = np.array([row.entry for row in ordered], np.int64)
        self._is_lead = np.array([row.part == "lead" for row in ordered], np.bool_)
        self._is_shown = np.array([row.part not in ("title", "lead") for row in ordered], np.bool_)
        self.groups: list[GroupKey] = []
        self._languages: list[set[str]] = []
        numbers = np.zeros(count, np.int64)
        for at, row in enumerate(ordered):
            if not self.groups or self.groups[-1] != row.group:
                self.groups.append(row.group)
                self._languages.append(set())
            self._languages[-1].add(row.language)
            numbers[at] = len(self.groups) - 1
        self._group = numbers
        self._centre(seeds)

    def __len__(self) -> int:
        return len(self.rows)

    def _centre(self, seeds: Centres) -> None:
        """Take the mean passage of each language away, in place, and make the gists."""
        import numpy as np

        from balai.core.retrieval import centred

        languages = np.array([row.language for row in self.rows], dtype=object)
        for language in sorted(set(languages)):
            chosen = np.flatnonzero(languages == language)
            mean = Mean()
            for part in np.split(chosen, np.flatnonzero(np.diff(self._group[chosen])) + 1):
                mean.add(self._vectors[part])
            centre = mean.joined_with(seeds.of(str(language)))
            for first in range(0, len(chosen), _AT_ONCE):  # little by little: memory counts
                some = chosen[first : first + _AT_ONCE]
                self._vectors[some] = centred(self._vectors[some], centre)
        gists = np.zeros((len(self.groups), self._vectors.shape[1]), np.float32)
        np.add.at(gists, self._group, self._vectors)
        self._gists: Vectors = centred(gists, np.zeros(gists.shape[1], np.float32))

    def nearest(
        self, query: Vectors, most: int, keep: Callable[[GroupKey], bool] | None = None
    ) -> list[Proposed]:
        """Return at most `most` groups, the best first, for a centred query of unit length."""
        import numpy as np

        if not self.groups:
            return []
        similarities = self._vectors @ query
        scores = record_scores(similarities, self._group, self._gists @ query, self._is_lead)
        if keep is not None:
            kept = np.array([keep(group) for group in self.groups], np.bool_)
            scores = np.where(kept, scores, -np.inf)
        order = np.argsort(-scores, kind="stable")[:most]
        starts = np.searchsorted(self._group, np.arange(len(self.groups) + 1))
        return [
            Proposed(
                self.groups[group],
                float(scores[group]),
                self._best(similarities, int(starts[group]), int(starts[group + 1])),
                frozenset(self._languages[group]),
            )
            for group in order
            if scores[group] > -np.inf
        ]

    def nearest_parts(
        self, query: Vectors, part: str, most: int, keep: Callable[[GroupKey], bool] | None = None
    ) -> list[tuple[Row, float]]:
        """Return at most `most` parts of a kind by their own likeness, the best first."""
        import numpy as np

        if not self.rows:
            return []
        wanted = np.array([row.part == part for row in self.rows], np.bool_)
        if keep is not None:
            wanted &= np.array([keep(group) for group in self.groups], np.bool_)[self._group]
        scores = np.where(wanted, self._vectors @ query, -np.inf)
        order = np.argsort(-scores, kind="stable")[:most]
        return [(self.rows[at], float(scores[at])) for at in order if scores[at] > -np.inf]

    def _best(self, similarities: Vectors, first: int, last: int) -> int:
        """Return the entry to show: the best passage, sentence or quote, else lead or title."""
        import numpy as np

        near = similarities[first:last]
        shown = np.where(self._is_shown[first:last], near, -2.0)
        best = int(shown.argmax()) if shown.max() > -2.0 else int(near.argmax())
        return int(self._entries[first + best])


class Mirrors:
    """The one mirror of this process for each database and model, kept up to date."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: dict[tuple[str, str], tuple[int, Mirror]] = {}

    def current(
        self,
        database: str,
        model: str,
        changes: int,
        load: Callable[[frozenset[Key]], tuple[frozenset[Key], list[Row]]],
        make: Callable[[list[Row]], Mirror],
    ) -> Mirror:
        """Return the mirror at the change counter `changes`.

        `load(known)` returns the keys of the entries that have a vector now, and the rows of
        those not known yet.
        """
        key = (database, model)
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None and kept[0] == changes:
                return kept[1]
            before = {row.key: row for row in kept[1].rows} if kept else {}
            present, new = load(frozenset(before))
            rows = [row for known, row in before.items() if known in present]
            mirror = make(rows + new)
            self._kept[key] = (changes, mirror)
            return mirror

    def forget(self) -> None:
        """Drop every mirror."""
        with self._lock:
            self._kept.clear()


mirrors = Mirrors()
