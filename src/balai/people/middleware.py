"""Puts the viewer on the request, computed when something first asks for it."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from balai.core.audience import Viewer
from balai.foundation.moment import one_request
from balai.foundation.node_settings import get_setting
from balai.people.models import Account
from balai.people.policy import SECOND_STEP_ROLES
from balai.people.queries import Standing, standing_of

BEGAN_KNOWING = "second_step_asked"
"""The session's mark that it began since the node asks for second steps."""
BEGAN = "began"
"""The session's moment of sign-in, in seconds (`people.idle`)."""


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
    return standing_in(request).viewer


def standing_in(request: HttpRequest) -> Standing:
    """Return the viewer behind a request, with the roles that wait for a second step.

    What needs a second step is withheld here, where the policy gets its viewer, and not by
    pages: without it there is no role, whatever is asked for.
    """
    known: Standing | None = getattr(request, "_balai_standing", None)
    if known is None:
        user = getattr(request, "user", None)
        known = Standing()
        if isinstance(user, Account) or (user is not None and user.is_authenticated):
            known = standing_of(user, second_step_for=needed_in(request))
        request._balai_standing = known  # type: ignore[attr-defined]
    return known


def needed_in(request: HttpRequest) -> frozenset[str]:
    """Return the roles that need a second step in this session.

    A session that was begun before the node asked for one goes on until it ends, twelve hours
    at most.
    """
    if not get_setting("require_second_step") or not request.session.get(BEGAN_KNOWING):
        return frozenset()
    return SECOND_STEP_ROLES


def note_beginning(sender: object, request: HttpRequest, **named: object) -> None:
    """Note at each sign-in when it was, and that the node asks for second steps by then."""
    request.session[BEGAN_KNOWING] = True
    request.session[BEGAN] = time.time()


def reading_languages(request: HttpRequest) -> tuple[str, ...]:
    """Return the languages a reader reads, the page's own first."""
    from django.utils.translation import get_language

    page = (get_language() or "en").partition("-")[0]
    chosen = getattr(getattr(request, "user", None), "reading_languages", None) or ()
    return tuple(dict.fromkeys((page, *chosen)))
