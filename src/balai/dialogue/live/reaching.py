"""The address that stands on the projector: the one that phones in the room can reach.

The steward's own address of the node comes first. Without one it is the address at which the
convenor looks; where that means the convenor's own machine, it is that machine's address in its
network, if Balai listens there. If it does not, the page says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from balai.foundation.reaching import address_in_network, is_this_machine


@dataclass(frozen=True)
class Reached:
    """Where phones go: the whole address, what people type, and whether only this machine can."""

    url: str
    shown: str
    is_local: bool


def join_address(request: HttpRequest, code: str) -> Reached:
    """Return the address of a room's door."""
    parts = urlsplit(settings.BALAI.public_url or request.build_absolute_uri("/"))
    if is_this_machine(parts.hostname or "") and not is_this_machine(settings.BALAI_LISTENS):
        found = address_in_network()
        port = f":{parts.port}" if parts.port else ""
        parts = parts._replace(netloc=f"{found}{port}") if found else parts
    return Reached(
        url=parts._replace(path=reverse("join-room", args=[code])).geturl(),
        shown=f"{parts.netloc}{reverse('join')}".rstrip("/"),
        is_local=is_this_machine(parts.hostname or ""),
    )
