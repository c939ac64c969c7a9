"""The one mirror of this process for each database and model, kept up to date."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from balai.search.mirror import Mirror

_RACE = 60.0
"""Seconds for which a reader of an older moment may be given a mirror of a newer one."""


@dataclass(frozen=True)
class _Kept:
    changes: int
    mirror: Mirror
    made: float


class Mirrors:
    """Mirrors by database and model, each with the change counter that it stands at."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: dict[tuple[str, str], _Kept] = {}

    def current(
        self,
        key: tuple[str, str],
        changes: int,
        make: Callable[[], Mirror],
        change: Callable[[Mirror, int], Mirror | None],
    ) -> Mirror:
        """Return the mirror at the change counter `changes`.

        `change(mirror, since)` returns it with what changed since then, or None where that is
        not known; then `make()` reads everything. A counter that is behind the mirror's belongs
        to a transaction that began before, or to a database that was put back from a backup.
        """
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None and kept.changes == changes:
                return kept.mirror
            mirror: Mirror | None = None
            if kept is not None and kept.changes > changes:
                if time.monotonic() - kept.made < _RACE:
                    return kept.mirror
            elif kept is not None:
                mirror = change(kept.mirror, kept.changes)
            mirror = mirror or make()
            self._kept[key] = _Kept(changes, mirror, time.monotonic())
            return mirror

    def forget(self) -> None:
        """Drop every mirror."""
        with self._lock:
            self._kept.clear()


mirrors = Mirrors()
