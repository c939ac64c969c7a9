"""Fetching a page from outside, where the steward allows it, without opening a way inside.

The name is resolved once, every address it has must be public, and the connection goes to the
address that was checked: a name that answers differently a moment later gains nothing (DNS
rebinding). Each redirect is checked like the first address. No cookie, no credential, no port
but the usual ones.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from balai.core.errors import Invalid

SECONDS, REDIRECTS = 15.0, 4
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Fetched:
    """The bytes of a page, the address they came from in the end, and a name for the file."""

    content: bytes
    address: str
    name: str


def refusal(
    kind: str, message: str, hint: str = "Download the page yourself and upload it."
) -> Invalid:
    """Return why an address was not fetched."""
    return Invalid(message, hint, kind=f"address-{kind}")


def public_address(host: str, port: int) -> str:
    """Return an address of a host, having seen that all it has are public. Raises Invalid."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise refusal("unknown", f"There is no host “{host}”.", "Check the address.") from error
    addresses = [str(each[4][0]) for each in found]
    for each in addresses:
        known = ipaddress.ip_address(each.partition("%")[0])
        mapped = getattr(known, "ipv4_mapped", None)
        if not (mapped or known).is_global or known.is_multicast:
            raise refusal("inside", f"“{host}” is inside a private network; it is not fetched.")
    return addresses[0]


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
    connection = _connection(parts.scheme, str(parts.hostname), port)
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
            raise refusal("status", f"The address answered {answer.status} {answer.reason}.")
        content = answer.read(largest + 1)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise refusal("unreachable", f"The address could not be read: {error}.") from error
    finally:
        connection.close()
    if len(content) > largest:
        raise refusal("too-large", f"The page is larger than {largest // 1_000_000} MB.")
    return content, None


def _connection(scheme: str, host: str, port: int) -> http.client.HTTPConnection:
    """Return a connection to the address that was checked, under the name that was asked for."""
    checked = public_address(host, port)
    connection = http.client.HTTPConnection(host, port, timeout=SECONDS)
    try:
        plain = socket.create_connection((checked, port), SECONDS)
        connection.sock = (
            ssl.create_default_context().wrap_socket(plain, server_hostname=host)
            if scheme == "https"
            else plain
        )
    except OSError as error:
        raise refusal("unreachable", f"“{host}” could not be reached: {error}.") from error
    return connection
