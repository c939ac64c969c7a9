"""What a search can be narrowed to, as the page offers it: names in the reader's language."""

from __future__ import annotations

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from balai.core.audience import Level
from balai.knowledge import labels
from balai.knowledge import presenting as lessons
from balai.people.queries import organisations
from balai.search.address import Asking, address
from balai.search.fields import LISTS, SCHEMES
from balai.search.results import Counts, Filters, Results
from balai.sharing import presenting as sharing
from balai.vocabulary import places
from balai.vocabulary import queries as vocabulary
from balai.web import contexts

MOST = 6
"""Values of a field that are offered, and besides them those that are chosen."""
IN_SIGHT = frozenset({"record", "kind", "approach", "outcome", "country", "language", "level"})
"""Fields that are offered at once; the others stand behind one line until one is chosen."""


def facets(results: Results) -> tuple[contexts.Facet, ...]:
    """Return the fields that can narrow the results, or that do."""
    names = _organisation_names(results.counts)
    is_chosen = results.filters.values
    return tuple(
        contexts.Facet(
            field, field_name(field), options, folded=field not in IN_SIGHT and not is_chosen(field)
        )
        for field, values in results.counts.items()
        if (options := _options(field, values, results, names))
    )


def chosen(asked: Asking, results: Results) -> tuple[contexts.Chosen, ...]:
    """Return the filters of the address that hold, each with the address without it."""
    names = _organisation_names({"organisation": _zero(asked.filters, "organisation")})
    return tuple(
        contexts.Chosen(
            label=value_name(field, value, names),
            remove_url=address(asked.words, _less(asked.filters, (field, value)), mode=asked.mode),
            level=sharing.label(Level.read(value)) if field == "level" else "",
        )
        for field, value in asked.filters.chosen
    )


def filters_in_words(filters: Filters) -> str:
    """Return what is chosen, each value by its name."""
    names = _organisation_names({"organisation": _zero(filters, "organisation")})
    return ", ".join(value_name(field, value, names) for field, value in filters.chosen)


def field_name(field: str) -> str:
    """Return the name of a field."""
    known = {
        "record": _("What it is"),
        "country": _("Country"),
        "region": _("Region"),
        "language": _("Language"),
        "year": _("Year"),
        "organisation": _("Kept by"),
        "level": _("Sharing level"),
    }
    if field in known:
        return known[field]
    return vocabulary.scheme(LISTS[field][0]).label(lessons.language())


def value_name(field: str, value: str, organisation_names: dict[str, str]) -> str:
    """Return the name of a value; the value itself where nobody knows it."""
    language = lessons.language()
    match field:
        case "record":
            return {"lesson": _("Lesson"), "source": _("Source")}.get(value, value)
        case "kind":
            return lessons.kind_label(value)
        case "country":
            return places.country_name(value, language)
        case "region":
            return places.region_name(value, language)
        case "language":
            return places.language_name(value, language)
        case "organisation":
            return organisation_names.get(value, value)
        case _ if field in SCHEMES:
            known = labels.is_label(SCHEMES[field], value)
            return labels.shown(SCHEMES[field], value, language).name if known else value
    return value


def _options(
    field: str, values: tuple[tuple[str, int], ...], results: Results, names: dict[str, str]
) -> tuple[contexts.Option, ...]:
    """Return the values to offer; nothing where choosing would not narrow."""
    wanted = results.filters.values(field)
    if not wanted and all(count == results.total for _value, count in values):
        return ()
    offered = [each for at, each in enumerate(values) if at < MOST or each[0] in wanted]
    return tuple(
        contexts.Option(
            value=value,
            label=value_name(field, value, names),
            count=number_format(count),
            checked=value in wanted,
            level=sharing.label(Level.read(value)) if field == "level" else "",
        )
        for value, count in _in_order(field, offered)
    )


def _in_order(field: str, values: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Put years from the newest and levels from the most open; others stay the fullest first."""
    if field == "year":
        return sorted(values, reverse=True)
    if field == "level":
        return sorted(values, key=lambda each: Level.read(each[0]))
    return values


def _organisation_names(counts: Counts) -> dict[str, str]:
    ids = frozenset(value for value, _count in counts.get("organisation", ()))
    return {each.id: each.name for each in organisations(ids)} if ids else {}


def _zero(filters: Filters, field: str) -> tuple[tuple[str, int], ...]:
    return tuple((value, 0) for value in filters.values(field))


def _less(filters: Filters, pair: tuple[str, str]) -> Filters:
    return Filters(tuple(each for each in filters.chosen if each != pair), filters.excluded)
