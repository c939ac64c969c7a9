"""The page that answers a question with quotations."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from balai.core.errors import NotReady
from balai.foundation.limits import limited
from balai.people.middleware import reading_languages, viewer_of
from balai.search.answering import presenting
from balai.search.answering.answers import Answer
from balai.search.answering.queries import LONGEST_QUESTION, answer
from balai.search.answering.wording import Told, Writer, get_writer, summary


@require_safe
def ask(request: HttpRequest) -> HttpResponse:
    """Answer a question; a summary in other words only where the reader asks for one."""
    question = request.GET.get("q", "")[:LONGEST_QUESTION].strip()
    if not question:
        return render(request, "search/ask.html", {"ask": presenting.empty_page()})
    answered = answer(viewer_of(request), question, languages=reading_languages(request))
    page = presenting.page(answered, *_worded(request, answered))
    return render(request, "search/ask.html", {"ask": page})


def _worded(
    request: HttpRequest, answered: Answer
) -> tuple[Writer | None, tuple[Told, ...] | None, bool]:
    """Return who phrases summaries here, the one that was asked for, and whether it failed."""
    try:
        writer = get_writer()
        if writer is None or answered.is_refused or "summary" not in request.GET:
            return writer, None, False
        limited(request, "summary")
        return writer, summary(writer, answered.question, answered.quotations), False
    except NotReady:
        return None, None, "summary" in request.GET
