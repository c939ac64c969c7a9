"""A small cache in a file of the home: what must outlast a restart without being a record.

Limits on guessing and codes that were used already live here. All processes of the node share it
and it stays when the node is started anew, unlike memory; it is no part of the database (also
with PostgreSQL), of backups, or of the journal, and losing the file loses nothing but the counts.
Values are JSON; each write is a transaction of its own, so that two at once never both `add`.
"""

from __future__ import annotations

import json
import os
import sqlite3
import threading
import time
from pathlib import Path
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache

_SWEPT_EVERY = 200
_MAKE = (
    "CREATE TABLE IF NOT EXISTS kept (key TEXT PRIMARY KEY, value TEXT NOT NULL, expires REAL)",
    "CREATE INDEX IF NOT EXISTS kept_expires ON kept (expires)",
)


class HomeCache(BaseCache):
    """Django's cache interface over one SQLite file; `location` is its path."""

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        self._path = Path(location)
        self._own = threading.local()

    def _connection(self) -> sqlite3.Connection:
        """Return this thread's connection, made anew after a fork or where the file is gone."""
        made: sqlite3.Connection | None = getattr(self._own, "connection", None)
        if made is not None and self._own.pid == os.getpid() and self._path.exists():
            return made
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
        made = sqlite3.connect(self._path, timeout=5, isolation_level=None)
        made.execute("PRAGMA journal_mode=WAL")
        made.execute("PRAGMA synchronous=OFF")
        for statement in _MAKE:
            made.execute(statement)
        self._own.connection, self._own.pid, self._own.writes = made, os.getpid(), 0
        return made

    def _write(self, statement: str, *values: Any) -> int:
        connection = self._connection()
        self._own.writes += 1
        if self._own.writes % _SWEPT_EVERY == 1:
            connection.execute("DELETE FROM kept WHERE expires <= ?", (time.time(),))
        return connection.execute(statement, values).rowcount

    def _until(self, timeout: float | object | None) -> float | None:
        return self.get_backend_timeout(timeout)  # type: ignore[arg-type]

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        """Return what is kept under a key and has not expired."""
        row = (
            self._connection()
            .execute(
                "SELECT value FROM kept WHERE key = ? AND (expires IS NULL OR expires > ?)",
                (self.make_key(key, version=version), time.time()),
            )
            .fetchone()
        )
        return default if row is None else json.loads(row[0])

    def set(
        self,
        key: Any,
        value: Any,
        timeout: float | object | None = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> None:
        """Keep a value."""
        self._write(
            "INSERT OR REPLACE INTO kept VALUES (?, ?, ?)",
            self.make_key(key, version=version),
            json.dumps(value),
            self._until(timeout),
        )

    def add(
        self,
        key: Any,
        value: Any,
        timeout: float | object | None = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> bool:
        """Keep a value where nothing is kept under the key; say whether that was so."""
        return bool(
            self._write(
                "INSERT INTO kept VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET "
                "value = excluded.value, expires = excluded.expires WHERE expires <= ?",
                self.make_key(key, version=version),
                json.dumps(value),
                self._until(timeout),
                time.time(),
            )
        )

    def touch(
        self,
        key: Any,
        timeout: float | object | None = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> bool:
        """Let a key live on; say whether it was there."""
        return bool(
            self._write(
                "UPDATE kept SET expires = ? WHERE key = ? AND (expires IS NULL OR expires > ?)",
                self._until(timeout),
                self.make_key(key, version=version),
                time.time(),
            )
        )

    def delete(self, key: Any, version: int | None = None) -> bool:
        """Forget a key; say whether it was there."""
        kept = self.make_key(key, version=version)
        return bool(self._write("DELETE FROM kept WHERE key = ?", kept))

    def clear(self) -> None:
        """Forget everything."""
        self._write("DELETE FROM kept")

    def close(self, **named: Any) -> None:
        """Stay open: closing after every request would cost more than it saves."""
