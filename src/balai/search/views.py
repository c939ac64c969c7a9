"""The search page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from balai.people.middleware import reading_languages, viewer_of
from balai.search import presenting, queries
from balai.search.address import read
from balai.search.suggesting.correcting import did_you_mean


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Find records by words, by meaning and by filters; asked nothing, show where to begin."""
    asked = read(request.GET)
    if asked.is_empty:
        return render(request, "search/results.html", {"search": presenting.empty_page()})
    viewer, languages = viewer_of(request), reading_languages(request)
    results = queries.search(
        viewer,
        asked.words,
        asked.filters,
        mode=asked.mode,
        languages=languages,
        limit=presenting.ON_A_PAGE,
        offset=(asked.page - 1) * presenting.ON_A_PAGE,
        counted=True,
    )
    meant = did_you_mean(viewer, asked.words, languages) if asked.page == 1 else None
    page = presenting.page(asked, results, may_save=viewer.account is not None, meant=meant or "")
    return render(request, "search/results.html", {"search": page})
