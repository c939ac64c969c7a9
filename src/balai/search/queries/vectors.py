"""The vectors of the index, read into the mirror: all of them once, then what changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db import connection
from django.db.models import QuerySet

from balai.core.retrieval import Centres
from balai.foundation.embedding import Embedder
from balai.search.groups import GroupKey, Row
from balai.search.mirror import Mirror
from balai.search.mirrors import mirrors
from balai.search.models import IndexChange, IndexEntry, IndexState
from balai.search.results import Record

MOST_CHANGES = 1000
"""Changes that are looked up one by one; after more of them everything is read anew."""
_AT_ONCE = 500


def current_mirror(embedder: Embedder, seeds: Centres) -> Mirror:
    """Return the vectors of this model as the index holds them now."""
    changes = IndexState.objects.filter(pk=1).values_list("changes", flat=True).first() or 0
    entries = IndexEntry.objects.filter(model=embedder.name)

    def change(mirror: Mirror, since: int) -> Mirror | None:
        records = _changed(since, changes)
        return None if records is None else mirror.changed(records, _rows_of(entries, records))

    return mirrors.current(
        (str(connection.settings_dict["NAME"]), embedder.name),
        changes,
        lambda: Mirror(_rows(entries), seeds, embedder.dimension),
        change,
    )


def _changed(since: int, until: int) -> set[Record] | None:
    """Return the records that changed between two counts, None where that is not known."""
    if until - since > MOST_CHANGES:
        return None
    rows = IndexChange.objects.filter(number__gt=since, number__lte=until)
    noted = list(rows.values_list("record_kind", "record_id"))
    return set(noted) if len(noted) == until - since else None


def _rows_of(entries: QuerySet[IndexEntry], records: Iterable[Record]) -> Iterator[Row]:
    by_kind: dict[str, list[str]] = {}
    for kind, record_id in sorted(records):
        by_kind.setdefault(kind, []).append(record_id)
    for kind, ids in by_kind.items():
        for first in range(0, len(ids), _AT_ONCE):
            some = ids[first : first + _AT_ONCE]
            yield from _rows(entries.filter(record_kind=kind, record_id__in=some))


def _rows(entries: QuerySet[IndexEntry]) -> Iterator[Row]:
    fields = (
        "id",
        "record_kind",
        "record_id",
        "audience_kind",
        "audience_id",
        "part",
        "language",
        "vector",
    )
    for row in entries.values_list(*fields).iterator(chunk_size=_AT_ONCE):
        yield Row(row[0], GroupKey(*row[1:5]), row[5], row[6], bytes(row[7]))
