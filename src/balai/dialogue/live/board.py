"""What a room has come to, kept in memory: three hundred phones must not count three hundred times.

Counts are taken anew at most once a second, by whichever request finds them old; the others are
answered with what was counted before, which is less than two seconds old. Groups and their tests
are computed in a process apart, for which a thread waits; it then rests five times as long as that
took, so that votes are never kept waiting by mathematics. Nothing here is the record: votes are.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock, Thread
from typing import Any

from django.db import connection

from balai.dialogue.live.apart import analyse_apart
from balai.dialogue.queries import counting
from balai.dialogue.queries.counting import Counts
from balai.dialogue.queries.rooms import changed_of

FRESH = 1.0
"""Seconds for which counts are good."""
REST = 5.0
"""A thread rests so many times as long as it worked."""
ROOMS = 200
"""Rooms that are kept in memory."""


@dataclass
class Board:
    """One room's counts and its last whole result, with the change at which each was taken."""

    counts: Counts | None = None
    changed: int = -1
    taken: float = 0.0
    result: dict[str, Any] | None = None
    result_changed: int = -1
    not_before: float = 0.0
    is_working: bool = False
    pages: dict[str, bytes] = field(default_factory=dict)
    """What was drawn of the last mark, by what it is: three hundred phones are shown the same."""
    pages_mark: str = ""
    lock: Lock = field(default_factory=Lock)

    @property
    def mark(self) -> str:
        """Return what an ETag is made of: what is shown is the same while this is."""
        return f"{self.changed}-{self.result_changed}"

    def drawn(self, what: str, draw: Callable[[], bytes]) -> bytes:
        """Return a part of a page, drawn once as long as the room has not changed.

        Only what is the same for everybody who may see it at all: no token, nobody's own votes.
        """
        if self.pages_mark != self.mark:
            self.pages, self.pages_mark = {}, self.mark
        pages = self.pages
        if what not in pages:
            pages[what] = draw()
        return pages[what]


_boards: OrderedDict[str, Board] = OrderedDict()
_all = Lock()


def board_of(room_id: str, *, with_groups: bool = False) -> Board:
    """Return a room's board with counts that are at most a second old."""
    with _all:
        board = _boards.setdefault(room_id, Board())
        _boards.move_to_end(room_id)
        while len(_boards) > ROOMS:
            _boards.popitem(last=False)
    if board.counts is None:
        with board.lock:
            _count(room_id, board)
    elif time.monotonic() - board.taken >= FRESH and board.lock.acquire(blocking=False):
        try:
            _count(room_id, board)
        finally:
            board.lock.release()
    if with_groups:
        _keep_up(room_id, board)
    return board


def forget(room_id: str) -> None:
    """Let the next look at a room count anew, for whoever has just changed it."""
    with _all:
        _boards.pop(room_id, None)


def _count(room_id: str, board: Board) -> None:
    changed = changed_of(room_id)
    if board.counts is None or changed != board.changed:
        counts = counting.counts_of(room_id)
        board.counts, board.changed = counts, -1 if changed is None else changed
    board.taken = time.monotonic()


def _keep_up(room_id: str, board: Board) -> None:
    if board.result_changed == board.changed or time.monotonic() < board.not_before:
        return
    with board.lock:
        if board.is_working:
            return
        board.is_working = True
    Thread(target=_alone, args=(room_id, board), daemon=True).start()


def _alone(room_id: str, board: Board) -> None:
    """Compute in a thread of its own, whose connection nobody else would close."""
    try:
        _compute(room_id, board)
    finally:
        connection.close()


def _compute(room_id: str, board: Board) -> None:
    began = time.monotonic()
    try:
        changed = changed_of(room_id)
        counts = counting.counts_of(room_id)
        board.result = counting.kept(counts, analyse_apart(*counting.votes_in(room_id)))
        board.result_changed = -1 if changed is None else changed
    finally:
        board.not_before = time.monotonic() + REST * (time.monotonic() - began)
        board.is_working = False
