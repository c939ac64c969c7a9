"""A running node with the cast on it, and a browser to walk through it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache

from balai.search.mirrors import mirrors
from tests.journeys.walking import Walk, begin
from tests.personas import Cast, assemble
from tests.web.site import chromium

CHROMIUM = Path("/usr/bin/chromium")


@pytest.fixture
def node(live_server: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A node that answers, with the policy on what a page may load."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright runs a loop in this thread
    cache.clear()
    mirrors.forget()
    yield str(live_server.url)
    mirrors.forget()


@pytest.fixture
def browser(node: str) -> Iterator[Any]:
    if not CHROMIUM.exists():
        pytest.skip(f"Chromium is not at {CHROMIUM}: install it to walk the journeys.")
    with chromium() as opened:
        yield opened


@pytest.fixture
def everybody(node: str) -> Cast:
    return assemble()


@pytest.fixture
def walk(browser: Any, node: str, everybody: Cast) -> Iterator[Callable[..., Walk]]:
    """Begin walks; at the end, nothing may have been wrong on any of them."""
    begun: list[Walk] = []

    def start(who: str, width: int, **options: Any) -> Walk:
        begun.append(begin(browser, node, who, width, **options))
        return begun[-1]

    yield start
    assert [fault for each in begun for fault in each.faults] == []
    assert [stray for each in begun for stray in each.strays] == []
