"""Errors rendered once, and nothing above CLEAR kept by a cache on the way."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from balai.config.log import REFUSED
from balai.core.errors import BalaiError, Conflict, Invalid, NotAllowed, NotReady
from balai.foundation.limits import TooOften
from balai.library.limits import largest_upload
from balai.web.said import said

AT_ONCE = 4
"""How many files of the largest size one request may carry; a plain form sends all it has."""

_STATUS: tuple[tuple[type[BalaiError], int], ...] = (
    (NotAllowed, 404),
    (Conflict, 409),
    (TooOften, 429),
    (NotReady, 503),
    (Invalid, 400),
)


def status_of(error: BalaiError) -> int:
    """Return the HTTP status of an error of the family."""
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 500)


class ErrorMiddleware:
    """Renders Balai's errors; an absent and a forbidden thing answer with equal bytes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve the request, unless its body is too large to be worth reading."""
        error = _too_large(request)
        if error is not None:
            return _answer(request, error, 413)
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Turn an error of the family into its page; others go to Django."""
        if not isinstance(exception, BalaiError):
            return None
        return _answer(request, exception, status_of(exception))


def _too_large(request: HttpRequest) -> Invalid | None:
    """Return why a body is refused by its announced length, before a byte of it is read."""
    announced = request.META.get("CONTENT_LENGTH") or "0"
    size, each = int(announced) if announced.isdecimal() else 0, largest_upload()
    if size <= AT_ONCE * each:
        return None
    return Invalid(
        _("What was sent has %(size)d MB, and this node takes at most %(most)d MB in one go.")
        % {"size": size // 1_000_000, "most": AT_ONCE * each // 1_000_000},
        _("A file may have up to %(each)d MB: divide it, or send fewer files at once.")
        % {"each": each // 1_000_000},
        kind="too-large",
    )


def _answer(request: HttpRequest, error: BalaiError, status: int) -> HttpResponse:
    setattr(request, REFUSED, error.kind)
    if request.headers.get("Accept", "").startswith("application/json"):
        words = said(error)
        body = {"kind": words.kind, "message": words.message, "hint": words.hint}
        return JsonResponse({"error": body}, status=status)
    template = "404.html" if status == 404 else "balai/error.html"
    return render(request, template, {"error": said(error), "status": status}, status=status)


class PrivacyMiddleware:
    """Keeps shared and browser caches from holding what was shown to one viewer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve the request; a response that says nothing of caching is private."""
        response = self._get_response(request)
        if "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "private, no-store"
        return response
