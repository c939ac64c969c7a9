"""Confirming that it is still you, before acts that cannot be taken back or that open doors.

Whoever signed in or confirmed within the last ten minutes is not asked again. Where a form was
sent, what was typed waits in the session (`waiting`) and is carried out once it is confirmed: a
form that is refused then comes back filled as it was.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from balai.core.errors import NotReady
from balai.foundation.node_settings import get_setting
from balai.people import waiting

View = Callable[..., HttpResponseBase]
BY_LINK = "sign-in-link"
"""The method noted of a session that a demo's link began."""


def note_sign_in(request: HttpRequest, account: Any, method: str) -> None:
    """Note that somebody proved just now who they are; allauth notes passwords and codes."""
    record_authentication(request, account, method)


def is_confirmed(request: HttpRequest) -> bool:
    """Say whether somebody proved who they are in this session within the last ten minutes."""
    if not request.user.is_authenticated:
        return False
    if is_never_asked(request):
        return True
    proofs = get_authentication_records(request, request.user)
    latest = max((each.get("at", 0) for each in proofs), default=0)
    # a proof of a later moment than now was given before the clock was set back: it is no proof
    return 0 <= time.time() - latest < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def is_never_asked(request: HttpRequest) -> bool:
    """Say whether a demo's sign-in link began this session: its holder knows no password."""
    proofs = get_authentication_records(request, request.user)
    return any(each.get("method") == BY_LINK for each in proofs) and bool(get_setting("is_demo"))


def confirmed(view: View, *, when: Callable[[HttpRequest], bool] | None = None) -> View:
    """Return a view whose POST is carried out once its sender has confirmed who they are.

    `when` says for which POST this holds; without it, for each.
    """

    @wraps(view)
    def asked(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
        matters = request.method == "POST" and request.user.is_authenticated
        if matters and (when is None or when(request)) and not is_confirmed(request):
            return ask_first(request)
        return view(request, *arguments, **named)

    return asked


def confirmed_to_see(view: View) -> View:
    """Return a view that shows what it holds once the asker has confirmed who they are."""

    @wraps(view)
    def asked(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not is_confirmed(request):
            return ask_first(request)
        return view(request, *arguments, **named)

    return asked


def ask_first(request: HttpRequest) -> HttpResponse:
    """Put what was sent aside and lead to the question whether it is still you."""
    ways = get_adapter(request).get_reauthentication_methods(request.user)
    if not ways:
        raise NotReady(
            _("This asks who you are once more, and this account has no password or second step."),
            _("Sign out and in again through your organisation, or set up a second step."),
            kind="confirm-first",
        )
    if request.method == "POST":
        waiting.put_aside(request)
        there = request.path
    else:
        there = request.get_full_path()
    return redirect(f"{ways[0]['url']}?{urlencode({'next': there})}")
