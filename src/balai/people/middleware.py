"""Puts the viewer on the request, computed when something first asks for it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from balai.core.audience import PUBLIC, Viewer
from balai.foundation.moment import one_request
from balai.people.models import Account
from balai.people.queries import viewer_for


class ViewerMiddleware:
    """Sets `request.viewer`, a `core.audience.Viewer`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve the request with its viewer; what the policy is asked, it is asked once."""
        request.viewer = SimpleLazyObject(lambda: viewer_of(request))  # type: ignore[attr-defined]
        with one_request():
            return self._get_response(request)


def viewer_of(request: HttpRequest) -> Viewer:
    """Return the viewer behind a request."""
    known = getattr(request, "_balai_viewer", None)
    if known is None:
        user = getattr(request, "user", None)
        known = (
            viewer_for(user)
            if isinstance(user, Account) or (user is not None and user.is_authenticated)
            else PUBLIC
        )
        request._balai_viewer = known  # type: ignore[attr-defined]
    return known


def reading_languages(request: HttpRequest) -> tuple[str, ...]:
    """Return the languages a reader reads, the page's own first."""
    from django.utils.translation import get_language

    page = (get_language() or "en").partition("-")[0]
    chosen = getattr(getattr(request, "user", None), "reading_languages", None) or ()
    return tuple(dict.fromkeys((page, *chosen)))
