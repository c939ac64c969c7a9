"""The vectors of the index in the memory of this process: they propose, SQL decides.

Parts of one record under one audience form a group (all passages of a report; each sentence of
a lesson by itself), so a group is seen as a whole or not at all, and its gist is made only of
what is seen with it. A mirror never changes: `changed` gives another, at a cost that grows with
the change. Both share one growing block of vectors; groups that are gone stay in it, silent,
until they are a quarter of it.

The mean that is taken away from the passages of a language (`core.retrieval.centring`) is held
until its documents have changed by one in `STEADY`: below that many documents it is always
exact, and above nobody could tell the difference.

One class and more than 300 lines: its arrays change together, and a change that missed one would
be found nowhere else.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from balai.core.retrieval import Centres, Mean, centred, likeness_by_record, record_scores
from balai.search.groups import GroupKey, Proposed, ProposedPart, Row
from balai.search.results import Record
from balai.search.signs import likeness_by_signs, signs, words_for

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]
    Numbers = NDArray[np.int64]
    Flags = NDArray[np.bool_]
    Signs = NDArray[np.uint64]

STEADY = 50
_AT_ONCE = 2048
_MOST_SILENT = 0.25
_FEW = 1024
_APART = 1024
"""Groups that are compared one by one, without copying; the rows of more are copied in one go."""
SMALL = 20_000
"""Entries up to which each is compared exactly; among more, signs choose what is compared."""
_RESCORED, _LEAST_RESCORED = 1.5, 300
"""Groups that are compared exactly for each that is wanted, and at least."""
_NOT_SHOWN = 4.0
"""Taken from the likeness of titles and leads: more than any two likenesses are apart."""


@dataclass
class _Tongue:
    """One language: the mean of its documents now, and the centre that is in use."""

    centre: Vectors
    mean: Mean
    moved: int = 0
    """Documents that came and went since the centre was taken."""

    @property
    def is_stale(self) -> bool:
        return self.moved * STEADY > self.mean.documents


class Mirror:
    """Entries by group, ready to be compared with a query."""

    def __init__(self, rows: Iterable[Row], seeds: Centres, dimension: int) -> None:
        import numpy as np

        self._seeds, self._dimension = seeds, dimension
        self._vectors: Vectors = np.empty((0, dimension), np.float32)
        self._signs: Signs = np.empty((words_for(dimension), 0), np.uint64)
        self._lengths: Vectors = np.empty(0, np.float32)
        self._entries: Numbers = np.empty(0, np.int64)
        self._tongue: Numbers = np.empty(0, np.int64)
        self._part = np.empty(0, dtype="U12")
        self._starts: Numbers = np.empty(0, np.int64)
        self._alive: Flags = np.empty(0, np.bool_)
        self._gist_lengths: Vectors = np.empty(0, np.float32)
        self.groups: list[GroupKey] = []
        self._spoken: list[frozenset[str]] = []
        self._names: list[str] = []
        self._tongues: dict[str, _Tongue] = {}
        self._numbers: dict[Record, list[int]] = {}
        self._take(list(rows))

    def __len__(self) -> int:
        return int(self._alive[self._row_groups].sum()) if len(self._entries) else 0

    def changed(self, gone: Collection[Record], rows: Iterable[Row]) -> Mirror:
        """Return a mirror in which records are as `rows` say; those only in `gone` are gone.

        The one it was made from must not be changed a second time.
        """
        after = Mirror.__new__(Mirror)
        after.__dict__.update(self.__dict__)
        after._alive = self._alive.copy()
        new = list(rows)
        after._silence({*gone, *(row.group.record for row in new)})
        after._take(new)
        return after

    @property
    def _row_groups(self) -> Numbers:
        """Return the number of the group of each row."""
        import numpy as np

        ends = np.append(self._starts[1:], len(self._entries))
        return np.repeat(np.arange(len(self._starts)), ends - self._starts)

    def _rows_of(self, group: int) -> slice:
        last = group + 1 == len(self._starts)
        end = len(self._entries) if last else int(self._starts[group + 1])
        return slice(int(self._starts[group]), end)

    def _silence(self, records: Iterable[Record]) -> None:
        """Take records out: their groups are skipped from now on, and leave the means."""
        for record in records:
            for group in self._numbers.pop(record, ()):
                self._alive[group] = False
                rows = self._rows_of(group)
                for name, raw in self._raw_by_language(rows):
                    self._tongues[name].mean.remove(raw)
                    self._tongues[name].moved += 1

    def _raw_by_language(self, rows: slice) -> Iterable[tuple[str, Vectors]]:
        import numpy as np

        tongue, lengths = self._tongue[rows], self._lengths[rows]
        for code in np.unique(tongue):
            chosen = tongue == code
            name = self._names[code]
            raw = self._vectors[rows][chosen] * lengths[chosen, None] + self._tongues[name].centre
            yield name, raw

    def _take(self, rows: list[Row]) -> None:
        """Add rows at the end, in the order of their groups."""
        import numpy as np

        rows.sort(key=lambda row: (row.group, row.entry))
        first = len(self._entries)
        raw = np.frombuffer(b"".join(row.vector for row in rows), np.float16)
        added = raw.reshape(len(rows), self._dimension).astype(np.float32)
        starts = self._add_groups(rows, added)
        self._entries = np.append(self._entries, np.array([r.entry for r in rows], np.int64))
        codes = [self._names.index(row.language) for row in rows]
        self._tongue = np.append(self._tongue, np.array(codes, np.int64))
        self._part = np.append(self._part, np.array([row.part for row in rows], "U12"))
        self._starts = np.append(self._starts, np.array(starts, np.int64) + first)
        self._alive = np.append(self._alive, np.ones(len(starts), np.bool_))
        self._centre_anew(first)
        self._append_centred(rows, added)
        self._measure_gists()
        self._compact()
        part = self._part
        self._is_lead: Flags = part == "lead"
        self._is_shown: Flags = (part != "title") & (part != "lead")

    def _add_groups(self, rows: Sequence[Row], raw: Vectors) -> list[int]:
        """Number the groups of sorted rows, count their documents, return where each begins."""
        starts: list[int] = []
        position = 0
        for key, of_group in itertools.groupby(rows, key=lambda row: row.group):
            size = 0
            languages: dict[str, list[int]] = {}
            for size, row in enumerate(of_group, 1):
                languages.setdefault(row.language, []).append(position + size - 1)
            for language, chosen in languages.items():
                tongue = self._tongue_of(language)
                tongue.mean.add(raw[chosen])
                tongue.moved += 1
            self._numbers.setdefault(key.record, []).append(len(self.groups))
            self.groups.append(key)
            self._spoken.append(frozenset(languages))
            starts.append(position)
            position += size
        return starts

    def _tongue_of(self, language: str) -> _Tongue:
        if language not in self._tongues:
            self._names.append(language)
            self._tongues[language] = _Tongue(self._seeds.of(language), Mean())
        return self._tongues[language]

    def _centre_anew(self, old_rows: int) -> None:
        """Take new centres where documents came or went, and move the old rows to them."""
        import numpy as np

        stale = [name for name, each in self._tongues.items() if each.is_stale]
        old = self._tongue[:old_rows]
        moving = [name for name in stale if (old == self._names.index(name)).any()]
        if moving:  # others may be reading the block of before
            self._vectors, self._lengths = self._vectors[:old_rows].copy(), self._lengths.copy()
            self._signs = self._signs[:, :old_rows].copy()
        for name in stale:
            tongue = self._tongues[name]
            before = tongue.centre
            tongue.centre = tongue.mean.joined_with(self._seeds.of(name))
            tongue.moved = 0
            if name in moving:
                rows = np.flatnonzero(old == self._names.index(name))
                for some in np.split(rows, range(_AT_ONCE, len(rows), _AT_ONCE)):
                    raw = self._vectors[some] * self._lengths[some, None] + before
                    self._lengths[some] = np.linalg.norm(raw - tongue.centre, axis=1)
                    self._vectors[some] = centred(raw, tongue.centre)
                    self._signs[:, some] = signs(self._vectors[some])
        if moving:
            self._gist_lengths = self._gist_lengths[:0]

    def _append_centred(self, rows: Sequence[Row], raw: Vectors) -> None:
        import numpy as np

        first = len(self._lengths)
        if len(self._vectors) < first + len(rows):
            room = first + len(rows) + (first // 4 if first else 0)
            block = np.empty((room, self._dimension), np.float32)
            block[:first] = self._vectors[:first]
            known = np.empty((len(self._signs), room), np.uint64)
            known[:, :first] = self._signs[:, :first]
            self._vectors, self._signs = block, known
        self._lengths = np.append(self._lengths, np.empty(len(rows), np.float32))
        tongue = self._tongue[first:]
        for code in np.unique(tongue):
            centre = self._tongues[self._names[code]].centre
            chosen = np.flatnonzero(tongue == code)
            for some in np.split(chosen, range(_AT_ONCE, len(chosen), _AT_ONCE)):
                self._lengths[first + some] = np.linalg.norm(raw[some] - centre, axis=1)
                self._vectors[first + some] = centred(raw[some], centre)
                self._signs[:, first + some] = signs(self._vectors[first + some])

    def _measure_gists(self) -> None:
        """Measure the sums of the vectors of each group that was not measured yet."""
        import numpy as np

        known = len(self._gist_lengths)  # none where old rows moved
        lengths = [self._gist_lengths]
        for first in range(known, len(self._starts), _AT_ONCE):
            last = min(first + _AT_ONCE, len(self._starts))
            rows = slice(int(self._starts[first]), self._rows_of(last - 1).stop)
            sums = np.add.reduceat(self._vectors[rows], self._starts[first:last] - rows.start)
            lengths.append(np.linalg.norm(sums, axis=1).astype(np.float32))
        self._gist_lengths = np.concatenate(lengths)

    def _compact(self) -> None:
        """Let go of silent groups when they have become many."""
        import numpy as np

        row_groups = self._row_groups
        kept = self._alive[row_groups]
        if (silent := len(kept) - int(kept.sum())) <= max(_FEW, _MOST_SILENT * len(kept)):
            return
        sizes = np.bincount(row_groups, minlength=len(self._alive))[self._alive]
        block = np.empty((len(kept) - silent, self._dimension), np.float32)
        block[:] = self._vectors[: len(kept)][kept]
        self._vectors, self._lengths = block, self._lengths[kept]
        self._signs = self._signs[:, : len(kept)][:, kept]
        self._entries, self._tongue = self._entries[kept], self._tongue[kept]
        self._part = self._part[kept]
        self._gist_lengths = self._gist_lengths[self._alive]
        self.groups = [key for key, lives in zip(self.groups, self._alive, strict=True) if lives]
        self._spoken = [
            each for each, lives in zip(self._spoken, self._alive, strict=True) if lives
        ]
        self._starts = np.append(0, np.cumsum(sizes)[:-1]).astype(np.int64)[: len(sizes)]
        self._alive = np.ones(len(self.groups), np.bool_)
        self._numbers = {}
        for number, key in enumerate(self.groups):
            self._numbers.setdefault(key.record, []).append(number)

    def _among(self, records: Collection[Record] | None) -> Flags:
        """Return which groups may be proposed."""
        import numpy as np

        if records is None:
            return self._alive
        numbers = [n for record in records for n in self._numbers.get(record, ())]
        wanted = np.zeros(len(self._alive), np.bool_)
        wanted[[number for number in numbers if number < len(wanted)]] = True
        return self._alive & wanted

    def nearest(
        self, query: Vectors, most: int, records: Collection[Record] | None = None
    ) -> list[Proposed]:
        """Return at most `most` groups, the best first, for a centred query of unit length."""
        import numpy as np

        if not len(self._starts):
            return []
        among = self._among(records)
        if len(self._entries) > SMALL:
            near = self._near_by_signs(query, max(int(_RESCORED * most), _LEAST_RESCORED), among)
        else:
            near = np.flatnonzero(among)
        return self._compared(query, near, most)

    def _near_by_signs(self, query: Vectors, most: int, among: Flags) -> Numbers:
        """Return the groups that are nearest by the signs of their vectors, in order."""
        import numpy as np

        likeness = likeness_by_signs(self._signs[:, : len(self._entries)], query)
        scores = record_scores(
            *likeness_by_record(likeness, self._starts, self._is_lead, self._gist_lengths)
        )
        chosen = _highest(np.where(among, scores, -np.inf), most)
        return np.sort(np.array(chosen, np.int64))

    def _compared(self, query: Vectors, groups: Numbers, most: int) -> list[Proposed]:
        """Return the best of some groups, each compared by all of its vectors."""
        import numpy as np

        if not len(groups):
            return []
        firsts = self._starts[groups]
        sizes = np.append(self._starts[1:], len(self._entries))[groups] - firsts
        starts = np.append(0, np.cumsum(sizes)[:-1])
        rows = np.arange(sizes.sum()) + np.repeat(firsts - starts, sizes)
        likeness = self._likeness(rows, firsts, sizes, query)
        parts = likeness_by_record(
            likeness, starts, self._is_lead[rows], self._gist_lengths[groups]
        )
        scores = record_scores(*parts)
        shown = likeness - np.where(self._is_shown[rows], 0.0, _NOT_SHOWN)
        places = np.flatnonzero(shown == np.repeat(np.maximum.reduceat(shown, starts), sizes))
        best = self._entries[rows[places[np.searchsorted(places, starts)]]]
        return [
            Proposed(
                self.groups[groups[at]],
                float(scores[at]),
                int(best[at]),
                self._spoken[groups[at]],
            )
            for at in _highest(scores, most)
        ]

    def nearest_parts(
        self, query: Vectors, part: str, most: int, records: Collection[Record] | None = None
    ) -> list[ProposedPart]:
        """Return at most `most` parts of a kind by their own likeness, the best first."""
        import numpy as np

        if not len(self._starts):
            return []
        groups = self._row_groups
        wanted = (self._part == part) & self._among(records)[groups]
        scores = np.where(wanted, self._vectors[: len(self._entries)] @ query, -np.inf)
        return [
            ProposedPart(
                self.groups[groups[at]],
                float(scores[at]),
                int(self._entries[at]),
                self._names[self._tongue[at]],
            )
            for at in _highest(scores, most)
        ]

    def _likeness(self, rows: Numbers, firsts: Numbers, sizes: Numbers, query: Vectors) -> Vectors:
        """Return how near the rows of some groups are: without copying any, unless it is many."""
        import numpy as np

        if 2 * len(rows) >= len(self._entries):
            return (self._vectors[: len(self._entries)] @ query)[rows]
        if len(firsts) > _APART:
            return self._vectors[rows] @ query
        ends = (firsts + sizes).tolist()
        return np.concatenate(
            [self._vectors[first:end] @ query for first, end in zip(firsts, ends, strict=True)]
        )


def _highest(scores: Vectors, most: int) -> list[int]:
    """Return where the highest finite scores stand, the highest first, equal ones in order."""
    import numpy as np

    if most < len(scores):
        least = np.partition(scores, len(scores) - most)[len(scores) - most]
        chosen = np.flatnonzero(scores >= least)
    else:
        chosen = np.arange(len(scores))
    order = chosen[np.argsort(-scores[chosen], kind="stable")]
    return [int(at) for at in order[:most] if scores[at] > -np.inf]
