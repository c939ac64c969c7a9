"""A part of a live page, sent only where it has changed: 304 costs a phone's line nothing."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from balai.dialogue.live.board import Board
from balai.people.forms import page_language


def unless_known(
    request: HttpRequest, board: Board, what: str, draw: Callable[[], str]
) -> HttpResponse:
    """Return a part drawn of a board, or 304 where the browser has it already."""
    language = page_language()
    mark = f'W/"{what}-{board.mark}-{language}"'
    if request.headers.get("If-None-Match") == mark:
        answer = HttpResponse(status=304)
    else:
        answer = HttpResponse(board.drawn(f"{what}-{language}", draw))
    answer["ETag"], answer["Cache-Control"] = mark, "private, no-cache"
    answer["Vary"] = "HX-Request, Cookie, Accept-Language"
    return answer
