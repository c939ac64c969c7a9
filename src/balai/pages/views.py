"""Home, browsing, and the page of a source with the lessons drawn from it."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balai.core.errors import NotAllowed
from balai.knowledge import presenting as lessons_shown
from balai.knowledge import queries as lessons
from balai.knowledge.exporting import FORMATS
from balai.knowledge.views import EXIT, exported
from balai.knowledge.voice.entries import from_source
from balai.knowledge.voice.presenting import voices
from balai.library import managing
from balai.library import presenting as sources_shown
from balai.library import queries as library
from balai.pages import about as explaining
from balai.pages import browsing, front
from balai.people.middleware import reading_languages, viewer_of
from balai.web import contexts
from balai.web.trail import trail


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the hall: the search box, what is new, places, approaches."""
    page = front.page(viewer_of(request), reading_languages(request))
    return render(request, "balai/pages/home.html", {"home": page})


@require_safe
def browse(request: HttpRequest, axis: str = "country") -> HttpResponse:
    """Show the countries, approaches or kinds that have lessons."""
    page = browsing.index(viewer_of(request), axis)
    context = {"browse": page, "breadcrumbs": trail(contexts.Link(_("Browse")))}
    return render(request, "balai/pages/browse.html", context)


@require_safe
def browse_list(request: HttpRequest, axis: str, code: str) -> HttpResponse:
    """Show the lessons of one country, approach or kind."""
    page = browsing.listing(
        viewer_of(request), axis, code, reading_languages(request), _page_number(request)
    )
    path = trail(contexts.Link(_("Browse"), browsing.address(axis)), contexts.Link(page.title))
    context = {"browse": page, "breadcrumbs": path, "exit_page": EXIT}
    return render(request, "balai/pages/browse.html", context)


@require_safe
def browse_export(request: HttpRequest, axis: str, code: str, suffix: str) -> HttpResponse:
    """Hand the lessons of a list out as a file."""
    if suffix not in FORMATS:
        raise NotAllowed()
    found = browsing.lessons_of(viewer_of(request), axis, code, reading_languages(request))
    return exported(list(found), suffix, request, f"lessons-{axis}-{code}")


@require_safe
def about(request: HttpRequest, topic: str) -> HttpResponse:
    """Explain sharing, evidence, privacy, corrections or accessibility."""
    page = explaining.page(topic)
    context = {"about": page, "breadcrumbs": trail(contexts.Link(page.title))}
    return render(request, f"balai/pages/about_{page.topic}.html", context)


@require_safe
def source(request: HttpRequest, source_id: str) -> HttpResponse:
    """Show one source, with the quoted passage marked where one is asked for."""
    viewer = viewer_of(request)
    opened = library.opened(viewer, source_id)
    drawn = lessons.lessons_from(viewer, source_id, reading_languages(request))
    marked = _quoted(request, drawn, source_id) or _span(request)
    page = sources_shown.page(
        opened.source,
        opened.document,
        withheld=opened.withheld,
        original=library.original_of(viewer, opened.source),
        editions=library.editions(viewer, opened.source),
        marked=marked,
        number=opened.document.page_at(marked[0]) if marked else _page_number(request),
        lessons=lessons_shown.rows(drawn),
        warnings=opened.warnings,
        actions=managing.links(viewer, opened.source),
    )
    page = replace(page, voices=voices(viewer, from_source(opened.source)))
    path = trail(contexts.Link(_("Source")))
    return render(request, "library/source.html", {"source": page, "breadcrumbs": path})


def _quoted(
    request: HttpRequest, drawn: tuple[lessons.LessonShown, ...], source_id: str
) -> tuple[int, int] | None:
    """Return where the quote asked for as `?quote=…` stands, if the viewer may see it."""
    wanted = request.GET.get("quote", "")
    for lesson in drawn:
        for each in lesson.evidence:
            if each.id == wanted and each.source_id == source_id:
                return each.start, each.end
    return None


def _span(request: HttpRequest) -> tuple[int, int] | None:
    """Return the passage asked for as `?from=…&to=…`, counted in the source's text."""
    start, end = request.GET.get("from", ""), request.GET.get("to", "")
    if start.isdecimal() and end.isdecimal() and len(start) < 10 and len(end) < 10:
        return (int(start), int(end)) if int(start) < int(end) else None
    return None


def _page_number(request: HttpRequest) -> int:
    text = request.GET.get("page", "")
    return int(text) if text.isdecimal() and 0 < int(text) < 1_000_000 else 1
