"""A form that waits in the session until its sender has said who is there.

It lies there sealed and bound to its sender's account: the session table, a copy of it or a backup
made without the home's key holds none of the words that were typed, and nobody else's sign-in in
that browser gets them. It is taken out as it is carried out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from allauth.account.internal.flows.reauthentication import STATE_SESSION_KEY
from allauth.account.utils import get_next_redirect_url
from allauth.core.internal.httpkit import deserialize_request
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import resolve

from balai.core.errors import NotReady
from balai.foundation.sealing import seal, unseal


def put_aside(request: HttpRequest) -> None:
    """Keep path, form and where the request came from; no cookie and no file."""
    kept = {
        "path": request.path,
        "path_info": request.path_info,
        "META": {
            key: value
            for key, value in request.META.items()
            if isinstance(value, str) and key in _KEPT
        },
        "GET": request.GET.urlencode(),
        "POST": request.POST.urlencode(),
        "method": "POST",
        "scheme": request.scheme,
    }
    request.session[STATE_SESSION_KEY] = {
        "callback": f"{__name__}.{carry_out.__name__}",
        "state": seal(json.dumps(kept), _purpose(request.user.pk)),
    }


def carry_out(request: HttpRequest, sealed: str) -> HttpResponseBase | None:
    """Do what waited, once allauth has confirmed its sender and taken it out of the session.

    Only under the address that was confirmed; what this account cannot open is let go.
    """
    there = get_next_redirect_url(request)
    if not there:
        return None
    text = _opened(sealed, request.user.pk)
    if not text or json.loads(text)["path"] != there:
        return redirect(there)
    waited = deserialize_request(text, request)
    found = resolve(waited.path_info)
    answer: HttpResponseBase = found.func(waited, *found.args, **found.kwargs)
    return answer


def words_in(session: Mapping[str, Any]) -> str:
    """Return what waits in a session, as it was sent; empty where nothing does or it is lost."""
    state = session.get(STATE_SESSION_KEY) or {}
    return _opened(state.get("state", ""), session.get(SESSION_KEY, ""))


def let_go(session: dict[str, Any]) -> None:
    """Take what waits out of a session."""
    session.pop(STATE_SESSION_KEY, None)


def _opened(sealed: str, account_id: str | None) -> str:
    try:
        return unseal(sealed, _purpose(account_id))
    except NotReady:  # another account's, or the key was replaced: it can be typed again
        return ""


def _purpose(account_id: str | None) -> str:
    return f"waiting form of {account_id}"


_KEPT = frozenset(
    {
        "REMOTE_ADDR",
        "REQUEST_METHOD",
        "SERVER_NAME",
        "SERVER_PORT",
        "HTTP_HOST",
        "HTTP_ACCEPT",
        "HTTP_ACCEPT_LANGUAGE",
        "HTTP_USER_AGENT",
        "HTTP_X_FORWARDED_FOR",
        "HTTP_X_FORWARDED_PROTO",
        "CONTENT_TYPE",
    }
)
