"""The search page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from balai.people.middleware import reading_languages, viewer_of
from balai.search import presenting, queries
from balai.search.results import Mode

LONGEST_QUERY = 1_000


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Find records by words and by meaning; without words, show where to begin."""
    words = request.GET.get("q", "")[:LONGEST_QUERY].strip()
    if not words:
        return render(request, "search/results.html", {"search": presenting.empty_page()})
    mode: Mode = "words" if request.GET.get("mode") == "words" else "hybrid"
    number = _number(request.GET.get("page", ""))
    results = queries.search(
        viewer_of(request),
        words,
        mode=mode,
        languages=reading_languages(request),
        limit=presenting.ON_A_PAGE,
        offset=(number - 1) * presenting.ON_A_PAGE,
    )
    page = presenting.page(words, results, mode, number)
    return render(request, "search/results.html", {"search": page})


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and 0 < int(text) < 1_000 else 1
