"""The clock as a port: everything above asks here what time it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime


def _system() -> datetime:
    return datetime.now(tz=UTC)


_source: Callable[[], datetime] = _system


def now() -> datetime:
    """Return the time, in UTC."""
    return _source()


@contextmanager
def stopped_at(moment: datetime) -> Iterator[None]:
    """Let `now` answer `moment`: the clock's other adapter, for tests and replays."""
    global _source
    before, _source = _source, lambda: moment
    try:
        yield
    finally:
        _source = before
