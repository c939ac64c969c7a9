"""A room without a memory: each request counts anew, and groups are found at once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from balai.dialogue import apart
from balai.dialogue.actions import rooms
from balai.dialogue.live import board


def without_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing be a second old, and compute here what a child would compute."""
    monkeypatch.setattr(board, "FRESH", 0.0)
    monkeypatch.setattr(board, "REST", 0.0)
    monkeypatch.setattr(board, "in_background", at_once)
    for where in (board, rooms):
        monkeypatch.setattr(where, "found_apart", apart.found)


def at_once(work: Callable[[], None]) -> None:
    """Do what would be done in the background."""
    work()


@pytest.fixture(autouse=True)
def _no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    without_memory(monkeypatch)
