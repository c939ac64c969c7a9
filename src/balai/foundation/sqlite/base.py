"""The database backend: `balai.foundation.sqlite` in the settings of a node."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

from balai.foundation.sqlite.lock import WriteLock, lock_for

WAIT_SECONDS = 30.0
_WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "CREATE", "DROP", "ALTER", "VACUUM", "REINDEX")


class LockingCursor(base.SQLiteCursorWrapper):
    """A cursor that takes the write lock for a write outside a transaction."""

    wrapper: DatabaseWrapper

    def execute(self, query: str, params: Any = None) -> Any:
        """Run a statement, holding the lock where it writes on its own."""
        with self.wrapper.locked_if_writing(query):
            return super().execute(query, params)

    def executemany(self, query: str, param_list: Any) -> Any:
        """Run a statement for each set of parameters, likewise."""
        with self.wrapper.locked_if_writing(query):
            return super().executemany(query, param_list)


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's SQLite, serialised by the node's write lock."""

    _holds_lock = False

    @property
    def _lock(self) -> WriteLock:
        return lock_for(str(self.settings_dict["NAME"]))

    def _take_lock(self) -> None:
        if not self._holds_lock:
            if not self._lock.acquire(WAIT_SECONDS):
                raise OperationalError("another process of this node has been writing for too long")
            self._holds_lock = True

    def _give_lock_back(self) -> None:
        if self._holds_lock:
            self._holds_lock = False
            self._lock.release()

    @contextmanager
    def locked_if_writing(self, query: str) -> Iterator[None]:
        """Hold the lock round a single writing statement; inside a transaction it is held."""
        if self._holds_lock or not query.lstrip()[:8].upper().startswith(_WRITES):
            yield
            return
        self._take_lock()
        try:
            yield
        finally:
            if not self.in_atomic_block:
                self._give_lock_back()

    def create_cursor(self, name: str | None = None) -> LockingCursor:
        """Return a cursor that knows its connection."""
        cursor: LockingCursor = self.connection.cursor(factory=LockingCursor)
        cursor.wrapper = self
        return cursor

    def _start_transaction_under_autocommit(self) -> None:
        self._take_lock()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # not in the stubs
        except BaseException:
            self._give_lock_back()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]  # not in the stubs
        self._give_lock_back()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]  # not in the stubs
        finally:
            self._give_lock_back()

    def _close(self) -> None:
        # The last connection to close writes the log back into the database without the write
        # lock. That cannot meet another writer: SQLite does it only with an exclusive lock on the
        # database file, of which every open WAL connection holds a share (sqlite3WalClose), and
        # whoever opens meanwhile waits. Taking the write lock here would let a close wait for a
        # long transaction of another process and gain nothing.
        try:
            super()._close()  # type: ignore[misc]  # not in the stubs
        finally:
            self._give_lock_back()
