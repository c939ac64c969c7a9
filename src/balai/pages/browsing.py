"""Browsing by country, approach and kind: what there is, and the lessons under each."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from balai.core.audience import Viewer
from balai.core.errors import NotAllowed
from balai.knowledge import labels, presenting
from balai.knowledge import queries as lessons
from balai.knowledge.models import Kind
from balai.knowledge.queries import LessonShown
from balai.vocabulary import queries as vocabulary
from balai.web import contexts

AXES = ("country", "approach", "kind")
ON_A_PAGE = 20


def address(axis: str) -> str:
    """Return the address of an axis's index."""
    return reverse("browse", args=[axis])


def counted(viewer: Viewer, axis: str) -> tuple[contexts.Counted, ...]:
    """Return the places or terms that have lessons for this viewer, the fullest first."""
    counts = _counts(viewer, axis)
    named = [(count, _name(axis, code), code) for code, count in counts.items()]
    return tuple(
        contexts.Counted(name, reverse("browse-list", args=[axis, code]), number_format(count))
        for count, name, code in sorted(named, key=lambda each: (-each[0], each[1]))
    )


def index(viewer: Viewer, axis: str) -> contexts.BrowsePage:
    """Return the index of an axis."""
    if axis not in AXES:
        raise NotAllowed()
    titles = {
        "country": _("Where lessons come from"),
        "approach": _("What was tried"),
        "kind": _("What was learned"),
    }
    entries = counted(viewer, axis)
    return contexts.BrowsePage(
        axis=axis,  # type: ignore[arg-type]
        title=titles[axis],
        kicker=_("Browse"),
        tabs=_tabs(axis),
        entries=entries,
        empty=None if entries else _empty(viewer),
    )


def lessons_of(
    viewer: Viewer,
    axis: str,
    code: str,
    languages: Sequence[str],
    *,
    limit: int = 1000,
    offset: int = 0,
) -> tuple[LessonShown, ...]:
    """Return the lessons under one place or term. NotAllowed where there is no such term."""
    if axis == "kind" and code in Kind.values:
        return lessons.lessons(viewer, languages, kind=code, limit=limit, offset=offset)
    if axis in AXES and labels.is_label(axis, code):
        found = ((axis, code),)
        return lessons.lessons(viewer, languages, labels=found, limit=limit, offset=offset)
    raise NotAllowed()


def listing(
    viewer: Viewer, axis: str, code: str, languages: Sequence[str], number: int
) -> contexts.BrowsePage:
    """Return one page of the lessons under a place or term."""
    offset = (number - 1) * ON_A_PAGE
    found = lessons_of(viewer, axis, code, languages, limit=ON_A_PAGE, offset=offset)
    total = _counts(viewer, axis).get(code, 0)
    definition, source = _definition(axis, code)
    return contexts.BrowsePage(
        axis=axis,  # type: ignore[arg-type]
        title=_name(axis, code),
        kicker=_("Browse"),
        tabs=_tabs(axis),
        lead=definition,
        definition_source=source,
        rows=presenting.rows(found),
        pages=_pages(axis, code, number, total),
        exports=tuple(
            contexts.Link(name, reverse("browse-export", args=[axis, code, suffix]), name)
            for suffix, name in presenting.FORMATS
        ),
        empty=None if found else _empty(viewer),
    )


def _counts(viewer: Viewer, axis: str) -> dict[str, int]:
    if axis == "kind":
        return lessons.counts_by_kind(viewer)
    return lessons.counts_by_label(viewer, axis)


def _name(axis: str, code: str) -> str:
    if axis == "kind":
        return presenting.kind_label(code)
    return labels.shown(axis, code, presenting.language()).name


def _definition(axis: str, code: str) -> tuple[str, str]:
    if axis == "country":
        return "", ""
    if axis == "kind":
        term = vocabulary.term("kinds", code)
    else:
        term = vocabulary.term(labels.list_of(axis, code), code)
    return term.definition(presenting.language()), term.source.citation


def _tabs(axis: str) -> tuple[contexts.Tab, ...]:
    names = {"country": _("Countries"), "approach": _("Approaches"), "kind": _("Kinds")}
    return tuple(contexts.Tab(names[each], address(each), each == axis) for each in AXES)


def _pages(axis: str, code: str, number: int, total: int) -> contexts.Pagination | None:
    if total <= ON_A_PAGE and number == 1:
        return None
    base = reverse("browse-list", args=[axis, code])
    last = min(number * ON_A_PAGE, total)
    return contexts.Pagination(
        first=min((number - 1) * ON_A_PAGE + 1, total),
        last=last,
        total=total,
        previous_url=f"{base}?page={number - 1}" if number > 1 else "",
        next_url=f"{base}?page={number + 1}" if last < total else "",
    )


def _empty(viewer: Viewer) -> contexts.Empty:
    return contexts.Empty(
        says=_("Nothing is here yet that you may see."),
        url=reverse("contribute") if viewer.signed_in else "",
        url_label=_("Bring in a report"),
    )
