"""From `country:NZ kind:challenge` to the records that a search is narrowed to.

What a filter means for each kind of record is said here once: a lesson has labels, a source has
a country, a language and a date of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from balai.core.audience import Level
from balai.core.errors import Invalid
from balai.core.retrieval import FieldFilter
from balai.search.results import Filters, Record

_SCHEMES = ("approach", "driver", "actor", "setting", "outcome")
_TARGET_LEVELS = ("L0", "L1", "L2", "L3")
RECORDS = ("lesson", "source")


def read_filters(
    typed: Sequence[FieldFilter], given: Filters
) -> tuple[Filters, tuple[FieldFilter, ...]]:
    """Return the given filters joined with those typed, and the typed ones nobody understands.

    Values are read as they are usually written: country codes in capitals, levels in any case.
    """
    filters, unread = given, []
    for each in typed:
        read = None if each.excluded else _read(each.field, each.value, filters)
        if read is None:
            unread.append(each)
        else:
            filters = read
    return filters, tuple(unread)


def _read(name: str, value: str, filters: Filters) -> Filters | None:
    match name:
        case "record":
            kind = value.lower()
            return replace(filters, record=(*filters.record, kind)) if kind in RECORDS else None
        case "country" | "region":
            return _place(name, value.upper() if name == "country" else value, filters)
        case "language":
            return replace(filters, language=(*filters.language, value.lower()))
        case "level":
            return _level(value, filters)
        case "kind":
            return replace(filters, kind=(*filters.kind, value.lower()))
        case "organisation":
            return replace(filters, organisation=(*filters.organisation, value))
        case "year":
            is_year = value[:4].isdigit() and len(value) == 4
            return replace(filters, year=(*filters.year, value)) if is_year else None
        case _ if name in _SCHEMES:
            return replace(filters, labels=(*filters.labels, (name, value.upper())))
    return None


def _place(name: str, value: str, filters: Filters) -> Filters | None:
    from balai.vocabulary.places import countries_in, is_country

    if name == "country":
        return replace(filters, country=(*filters.country, value)) if is_country(value) else None
    try:
        within = countries_in(value)
    except (KeyError, Invalid):
        return None
    return replace(filters, country=(*filters.country, *within)) if within else None


def _level(value: str, filters: Filters) -> Filters | None:
    if value.upper() in _TARGET_LEVELS:
        return replace(filters, labels=(*filters.labels, ("level", value.upper())))
    try:
        level = Level.read(value)
    except Invalid:
        return None
    return replace(filters, level=(*filters.level, level.label))


def records_within(filters: Filters) -> frozenset[Record] | None:
    """Return the records that pass, whoever may see them; None where nothing is narrowed.

    The caller joins the policy: this alone must never be shown or counted.
    """
    if filters.is_empty:
        return None
    passing: set[Record] = set()
    if not filters.record or "lesson" in filters.record:
        passing |= {("lesson", each) for each in _lessons(filters)}
    wants_lesson = filters.kind or filters.labels
    if not wants_lesson and (not filters.record or "source" in filters.record):
        passing |= {("source", each) for each in _sources(filters)}
    return frozenset(passing)


def _lessons(filters: Filters) -> set[str]:
    from balai.knowledge.models import Lesson

    rows = Lesson.objects.all()
    if filters.kind:
        rows = rows.filter(kind__in=filters.kind)
    if filters.organisation:
        rows = rows.filter(organisation_id__in=filters.organisation)
    if filters.country:
        rows = rows.filter(labels__scheme="country", labels__code__in=filters.country)
    for scheme in dict.fromkeys(scheme for scheme, _ in filters.labels):
        codes = [code for known, code in filters.labels if known == scheme]
        rows = rows.filter(labels__scheme=scheme, labels__code__in=codes)
    if filters.language:
        rows = rows.filter(statements__language__in=filters.language)
    ids = set(rows.values_list("pk", flat=True))
    if filters.year:
        years = [int(year) for year in filters.year]
        spans = Lesson.objects.filter(pk__in=ids).values_list("pk", "year_from", "year_to")
        ids = {
            pk
            for pk, first, last in spans
            if first is not None and any(first <= year <= (last or first) for year in years)
        }
    return _of_level("lesson", ids, filters.level)


def _sources(filters: Filters) -> set[str]:
    from balai.library.models import Source

    rows = Source.objects.all()
    if filters.organisation:
        rows = rows.filter(organisation_id__in=filters.organisation)
    if filters.country:
        rows = rows.filter(country__in=filters.country)
    if filters.language:
        rows = rows.filter(language__in=filters.language)
    ids = {
        pk
        for pk, date in rows.values_list("pk", "date")
        if not filters.year or date[:4] in filters.year
    }
    return _of_level("source", ids, filters.level)


def _of_level(record_kind: str, ids: set[str], levels: Sequence[str]) -> set[str]:
    if not levels:
        return ids
    from balai.sharing.queries import sharing_of_many

    shared = sharing_of_many(record_kind, sorted(ids))
    return {each for each in ids if each in shared and shared[each].level.label in levels}
