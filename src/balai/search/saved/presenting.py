"""Saved searches as their owner sees them."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balai.core.audience import Viewer
from balai.search.address import read
from balai.search.choices import filters_in_words
from balai.search.presenting import hit_shown
from balai.search.saved import queries
from balai.search.saved.queries import SavedShown
from balai.web import contexts


def page(viewer: Viewer) -> contexts.SavedPage:
    """Return the reader's list."""
    rows = tuple(map(_row, queries.saved_searches(viewer)))
    empty = contexts.Empty(
        says=_("You have no saved searches."),
        example=_("Search for a practice and a country, then save the search: what is found "
                  "later is counted here."),
        url=reverse("search"),
        url_label=_("Search"),
    )  # fmt: skip
    return contexts.SavedPage(rows, None if rows else empty)


def news(viewer: Viewer, saved_id: str, languages: Sequence[str]) -> contexts.SavedNews:
    """Return what was new at the last look."""
    shown = queries.saved_search(viewer, saved_id)
    hits = queries.shown_at_last_look(viewer, saved_id, languages)
    heading = ngettext("%(count)s new record", "%(count)s new records", len(hits))
    return contexts.SavedNews(
        name=shown.name,
        url=_address(shown),
        heading=heading % {"count": number_format(len(hits))},
        hits=tuple(map(hit_shown, hits)),
        back_url=reverse("saved-searches"),
    )


def _row(shown: SavedShown) -> contexts.SavedRow:
    new = ngettext("%(count)s new", "%(count)s new", shown.news)
    asked = read(QueryDict(shown.address))
    about = filters_in_words(asked.filters)
    return contexts.SavedRow(
        name=shown.name,
        url=_address(shown),
        about=" · ".join(filter(None, (asked.words if asked.words != shown.name else "", about))),
        news=new % {"count": number_format(shown.news)} if shown.news else "",
        tells=shown.tells,
        look_url=reverse("saved-look", args=[shown.id]),
        change_url=reverse("saved-change", args=[shown.id]),
        delete_url=reverse("saved-delete", args=[shown.id]),
    )


def _address(shown: SavedShown) -> str:
    return f"{reverse('search')}?{shown.address}"
