"""From records found to hits shown, each by its own kind, in the order in which they were found."""

from __future__ import annotations

from collections.abc import Sequence

from balai.core.audience import Viewer
from balai.search.models import IndexEntry
from balai.search.queries.kinds import Chosen, Wanted, kinds
from balai.search.results import Hit


def hits_for(viewer: Viewer, chosen: Sequence[Chosen], wanted: Wanted) -> list[Hit]:
    """Return the hits for records in their order, in a number of queries that does not grow.

    A record of which this viewer's queries show nothing is left out.
    """
    entries = IndexEntry.objects.defer("vector", "words").in_bulk(
        [each.entry for each in chosen if each.entry is not None]
    )
    placed: dict[int, Hit] = {}
    for name, kind in kinds:
        places = [at for at, each in enumerate(chosen) if each.record[0] == name]
        if places:
            hits = kind.hits(viewer, [chosen[at] for at in places], entries, wanted)
            placed |= {at: hit for at, hit in zip(places, hits, strict=True) if hit is not None}
    return [placed[at] for at in sorted(placed)]
