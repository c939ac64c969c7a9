"""A session that nobody used for a while asks who is there; one that is half a day old ends.

Reading takes long, and a form may stand half filled: nothing is thrown away. The first request
after the while leads to the question whether it is still you, and what was sent is carried out once
that is answered (`confirming.ask_first`). Pages that ask by themselves, as one that shows progress,
are no use of a session.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Final

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY as PROOFS
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from balai.people.confirming import ask_first, is_never_asked
from balai.people.middleware import BEGAN

SEEN = "seen"
"""The session's moment of its last use, in seconds, give or take NOTED."""
NOTED: Final = 300
"""A use is noted where the last one was noted longer ago, so that reading stays reading."""
_SKEW: Final = 60
"""Seconds by which the node's clock may go back. By more, and nobody can say how long it was."""
_OPEN: Final = frozenset(
    {
        "account_logout",
        "account_reauthenticate",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "provider",
        "provider-back",
        "set_language",
    }
)
"""The routes by which one answers, or leaves."""


class IdleMiddleware:
    """Asks who is there, and ends what lasted too long; stands behind whoever cleans the form."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve the request."""
        return self._get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, arguments: Any, named: Any
    ) -> HttpResponse | None:
        """Look at the session of whoever is signed in; no query, and seldom a write."""
        if SESSION_KEY not in request.session:
            return None
        moment, session = time.time(), request.session
        if not _within(moment, session.get(BEGAN, moment), settings.SESSION_COOKIE_AGE):
            logout(request)
            return None
        match = request.resolver_match
        if match is not None and match.url_name in _OPEN:
            return None
        proofs = [each.get("at", 0) for each in session.get(PROOFS, ())]
        known = [each for each in (session.get(SEEN), *proofs) if each is not None]
        used = max((each for each in known if each <= moment + _SKEW), default=0)
        if known and moment - used >= settings.BALAI_IDLE_AGE and not is_never_asked(request):
            return _ask(request)
        if moment - used >= NOTED and not _is_by_itself(request):
            session[SEEN] = moment
            session.setdefault(BEGAN, moment)  # one from before this was noted
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Ask where a page of allauth wants to be sure; it would keep the form open to read."""
        return ask_first(request) if isinstance(exception, ReauthenticationRequired) else None


def _within(moment: float, since: float, most: float) -> bool:
    return -_SKEW <= moment - since < most


def _is_by_itself(request: HttpRequest) -> bool:
    return request.method == "GET" and "HX-Request" in request.headers


def _ask(request: HttpRequest) -> HttpResponse:
    words = _("This was left alone for a while, so it asks whether it is still you.")
    if "HX-Request" in request.headers or "json" in request.headers.get("Accept", ""):
        hint = _("Load the page again and confirm who you are.")
        error = {"kind": "confirm-first", "message": words, "hint": hint}
        return JsonResponse({"error": error}, status=401)
    messages.info(request, words)
    if get_adapter(request).get_reauthentication_methods(request.user):
        return ask_first(request)
    there = request.get_full_path()
    logout(request)
    return redirect_to_login(there)
