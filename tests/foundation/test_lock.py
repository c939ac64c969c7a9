from __future__ import annotations

import multiprocessing
import sqlite3
import threading
from pathlib import Path
from typing import Any

import pytest

from balai.foundation.sqlite.lock import WriteLock


def test_one_thread_at_a_time(tmp_path: Path) -> None:
    lock, inside, most = WriteLock(tmp_path / "lock"), [0], [0]

    def work() -> None:
        for _ in range(20):
            assert lock.acquire(10)
            inside[0] += 1
            most[0] = max(most[0], inside[0])
            inside[0] -= 1
            lock.release()

    threads = [threading.Thread(target=work) for _ in range(5)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert most == [1]


def _hold(path: str, ready: object, over: object) -> None:
    lock = WriteLock(Path(path))
    assert lock.acquire(5)
    ready.set()
    over.wait(30)


def test_a_lock_of_another_process_is_waited_for_and_freed_by_its_death(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    ready, over = context.Event(), context.Event()
    other = context.Process(target=_hold, args=(str(tmp_path / "lock"), ready, over))
    other.start()
    assert ready.wait(30)
    lock = WriteLock(tmp_path / "lock")
    assert not lock.acquire(0.1)
    other.kill()
    other.join()
    assert lock.acquire(5)
    lock.release()


def test_the_backend_takes_the_lock_for_every_write(
    tmp_path: Path, django_db_blocker: pytest.FixtureRequest
) -> None:
    from django.db.backends.sqlite3.base import DatabaseWrapper as Plain

    from balai.foundation.sqlite.base import DatabaseWrapper

    assert issubclass(DatabaseWrapper, Plain)
    settings = {
        "NAME": str(tmp_path / "node.sqlite3"),
        "OPTIONS": {"transaction_mode": "IMMEDIATE"},
        "TIME_ZONE": None,
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": False,
        "AUTOCOMMIT": True,
        "ATOMIC_REQUESTS": False,
        "ENGINE": "balai.foundation.sqlite",
        "TEST": {"NAME": None},
    }
    with django_db_blocker.unblock():
        _writes_under_the_lock(DatabaseWrapper(settings, "first"), tmp_path)


def _writes_under_the_lock(first: Any, tmp_path: Path) -> None:
    with first.cursor() as cursor:
        cursor.execute("CREATE TABLE t (n integer)")
    assert not first._holds_lock
    first.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    assert first._holds_lock
    outside = WriteLock(tmp_path / "node.write-lock")
    assert not outside.acquire(0.05)
    with first.cursor() as cursor:
        cursor.execute("INSERT INTO t VALUES (1)")
    first.commit()
    assert outside.acquire(1)
    outside.release()
    assert sqlite3.connect(tmp_path / "node.sqlite3").execute("SELECT n FROM t").fetchall() == [
        (1,)
    ]
    first.close()
