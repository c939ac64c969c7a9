"""Near by meaning for an engine without vectors of its own: the mirror proposes, SQL decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from balai.core.retrieval import Centres
from balai.search.engines.port import EntryVector, MeaningWanted, NearHit, PartHit
from balai.search.groups import Proposed, ProposedPart
from balai.search.results import Record

COUNT_VECTORS = "SELECT count(*) FROM search_indexentry WHERE model = %s AND vector IS NOT NULL"
Each = TypeVar("Each", Proposed, ProposedPart)
Visible = Callable[[Sequence[int], Sequence[int]], set[int]]


class Mirrored:
    """The part of an engine that compares vectors in memory.

    More and more is proposed until enough of it is visible, so what a reader may not see costs
    time, and no place among the nearest.
    """

    def __init__(self, visible: Visible) -> None:
        self._visible = visible

    def nearest(self, wanted: MeaningWanted, gates: Sequence[int], most: int) -> list[NearHit]:
        """Return the nearest visible groups of `most` records; see the port."""
        mirror = wanted.mirror()
        found = self._until_enough(
            lambda reach: mirror.nearest(wanted.vector, reach, wanted.records),
            gates,
            lambda seen: len({each.group.record for each in seen}) >= most,
            most + most // 2,
        )
        return limited(
            [NearHit(each.group.record, each.entry, each.score, each.languages) for each in found],
            most,
        )

    def nearest_parts(
        self, wanted: MeaningWanted, part: str, gates: Sequence[int], most: int
    ) -> list[PartHit]:
        """Return the nearest visible entries of a part; see the port."""
        mirror = wanted.mirror()
        found = self._until_enough(
            lambda reach: mirror.nearest_parts(wanted.vector, part, reach, wanted.records),
            gates,
            lambda seen: len(seen) >= most,
            most + most // 2,
        )
        return [
            PartHit(each.group.record, each.entry, each.score, each.language)
            for each in found[:most]
        ]

    def _until_enough(
        self,
        propose: Callable[[int], list[Each]],
        gates: Sequence[int],
        is_enough: Callable[[list[Each]], bool],
        reach: int,
    ) -> list[Each]:
        while True:
            proposed = propose(reach)
            visible = self._visible([each.entry for each in proposed], gates)
            seen = [each for each in proposed if each.entry in visible]
            if is_enough(seen) or len(proposed) < reach:
                return seen
            reach *= 8

    def keep_vectors(self, model: str, vectors: Sequence[EntryVector], seeds: Centres) -> None:
        """Do nothing: the mirror reads the entries themselves."""

    def settle_vectors(self, model: str, seeds: Centres) -> None:
        """Do nothing: the mirror takes its own means."""


def limited(hits: Sequence[NearHit], most: int) -> list[NearHit]:
    """Return hits in order, those of the first `most` records only."""
    records: set[Record] = set()
    kept: list[NearHit] = []
    for hit in hits:
        if hit.record in records or len(records) < most:
            records.add(hit.record)
            kept.append(hit)
    return kept
