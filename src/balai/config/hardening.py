"""What every answer says to browsers, and what no text that comes in may hold.

Both stand here once, before any view: a page that forgets cannot exist.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import (
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from balai.core.errors import Invalid
from balai.web.said import said

_UNUSED = (
    "accelerometer",
    "autoplay",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "screen-wake-lock",
    "usb",
    "xr-spatial-tracking",
)
HEADERS = {
    "Permissions-Policy": ", ".join(
        [
            *(f"{each}=()" for each in _UNUSED),
            "publickey-credentials-create=(self)",
            "publickey-credentials-get=(self)",
        ]
    ),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "X-Permitted-Cross-Domain-Policies": "none",
}
"""Headers of every answer, besides those that Django's own settings and the content policy give."""

_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
"""Control characters but tab and line ends, and what turns the direction of the text around it."""


class HeadersMiddleware:
    """Adds the headers to every answer, files and errors included; stands first."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve the request."""
        response = self._get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        session = response.cookies.get(settings.SESSION_COOKIE_NAME)
        if session is not None and not session.value:  # somebody signed out
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response


class PlainTextMiddleware:
    """Takes out of every field and parameter what a reader could not see.

    Texts are pasted from PDFs and mails, where such characters stand by accident: to refuse them
    would leave people looking for what is invisible. Files are not touched.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve the request."""
        request.GET = plain(request.GET)  # type: ignore[assignment]
        return self._get_response(request)

    def process_view(self, request: HttpRequest, *_: Any, **__: Any) -> None:
        """Clean the fields as late as possible: what is too large is refused before."""
        if request.method == "POST":
            request.POST = plain(request.POST)  # type: ignore[assignment]


def plain(fields: QueryDict) -> QueryDict:
    """Return fields without unseen characters: the same object where there are none."""
    if not any(_UNSEEN.search(each) for _, values in fields.lists() for each in values):
        return fields
    cleaned = fields.copy()
    for name, values in fields.lists():
        if "password" not in name:  # compared as it was typed
            cleaned.setlist(name, [_UNSEEN.sub("", each) for each in values])
    cleaned._mutable = False
    return cleaned


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say what was wrong with a request that never reached a page."""
    if not hasattr(request, "user"):  # refused by its host name, before anybody was known
        return HttpResponseBadRequest("Bad request.\n", content_type="text/plain; charset=utf-8")
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        error = Invalid(
            _("What was sent is longer than this node takes in one go."),
            _("Shorten the text, or bring it as a file."),
            kind="too-large",
        )
        context = {"error": said(error), "status": 413}
        return render(request, "balai/error.html", context, status=413)
    return render(request, "400.html", status=400)
