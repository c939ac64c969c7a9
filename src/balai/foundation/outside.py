"""Reaching other hosts without opening a way inside.

The name is resolved once, every address it has must be public, and the connection goes to the
address that was checked: a name that answers differently a moment later gains nothing (DNS
rebinding). What calls this follows no redirect without asking again.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.translation import gettext_noop

from balai.core.errors import Invalid

SECONDS = 15.0
YOURSELF = gettext_noop("Download the page yourself and upload it.")
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def refusal(kind: str, message: str, hint: str = YOURSELF, **values: object) -> Invalid:
    """Return why an address was not fetched; `values` are put into the message."""
    return Invalid(message, hint, kind=f"address-{kind}", values=values)


def public_address(host: str, port: int) -> str:
    """Return an address of a host, having seen that all it has are public. Raises Invalid."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise refusal(
            "unknown", "There is no host “%(host)s”.", "Check the address.", host=host
        ) from error
    addresses = [str(each[4][0]) for each in found]
    for each in addresses:
        meant = _meant(ipaddress.ip_address(each.partition("%")[0]))
        if not all(known.is_global and not known.is_multicast for known in meant):
            raise refusal(
                "inside", "“%(host)s” is inside a private network; it is not fetched.", host=host
            )
    return addresses[0]


def _meant(address: Address) -> tuple[Address, ...]:
    """Return an address and those of IPv4 that lie in it: mapped, 6to4, Teredo, NAT64."""
    if isinstance(address, ipaddress.IPv4Address):
        return (address,)
    if address.ipv4_mapped is not None:
        return (address.ipv4_mapped,)
    inside = [address.sixtofour, *(address.teredo or ())]
    if address in _NAT64:
        inside.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return (address, *(each for each in inside if each is not None))


def connect(scheme: str, host: str, port: int) -> http.client.HTTPConnection:
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
        raise refusal(
            "unreachable", "“%(host)s” could not be reached: %(why)s.", host=host, why=error
        ) from error
    return connection


@dataclass(frozen=True)
class Answer:
    """What another host answered."""

    status: int
    body: bytes


def ask(
    method: str,
    address: str,
    *,
    largest: int,
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """Ask another host over https, without following where it leads. Raises Invalid."""
    parts = urlsplit(address)
    if parts.scheme != "https" or not parts.hostname or parts.username or parts.fragment:
        raise refusal(
            "form",
            "“%(address)s” is not a plain https address.",
            "Check the address.",
            address=address,
        )
    try:
        connection = connect(parts.scheme, parts.hostname, parts.port or 443)
    except ValueError as error:
        raise refusal(
            "form", "“%(address)s” has no usable port.", "Check the address.", address=address
        ) from error
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request(method, target, body=body, headers=dict(headers or {}))
        answer = connection.getresponse()
        content = answer.read(largest + 1)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise refusal(
            "unreachable",
            "“%(host)s” did not answer: %(why)s.",
            "Try again later.",
            host=parts.hostname,
            why=error,
        ) from error
    finally:
        connection.close()
    if len(content) > largest:
        raise refusal(
            "too-large", "“%(host)s” answered at too great a length.", "", host=parts.hostname
        )
    return Answer(answer.status, content)
