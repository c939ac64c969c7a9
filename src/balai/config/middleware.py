"""Errors rendered once, and nothing above CLEAR kept by a cache on the way."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from balai.core.errors import BalaiError, Conflict, Invalid, NotAllowed, NotReady

_STATUS: tuple[tuple[type[BalaiError], int], ...] = (
    (NotAllowed, 404),
    (Conflict, 409),
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
        """Serve the request."""
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Turn an error of the family into its page; others go to Django."""
        if not isinstance(exception, BalaiError):
            return None
        status = status_of(exception)
        if request.headers.get("Accept", "").startswith("application/json"):
            body = {"kind": exception.kind, "message": exception.message, "hint": exception.hint}
            return JsonResponse({"error": body}, status=status)
        template = "404.html" if status == 404 else "balai/error.html"
        return render(request, template, {"error": exception, "status": status}, status=status)


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
