"""The page of a lesson, printed and exported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from balai.core.errors import NotAllowed
from balai.knowledge import presenting, queries
from balai.knowledge.exporting import FORMATS, export
from balai.knowledge.voice.entries import from_lesson
from balai.knowledge.voice.presenting import voices
from balai.people.middleware import reading_languages, viewer_of
from balai.sharing.actions import note_gone_out
from balai.sharing.marks import file_name
from balai.web import contexts
from balai.web.trail import trail

EXIT = "https://www.wikipedia.org/"


@require_safe
def lesson(request: HttpRequest, lesson_id: str) -> HttpResponse:
    """Show one lesson."""
    return render(request, "knowledge/lesson.html", _context(request, lesson_id))


@require_safe
def lesson_print(request: HttpRequest, lesson_id: str) -> HttpResponse:
    """Show one lesson as it is printed."""
    context = _context(request, lesson_id)
    page = context["lesson"]
    quotes = tuple(
        replace(each, url=request.build_absolute_uri(each.url) if each.url else "")
        for each in page.quotes
    )
    context["lesson"] = replace(page, quotes=quotes)
    if request.method == "GET":
        note_gone_out(record_kind="lesson", record_ids=[lesson_id], way="print")
    return render(request, "knowledge/lesson_print.html", context)


def _context(request: HttpRequest, lesson_id: str) -> dict[str, Any]:
    viewer = viewer_of(request)
    shown = queries.lesson(viewer, lesson_id, reading_languages(request))
    page = presenting.page(shown, queries.history(viewer, lesson_id), viewer)
    address = request.build_absolute_uri(page.address)
    page = replace(
        page,
        address=address,
        printed_on=presenting.printed_on(),
        voices=voices(viewer, from_lesson(shown)),
    )
    return {
        "lesson": page,
        "exit_page": EXIT,
        "breadcrumbs": trail(contexts.Link(page.kind_label)),
    }


@require_safe
def lesson_export(request: HttpRequest, lesson_id: str, suffix: str) -> HttpResponse:
    """Hand one lesson out as a file."""
    if suffix not in FORMATS:
        raise NotAllowed()
    shown = queries.lesson(viewer_of(request), lesson_id, reading_languages(request))
    return exported([shown], suffix, request, f"lesson-{shown.id}")


def exported(
    lessons: Sequence[queries.LessonShown], suffix: str, request: HttpRequest, name: str
) -> HttpResponse:
    """Return lessons as a file that is saved, never opened in the node's own pages."""
    body = export(lessons, suffix, request.build_absolute_uri("/"))
    if request.method == "GET":
        note_gone_out(record_kind="lesson", record_ids=[each.id for each in lessons], way=suffix)
    marked = file_name(name, suffix, (held for each in lessons for held in each.held))
    return HttpResponse(
        body,
        content_type=f"{FORMATS[suffix].media_type}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{marked}"'},
    )
