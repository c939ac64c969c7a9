"""From records found to hits shown, each by its own kind, in the order in which they were found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from balai.core.audience import Viewer
from balai.search.models import IndexEntry
from balai.search.queries.kinds import Chosen, Wanted, kinds
from balai.search.results import Hit


def entries_of(ids: Iterable[int]) -> dict[int, IndexEntry]:
    """Return entries by their numbers, without vectors and terms; those that are gone are not."""
    return IndexEntry.objects.defer("vector", "words").in_bulk(list(ids))


def texts_of(entries: Mapping[int, IndexEntry]) -> dict[int, str]:
    """Return the texts that entries were made of, read again by the kind of each record."""
    texts: dict[int, str] = {}
    for name, kind in kinds:
        if own := [entry for entry in entries.values() if entry.record_kind == name]:
            texts |= kind.texts_of(own)
    return texts


def hits_for(viewer: Viewer, chosen: Sequence[Chosen], wanted: Wanted) -> list[Hit]:
    """Return the hits for records in their order, in a number of queries that does not grow.

    A record of which this viewer's queries show nothing is left out.
    """
    entries = entries_of(each.entry for each in chosen if each.entry is not None)
    placed = hits_by_place(viewer, chosen, entries, wanted)
    return [placed[at] for at in sorted(placed)]


def hits_by_place(
    viewer: Viewer, chosen: Sequence[Chosen], entries: Mapping[int, IndexEntry], wanted: Wanted
) -> dict[int, Hit]:
    """Return the hit of each that was chosen and may be shown, by its place among them."""
    placed: dict[int, Hit] = {}
    for name, kind in kinds:
        places = [at for at, each in enumerate(chosen) if each.record[0] == name]
        if places:
            hits = kind.hits(viewer, [chosen[at] for at in places], entries, wanted)
            placed |= {at: hit for at, hit in zip(places, hits, strict=True) if hit is not None}
    return placed
