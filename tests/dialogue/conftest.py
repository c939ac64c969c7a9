"""A room without a memory: each request counts anew, and groups are computed at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from balai.dialogue.live import apart, board


@pytest.fixture(autouse=True)
def _no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(board, "FRESH", 0.0)
    monkeypatch.setattr(board, "REST", 0.0)
    monkeypatch.setattr(board, "Thread", AtOnce)
    monkeypatch.setattr(board, "_alone", board._compute)
    monkeypatch.setattr(apart, "analyse_apart", apart.analyse_rows)
    monkeypatch.setattr(board, "analyse_apart", apart.analyse_rows)


class AtOnce:
    """A thread that has done its work when it was started."""

    def __init__(self, *, target: Callable[..., None], args: tuple[Any, ...], daemon: bool) -> None:
        self.target, self.args = target, args

    def start(self) -> None:
        """Do the work."""
        self.target(*self.args)
