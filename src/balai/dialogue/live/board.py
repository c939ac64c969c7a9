"""What a room has come to, kept in memory: three hundred phones must not count three hundred times.

Counts are taken anew at most once a second, by whichever request finds them old; the others are
answered with what was counted before, which is less than two seconds old. Groups and their tests
are found in a process apart, one at a time, which then rests five times as long as it worked, so
that votes are never kept waiting by mathematics. Nothing here is the record: votes are.
"""

from __future__ import annotations

import logging
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from threading import Lock
from typing import Any

from balai.core.errors import NotReady
from balai.dialogue.apart import Rows, found_apart
from balai.dialogue.queries import counting
from balai.dialogue.queries.counting import Counts
from balai.dialogue.queries.rooms import changed_of
from balai.foundation.background import in_background

FRESH = 1.0
"""Seconds for which counts are good."""
REST = 5.0
"""What finds groups rests so many times as long as it worked."""
ROOMS = 200
"""Rooms that are kept in memory."""

_log = logging.getLogger(__name__)


@dataclass
class Board:
    """One room's counts and what was found last, with the change at which each was taken."""

    counts: Counts
    changed: int
    taken: float
    found: dict[str, Any] | None = None
    found_changed: int = -1
    not_before: float = 0.0
    pages: tuple[str, dict[str, str]] = ("", {})
    """A mark, and what was drawn of it: three hundred phones are shown the same."""
    counting: Lock = field(default_factory=Lock)
    finding: Lock = field(default_factory=Lock)

    @property
    def mark(self) -> str:
        """Return what an ETag is made of: what is shown is the same while this is."""
        return f"{self.changed}-{self.found_changed}"

    @property
    def data(self) -> dict[str, Any]:
        """Return what the room says by now, as a closed round would keep it."""
        return counting.kept(self.counts, self.found)

    def drawn(self, what: str, draw: Callable[[], str]) -> str:
        """Return a part of a page, drawn once as long as the room has not changed.

        Only what is the same for everybody who may see it at all: no token, nobody's own votes.
        """
        if self.pages[0] != self.mark:
            self.pages = (self.mark, {})
        known = self.pages[1]
        if what not in known:
            known[what] = draw()
        return known[what]


_boards: OrderedDict[str, Board] = OrderedDict()
_all = Lock()


def board_of(room_id: str, *, with_groups: bool = False) -> Board:
    """Return a room's board with counts that are at most a second old."""
    board = _boards.get(room_id)
    if board is None:
        board = _kept(room_id, Board(*_counted(room_id)))
    elif time.monotonic() - board.taken >= FRESH and board.counting.acquire(blocking=False):
        try:
            if changed_of(room_id) == board.changed:
                board.taken = time.monotonic()
            else:
                board.counts, board.changed, board.taken = _counted(room_id)
        finally:
            board.counting.release()
    if with_groups:
        _keep_up(room_id, board)
    return board


def count_anew(room_id: str) -> None:
    """Let the next look at a room count anew, for whoever has just changed it."""
    if room_id in _boards:
        _boards[room_id].taken = -FRESH


def _counted(room_id: str) -> tuple[Counts, int, float]:
    """Return the counts, the change they hold at the least, and when they were asked for."""
    began, changed = time.monotonic(), changed_of(room_id)
    return counting.counts_of(room_id), changed, began


def _kept(room_id: str, new: Board) -> Board:
    with _all:
        board = _boards.setdefault(room_id, new)
        _boards.move_to_end(room_id)
        while len(_boards) > ROOMS:
            _boards.popitem(last=False)
    return board


def _keep_up(room_id: str, board: Board) -> None:
    """Begin to find groups in what is new, unless that is at work or rests."""
    is_due = board.found_changed != board.changed and time.monotonic() >= board.not_before
    if not is_due or not board.finding.acquire(blocking=False):
        return
    try:
        changed, votes = board.changed, counting.votes_in(room_id)
    except BaseException:
        board.finding.release()
        raise
    in_background(partial(_find, board, changed, *votes))


def _find(board: Board, changed: int, rows: Rows, statements: list[str]) -> None:
    began = time.monotonic()
    try:
        board.found = found_apart(rows, statements)
        board.found_changed = changed
    except NotReady:
        _log.exception("the groups of a room were not found; they are looked for again")
    finally:
        board.not_before = time.monotonic() + REST * (time.monotonic() - began)
        board.finding.release()
