"""How many parts reports have in the index."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Count

from balai.search.models import IndexEntry
from balai.search.results import Record


def parts_of(reports: Collection[Record]) -> dict[Record, int]:
    """Return how many entries each report has beside its lead, which repeats its passages.

    It is counted in an index, without reading the entries.
    """
    by_kind: dict[str, list[str]] = {}
    for kind, record_id in reports:
        by_kind.setdefault(kind, []).append(record_id)
    return {
        (kind, record_id): max(1, count - 1)
        for kind, ids in by_kind.items()
        for record_id, count in IndexEntry.objects.filter(record_kind=kind, record_id__in=ids)
        .values_list("record_id")
        .annotate(count=Count("id"))
    }
