"""Who uses a home: commands and servers share it, restoring needs it for itself alone.

Both locks are the operating system's, so those of a process that dies are gone with it.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from balai.core.errors import Conflict

IN_USE, SERVED = "in-use.lock", "served.lock"
UNFINISHED = "restore-unfinished"
"""A file of this name stands in a home while a restore puts things in place."""


def use(home: Path) -> int:
    """Share the home until this process ends; return the descriptor that holds the lock.

    Raises Conflict while a backup is being restored into it, or where that was broken off.
    """
    descriptor = _lock(home / IN_USE, fcntl.LOCK_SH)
    if descriptor is None:
        raise Conflict(
            "A backup is being restored into this home.", "Wait until it is done.", kind="in-use"
        )
    if (home / UNFINISHED).exists():
        os.close(descriptor)
        raise Conflict(
            "A restore into this home was broken off half way.",
            "Run `balai restore FILE --force` again; what stood here before lies in the home.",
            kind="restore-unfinished",
        )
    return descriptor


def serve(home: Path) -> None:
    """Be the one server of a home, also after this process becomes another program.

    Raises Conflict where another server has it.
    """
    served = _lock(home / SERVED, fcntl.LOCK_EX)
    if served is None:
        raise Conflict(
            "A node is running on this home already.", "Stop it first.", kind="already-running"
        )
    for descriptor in (served, use(home)):
        os.set_inheritable(descriptor, True)


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """Have the home to oneself. Raises Conflict while a server or a command uses it.

    Where what is done fails, a lock that was made for it is gone again.
    """
    is_new = not (home / IN_USE).exists()
    descriptor = _lock(home / IN_USE, fcntl.LOCK_EX)
    if descriptor is None:
        raise Conflict(
            "This home is in use: a node is running on it, or another command works there.",
            "Stop the node, or wait for the command, and try again.",
            kind="in-use",
        )
    try:
        yield
    except BaseException:
        if is_new:
            (home / IN_USE).unlink(missing_ok=True)
        raise
    finally:
        os.close(descriptor)


def _lock(path: Path, how: int) -> int | None:
    """Lock a file and return its descriptor; None where others hold it.

    A file that was taken away between opening and locking locks nobody out: then once more.
    """
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, how | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return None
        try:
            if os.path.samestat(os.fstat(descriptor), path.stat()):
                return descriptor
        except FileNotFoundError:
            pass  # taken away just now
        os.close(descriptor)
