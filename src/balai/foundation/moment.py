"""What is asked again and again within one request is asked once.

Nothing is kept beyond the request, so nothing is shared between viewers. Outside a request (tasks,
the command line) every question is asked afresh. Whoever writes what was kept calls `let_go`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

Answer = TypeVar("Answer")

_kept: ContextVar[dict[tuple[str, Hashable], object] | None] = ContextVar("kept", default=None)


@contextmanager
def one_request() -> Iterator[None]:
    """Keep answers until the block ends."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def ask_once(what: str, about: Hashable, ask: Callable[[], Answer]) -> Answer:
    """Return the answer to `what` about something, asked at most once within a request."""
    kept = _kept.get()
    if kept is None:
        return ask()
    if (what, about) not in kept:
        kept[what, about] = ask()
    return kept[what, about]  # type: ignore[return-value]  # kept under the question's own name


def let_go(what: str) -> None:
    """Forget every answer to `what`: it may be another now."""
    kept = _kept.get() or {}
    for key in [each for each in kept if each[0] == what]:
        del kept[key]
