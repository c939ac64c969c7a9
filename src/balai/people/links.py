"""One-time links without their token in any address that a server, a proxy or a log sees.

A link is an address, `#`, and the token. Browsers keep what follows `#` to themselves: a script of
the page (`web/static/balai/js/link.js`) takes it out of the address and sends it in the body of a
form; without a script the page asks for it. From then on it lies in the session, sealed, until the
link is used or turns out not to work.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from balai.core.errors import NotAllowed, NotReady
from balai.foundation.limits import limited
from balai.foundation.sealing import seal, unseal
from balai.people.forms import CodeForm

PURPOSE = "link-in-hand"
_KEPT = "links_in_hand"
_DOES_NOT_WORK = frozenset({404, 410})


def by_link(view: Callable[[HttpRequest, str], HttpResponse]) -> Callable[..., HttpResponse]:
    """Return a view that is handed the token its visitor brought, and asks for it where none is."""

    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def handed(request: HttpRequest) -> HttpResponse:
        limited(request, "link")
        if request.method == "POST" and "code" in request.POST:
            return _take(request)
        token = _in_hand(request)
        if not token:
            return render(request, "people/code.html", {"form": CodeForm()})
        try:
            answer = view(request, token)
        except NotAllowed:
            let_go(request)
            raise
        if answer.status_code in _DOES_NOT_WORK or _leads_on(request, answer):
            let_go(request)
        return answer

    return handed


def _leads_on(request: HttpRequest, answer: HttpResponse) -> bool:
    """Say whether the link did what it was for."""
    return request.method == "POST" and answer.headers.get("Location", request.path) != request.path


def let_go(request: HttpRequest) -> None:
    """Forget the token that this address was brought."""
    kept: dict[str, str] = request.session.get(_KEPT, {})
    if kept.pop(request.path, None) is not None:
        request.session[_KEPT] = kept


def _take(request: HttpRequest) -> HttpResponse:
    form = CodeForm(request.POST)
    if not form.is_valid():
        return render(request, "people/code.html", {"form": form})
    kept: dict[str, Any] = request.session.get(_KEPT, {})
    kept[request.path] = seal(form.cleaned_data["code"], PURPOSE)
    request.session[_KEPT] = kept
    return redirect(request.path)


def _in_hand(request: HttpRequest) -> str:
    sealed = request.session.get(_KEPT, {}).get(request.path, "")
    try:
        return unseal(sealed, PURPOSE) if sealed else ""
    except NotReady:  # the node's key was replaced since
        let_go(request)
        return ""
