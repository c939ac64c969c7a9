"""The address on the projector is one that phones can reach, or the page says that none is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.conf import settings
from django.test import RequestFactory

from balai.dialogue.live import reaching
from balai.dialogue.live.reaching import Reached, join_address


def shown(
    monkeypatch: pytest.MonkeyPatch, *, host: str, listens: str, public_url: str = ""
) -> Reached:
    monkeypatch.setattr(settings, "BALAI_LISTENS", listens)
    monkeypatch.setattr(settings, "BALAI", replace(settings.BALAI, public_url=public_url))
    monkeypatch.setattr(settings, "ALLOWED_HOSTS", ["*"])
    monkeypatch.setattr(reaching, "address_in_network", lambda: "192.0.2.7")
    return join_address(RequestFactory().get("/", headers={"host": host}), "123456")


def test_the_stewards_address_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    found = shown(
        monkeypatch, host="localhost:8000", listens="127.0.0.1", public_url="https://balai.example"
    )
    assert found == Reached("https://balai.example/join/123456/", "balai.example/join", False)


def test_a_convenors_localhost_becomes_the_machines_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = shown(monkeypatch, host="localhost:8000", listens="0.0.0.0")
    assert found == Reached("http://192.0.2.7:8000/join/123456/", "192.0.2.7:8000/join", False)


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1:8000", "[::1]:8000"])
def test_where_only_this_machine_is_listened_to_the_page_says_so(
    monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    found = shown(monkeypatch, host=host, listens="127.0.0.1")
    assert found.is_local
    assert found.shown == f"{host}/join"


def test_a_name_of_the_network_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    found = shown(monkeypatch, host="hall.example:8000", listens="0.0.0.0")
    assert found == Reached(
        "http://hall.example:8000/join/123456/", "hall.example:8000/join", False
    )
