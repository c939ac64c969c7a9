"""The mathematics of a live room in a process of its own, which yields to everything else.

The child holds no database: it is handed votes and returns a result. One child serves the whole
node, is started when it is first needed, and is started anew should it have died.
"""

from __future__ import annotations

import os
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from balai.core.opinions.results import Opinions

Rows = list[tuple[str, str, int]]
_lock = threading.Lock()
_pool: ProcessPoolExecutor | None = None


def analyse_apart(rows: Rows, statements: list[str]) -> Opinions:
    """Return the result of votes, computed by the child; one that died is tried once more."""
    try:
        return _child().submit(analyse_rows, rows, statements).result()
    except BrokenProcessPool:
        end()
        return _child().submit(analyse_rows, rows, statements).result()


def analyse_rows(rows: Rows, statements: list[str]) -> Opinions:
    """Return the result of votes, computed here."""
    from balai.core.opinions.analysing import analyse
    from balai.core.opinions.votes import Votes

    return analyse(Votes.of(rows, statements=statements))


def end() -> None:
    """Let the child go."""
    global _pool
    with _lock:
        gone, _pool = _pool, None
    if gone is not None:
        gone.shutdown(wait=False, cancel_futures=True)


def _child() -> ProcessPoolExecutor:
    global _pool
    with _lock:
        if _pool is None:
            _pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_yield)
        return _pool


def _yield() -> None:
    """Give way to whoever serves people, and use one thread."""
    os.environ |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    os.nice(15)
