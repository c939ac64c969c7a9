"""Work beside that of this thread, for what waits for another process and holds no database.

A thread for each, and no executor: an executor is waited for when the process ends, so that one
hung encoder would hold it up, and its threads do not live on in a process that was forked.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

Result = TypeVar("Result")


def in_background(work: Callable[[], Result]) -> Future[Result]:
    """Do work in a thread of its own; what it returns or raises comes with the future.

    It must not touch the database: a thread has a connection of its own, which nobody would close.
    """
    coming: Future[Result] = Future()

    def do() -> None:
        try:
            coming.set_result(work())
        except BaseException as error:
            coming.set_exception(error)

    threading.Thread(target=do, daemon=True).start()
    return coming
