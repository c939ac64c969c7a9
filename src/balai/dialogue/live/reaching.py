"""The address that stands on the projector: the one that phones in the room can reach.

A convenor's own machine calls itself localhost, which on a phone is the phone. Where the page was
asked for under such a name, the address of this machine in its network stands instead; no packet
is sent to find it.
"""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import reverse


@dataclass(frozen=True)
class Reached:
    """Where phones go: the whole address, what people type, and whether only this machine can."""

    url: str
    shown: str
    is_local: bool


def join_address(request: HttpRequest, code: str) -> Reached:
    """Return the address of a room's door."""
    parts = urlsplit(request.build_absolute_uri(reverse("join-room", args=[code])))
    is_local = _is_this_machine(parts.hostname or "")
    if is_local and (found := _in_the_network()):
        port = f":{parts.port}" if parts.port else ""
        parts, is_local = parts._replace(netloc=f"{found}{port}"), False
    shown = f"{parts.netloc}{reverse('join')}"
    return Reached(parts.geturl(), shown.rstrip("/"), is_local)


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _in_the_network() -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return ""
        found = str(probe.getsockname()[0])
    return "" if _is_this_machine(found) else found
