"""A source's original file, and the way from a passage to its page."""

from __future__ import annotations

from pathlib import Path

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from balai.library import queries
from balai.library.models import ORIGINAL
from balai.people.middleware import viewer_of
from balai.sharing.actions import note_gone_out
from balai.sharing.marks import file_name
from balai.sharing.queries import sharing_of

TYPES = {
    "pdf": "application/pdf",
    "text": "text/plain; charset=utf-8",
    "markdown": "text/plain; charset=utf-8",
}
"""Formats a browser may show in its own viewer; all others are saved, never opened."""


@require_safe
def source_original(request: HttpRequest, source_id: str) -> FileResponse:
    """Hand the original file to somebody who may have it; `#page=` opens a PDF there."""
    with queries.original(viewer_of(request), source_id) as (path, shown):
        content = path.open("rb")
        named = Path(shown.file_name or f"source-{shown.id}")
        marked = file_name(named.stem, named.suffix[1:], [sharing_of(ORIGINAL, source_id)])
    if request.method == "GET":
        note_gone_out(record_kind="source", record_ids=[source_id], way="original")
    kind = TYPES.get(shown.format)
    response = FileResponse(
        content,
        as_attachment=kind is None,
        filename=marked,
        content_type=kind or "application/octet-stream",
    )
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cache-Control"] = "private, no-store"
    return response


@require_safe
def source_passage(request: HttpRequest, source_id: str, passage_id: str) -> HttpResponse:
    """Lead from a passage found to its place on the page of its source."""
    start, end = queries.passage_place(viewer_of(request), source_id, passage_id)
    address = reverse("source", args=[source_id])
    return HttpResponseRedirect(f"{address}?from={start}&to={end}#p-quoted")
