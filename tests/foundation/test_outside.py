"""Nothing inside is reached, however its address is written or whatever its name says next."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from balai.core.errors import Invalid
from balai.foundation import outside

pytestmark = pytest.mark.asvs("1.3.6", "13.2.4")


def told(*addresses: str) -> Any:
    """Return a resolver that answers with these addresses."""

    def getaddrinfo(host: str, port: int, **_: Any) -> list[Any]:
        kinds = [socket.AF_INET6 if ":" in each else socket.AF_INET for each in addresses]
        return [
            (kind, socket.SOCK_STREAM, 6, "", (each, port))
            for kind, each in zip(kinds, addresses, strict=True)
        ]

    return getaddrinfo


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "0.0.0.0", "255.255.255.255", "224.0.0.1", "192.0.2.1", "::1", "::", "fe80::1%eth0",
        "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::",
        "2002:a00:1::1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "2001:db8::1",
    ],
)  # fmt: skip
def test_an_address_inside_is_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", told(address))
    with pytest.raises(Invalid) as refused:
        outside.public_address("reports.example", 443)
    assert refused.value.kind == "address-inside"


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822"])
def test_an_address_outside_is_taken(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", told(address))
    assert outside.public_address("reports.example", 443) == address


def test_one_address_inside_among_several_refuses_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", told("93.184.216.34", "10.0.0.1"))
    with pytest.raises(Invalid):
        outside.public_address("reports.example", 443)


@pytest.mark.parametrize(
    "host", ["2130706433", "0x7f000001", "0177.0.0.1", "127.1", "localhost", "[::1]"]
)
def test_other_ways_of_writing_an_address_inside_are_seen_through(host: str) -> None:
    with pytest.raises(Invalid) as refused:
        outside.public_address(host.strip("[]"), 80)
    assert refused.value.kind in {"address-inside", "address-unknown"}


def test_the_connection_goes_to_the_address_that_was_checked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A name that answers otherwise a moment later (DNS rebinding) gains nothing."""
    answers = iter([("93.184.216.34",), ("127.0.0.1",)])
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda *given, **named: told(*next(answers))(*given, **named)
    )
    reached: list[Any] = []

    def create_connection(address: Any, *_: Any, **__: Any) -> Any:
        reached.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", create_connection)
    with pytest.raises(Invalid):
        outside.connect("http", "reports.example", 80)
    assert reached == [("93.184.216.34", 80)]


def test_no_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")
    monkeypatch.setattr(socket, "getaddrinfo", told("93.184.216.34"))
    reached: list[Any] = []

    def create_connection(address: Any, *_: Any, **__: Any) -> Any:
        reached.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", create_connection)
    with pytest.raises(Invalid):
        outside.connect("https", "reports.example", 443)
    assert reached == [("93.184.216.34", 443)]
