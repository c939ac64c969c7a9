"""From `country:NZ -kind:challenge` to the records that a search is narrowed to.

What a record is narrowed by are the facts that its app offers to the index; what it is and how
widely it is shared are read where they stand. Each fact is read behind its own gate, so that a
filter tells nothing of what the viewer may not know.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db import connection

from balai.core.audience import Level
from balai.core.errors import Invalid
from balai.core.retrieval import FieldFilter
from balai.people.queries import organisations
from balai.search.fields import LISTS
from balai.search.queries.kinds import kinds
from balai.search.results import Filters, Record
from balai.vocabulary import queries as vocabulary
from balai.vocabulary.places import find_country, is_country, region_named


def read_filters(
    typed: Sequence[FieldFilter], given: Filters
) -> tuple[Filters, tuple[FieldFilter, ...]]:
    """Return the given filters joined with those typed, and the typed ones nobody understands.

    Values are read as people write them: codes in any case, countries, regions, terms and
    organisations by name.
    """
    filters, unread = given, []
    for each in typed:
        pairs = read_values(each.field, each.value)
        if not pairs:
            unread.append(each)
        elif each.excluded:
            filters = filters.joined_with(Filters(excluded=pairs))
        else:
            filters = filters.joined_with(Filters(chosen=pairs))
    return filters, tuple(unread)


def read_values(field: str, value: str) -> tuple[tuple[str, str], ...]:
    """Return the pairs that a field and a value stand for; nothing where it has no such value.

    Any organisation is taken as it is written: that there is none of that name is not said, for
    nobody need know who is here.
    """
    match field:
        case "record":
            known = value.lower() in dict(kinds)
            return ((field, value.lower()),) if known else ()
        case "country" | "region":
            return _place(field, value)
        case "language":
            code = value.lower()
            return ((field, code),) if code.replace("-", "").isalpha() and len(code) < 9 else ()
        case "level":
            return _level(value)
        case "organisation":
            return ((field, _organisation(value)),)
        case "year":
            return ((field, value),) if value.isdecimal() and len(value) == 4 else ()
        case _ if field in LISTS:
            return _term(field, value)
    return ()


def _term(field: str, value: str) -> tuple[tuple[str, str], ...]:
    """Return a term by its code, else by a label or name of it in any language."""
    for name in LISTS[field]:
        for code in (value, value.upper(), value.lower()):
            if vocabulary.is_term(name, code):
                return ((field, vocabulary.term(name, code).code),)
    found = [term for name in LISTS[field] for term in vocabulary.find(name, value)]
    return ((field, found[0].code),) if found else ()


def _place(field: str, value: str) -> tuple[tuple[str, str], ...]:
    if field == "region":
        region = region_named(value)
        return ((field, region),) if region else ()
    if is_country(value.upper()):
        return ((field, value.upper()),)
    country = find_country(value) or find_country(value.title())
    return ((field, country),) if country else ()


def _level(value: str) -> tuple[tuple[str, str], ...]:
    """Return a sharing level, or a level of prevention, which is asked for by the same name."""
    try:
        return (("level", Level.read(value).label),)
    except Invalid:
        return _term("target", value)


def _organisation(value: str) -> str:
    named = (each.id for each in organisations() if each.name.casefold() == value.casefold())
    return next(named, value)


def records_within(filters: Filters, gates: Sequence[int]) -> frozenset[Record] | None:
    """Return the visible records that pass; None where nothing is narrowed."""
    if filters.is_empty:
        return None
    allowed: frozenset[Record] | None = None
    for field in filters.fields:
        having = records_having(field, filters.values(field), gates)
        allowed = having if allowed is None else allowed & having
    if filters.excluded:
        allowed = allowed if allowed is not None else records_visible(gates)
        for field, value in filters.excluded:
            allowed -= records_having(field, (value,), gates)
    return allowed


def records_visible(gates: Sequence[int]) -> frozenset[Record]:
    """Return every record of the index of which something is known behind open gates."""
    return records_having("record", [name for name, _ in kinds], gates)


def visible_among(records: Collection[Record], gates: Sequence[int]) -> frozenset[Record]:
    """Return those of the records that are in the index and of which the viewer may know."""
    by_kind: dict[str, list[str]] = {}
    for kind, record_id in sorted(records):
        by_kind.setdefault(kind, []).append(record_id)
    seen: set[Record] = set()
    for kind, ids in by_kind.items() if gates else ():
        statement = _AMONG.format(ids=_marks(ids), gates=_marks(gates))
        with connection.cursor() as cursor:
            cursor.execute(statement, [kind, *ids, *gates])
            seen.update((kind, row[0]) for row in cursor.fetchall())
    return frozenset(seen)


_AMONG = """
    SELECT DISTINCT f.record_id FROM search_indexedfact f
    JOIN sharing_audience a ON a.record_kind = f.audience_kind AND a.record_id = f.audience_id
    WHERE f.record_kind = %s AND f.record_id IN ({ids}) AND a.gate_id IN ({gates})
"""
_OF_KINDS = """
    SELECT DISTINCT f.record_kind, f.record_id FROM search_indexedfact f
    JOIN sharing_audience a ON a.record_kind = f.audience_kind AND a.record_id = f.audience_id
    WHERE f.record_kind IN ({values}) AND a.gate_id IN ({gates})
"""
_OF_LEVELS = """
    SELECT a.record_kind, a.record_id FROM sharing_audience a
    JOIN sharing_gate g ON g.id = a.gate_id
    WHERE g.level IN ({values}) AND a.record_kind IN ({kinds}) AND a.gate_id IN ({gates})
"""
_WITH_FACTS = """
    SELECT DISTINCT f.record_kind, f.record_id FROM search_indexedfact f
    JOIN sharing_audience a ON a.record_kind = f.audience_kind AND a.record_id = f.audience_id
    WHERE f.field = %s AND f.value IN ({values}) AND a.gate_id IN ({gates})
"""


def records_having(field: str, values: Sequence[str], gates: Sequence[int]) -> frozenset[Record]:
    """Return the records that have one of the values of a field, as far as the gates are open."""
    if not values or not gates:
        return frozenset()
    names = [name for name, _ in kinds]
    parameters: list[str | int]
    if field == "record":
        statement, parameters = _OF_KINDS, [*values, *gates]
    elif field == "level":
        levels = [Level.read(value).value for value in values]
        statement, parameters = _OF_LEVELS, [*levels, *names, *gates]
    else:
        statement, parameters = _WITH_FACTS, [field, *values, *gates]
    with connection.cursor() as cursor:
        cursor.execute(
            statement.format(values=_marks(values), kinds=_marks(names), gates=_marks(gates)),
            parameters,
        )
        return frozenset((row[0], row[1]) for row in cursor.fetchall())


def _marks(values: Sequence[object]) -> str:
    return ", ".join(["%s"] * len(values))
