"""Fetching a page from outside, where the steward allows it, without opening a way inside.

Each redirect is checked like the first address (`foundation/outside.py` says how). No cookie, no
credential, no port but the usual ones.
"""

from __future__ import annotations

import http.client
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from balai.foundation.outside import connect, refusal

REDIRECTS = 4
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Fetched:
    """The bytes of a page, the address they came from in the end, and a name for the file."""

    content: bytes
    address: str
    name: str


def fetch(address: str, *, largest: int) -> Fetched:
    """Return what stands at an address now. Raises Invalid with what, why and what would help."""
    for _ in range(REDIRECTS + 1):
        parts = urlsplit(address)
        if parts.scheme not in _PORTS or not parts.hostname or parts.username:
            raise refusal("form", "Only plain http and https addresses are fetched.")
        if parts.port not in (None, *_PORTS.values()):
            raise refusal("port", "Only the usual ports of the web are fetched from.")
        content, onward = _once(parts.geturl(), largest)
        if onward is None:
            name = parts.path.rstrip("/").rpartition("/")[2] or "page"
            return Fetched(content, address, name if "." in name else f"{name}.html")
        address = urljoin(address, onward)
    raise refusal("redirects", "The address leads on and on to others.")


def _once(address: str, largest: int) -> tuple[bytes, str | None]:
    """Return the bytes at one address, or where it leads on to."""
    parts = urlsplit(address)
    port = parts.port or _PORTS[parts.scheme]
    connection = connect(parts.scheme, str(parts.hostname), port)
    target = parts.path or "/"
    if parts.query:
        target += f"?{parts.query}"
    try:
        connection.request(
            "GET", target, headers={"Accept": "text/html, application/pdf;q=0.9, */*;q=0.1"}
        )
        answer = connection.getresponse()
        if answer.status in (301, 302, 303, 307, 308) and answer.getheader("Location"):
            return b"", str(answer.getheader("Location"))
        if answer.status != http.client.OK:
            raise refusal(
                "status",
                "The address answered %(status)s %(reason)s.",
                status=answer.status,
                reason=answer.reason,
            )
        content = answer.read(largest + 1)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise refusal(
            "unreachable", "The address could not be read: %(why)s.", why=error
        ) from error
    finally:
        connection.close()
    if len(content) > largest:
        raise refusal(
            "too-large", "The page is larger than %(most)s MB.", most=largest // 1_000_000
        )
    return content, None
