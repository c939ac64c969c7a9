"""The cookie that makes a device a participant of one room, and of nothing else."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

COOKIE = "room"
_TWO_DAYS = 2 * 24 * 60 * 60


def token_of(request: HttpRequest) -> str:
    """Return the token that this device was given for the room it asks about, or nothing."""
    return request.COOKIES.get(COOKIE, "")


def remember(request: HttpRequest, response: HttpResponse, room_id: str, token: str) -> None:
    """Let the device be a participant: the cookie goes to the addresses of this room alone."""
    response.set_cookie(
        COOKIE,
        token,
        max_age=_TWO_DAYS,
        path=reverse("phone", args=[room_id]),
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
