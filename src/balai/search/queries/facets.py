"""Counting the records of a search by what they can be narrowed to.

Counts are over a stated set: the records that match the words and the filters, and the 200
nearest by meaning. A field of which values are chosen is counted as if none were, so that a
reader sees what choosing another would bring. Each fact is counted behind its own gate.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from django.db import connection

from balai.core.audience import Level
from balai.core.retrieval.query import FIELDS
from balai.search.results import Counts, Filters, Record

_AT_ONCE = 500
_FACTS = """
    SELECT f.field, f.value, count(DISTINCT f.record_id) FROM search_indexedfact f
    JOIN sharing_audience a ON a.record_kind = f.audience_kind AND a.record_id = f.audience_id
    WHERE f.record_kind = %s AND f.record_id IN ({records}) AND a.gate_id IN ({gates})
    GROUP BY f.field, f.value
"""
_LEVELS = """
    SELECT 'level', g.level, count(*) FROM sharing_audience a
    JOIN sharing_gate g ON g.id = a.gate_id
    WHERE a.record_kind = %s AND a.record_id IN ({records}) AND a.gate_id IN ({gates})
    GROUP BY g.level
"""


def counts_by_field(
    filters: Filters,
    matching: Callable[[Filters], Iterable[Record]],
    gates: Sequence[int],
) -> Counts:
    """Return how many records have each value of each field, the fullest first.

    `matching` gives the records of the stated set for other filters. Chosen values are counted
    even where nothing has them, so that they can be taken away.
    """
    found = _counts(matching(filters), gates)
    for field in filters.fields:
        found[field] = _counts(matching(filters.without(field)), gates).get(field, {})
        for value in filters.values(field):
            found[field].setdefault(value, 0)
    return {
        field: tuple(sorted(found[field].items(), key=lambda each: (-each[1], each[0])))
        for field in FIELDS
        if found.get(field)
    }


def _counts(records: Iterable[Record], gates: Sequence[int]) -> dict[str, dict[str, int]]:
    by_kind: dict[str, list[str]] = {}
    for kind, record_id in sorted(set(records)):
        by_kind.setdefault(kind, []).append(record_id)
    found: dict[str, dict[str, int]] = {}
    for kind, ids in by_kind.items():
        found.setdefault("record", {})[kind] = len(ids)
        for first in range(0, len(ids), _AT_ONCE):
            some = ids[first : first + _AT_ONCE]
            rows = _ask(_FACTS, kind, some, gates)
            rows += [
                ("level", Level(int(value)).label, count)
                for _, value, count in _ask(_LEVELS, kind, some, gates)
            ]
            for field, value, count in rows:
                of_field = found.setdefault(field, {})
                of_field[value] = of_field.get(value, 0) + count
    return found


def _ask(
    statement: str, kind: str, ids: Sequence[str], gates: Sequence[int]
) -> list[tuple[str, str, int]]:
    records, open_ones = (", ".join(["%s"] * len(some)) for some in (ids, gates))
    with connection.cursor() as cursor:
        cursor.execute(
            statement.format(records=records, gates=open_ones or "NULL"), [kind, *ids, *gates]
        )
        return [(row[0], row[1], row[2]) for row in cursor.fetchall()]
