"""The write lock of a node: one writer at a time, over threads and over processes.

SQLite before 3.51.3 can, rarely, corrupt a WAL database when several connections write and
check-point at once. Balai therefore lets one transaction write at a time: a thread takes the
lock before BEGIN IMMEDIATE and gives it back after COMMIT, in the web process as on the command
line. The operating system drops the lock of a process that dies.
"""

from __future__ import annotations

import fcntl
import os
import threading
import time
from pathlib import Path

_PAUSE = 0.002
_longest_pause = 0.05


class WriteLock:
    """A lock shared by all threads (one object) and processes (one file) of a node."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._thread_lock = threading.Lock()
        self._descriptor: int | None = None

    def acquire(self, timeout: float) -> bool:
        """Take the lock; return False where `timeout` seconds passed first."""
        deadline = time.monotonic() + timeout
        if not self._thread_lock.acquire(timeout=timeout):
            return False
        if self._path is None:
            return True
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        pause = _PAUSE
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > deadline:
                    os.close(descriptor)
                    self._thread_lock.release()
                    return False
                time.sleep(pause)
                pause = min(pause * 2, _longest_pause)
            else:
                self._descriptor = descriptor
                return True

    def release(self) -> None:
        """Give the lock back. The caller must hold it."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
        self._thread_lock.release()


_locks: dict[str, WriteLock] = {}
_registry = threading.Lock()


def lock_for(database: str) -> WriteLock:
    """Return this process's one lock for a database file (or for a database in memory)."""
    with _registry:
        if database not in _locks:
            in_memory = ":memory:" in database or "mode=memory" in database
            path = None if in_memory else Path(database).with_suffix(".write-lock")
            _locks[database] = WriteLock(path)
        return _locks[database]
