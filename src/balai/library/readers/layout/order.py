"""The reading order of a page's lines.

The order of a page's content is nearly always the author's: columns one after the other, cells
of a table by row. What is out of place is moved: a part that stands wholly above another in the
same column is read before it. Columns that were written line by line across the gutter are
taken apart first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .lines import Line

_SAME_COLUMN = 0.3  # share of the narrower part's width that two parts have in common
_JUMP = 2.5  # line heights
_MOST_PARTS = 1_000
_LEAST_ROWS = 6
_LEAST_WORDS = 3.5


@dataclass
class _Part:
    """Lines that follow each other down the page without a jump."""

    lines: list[Line]

    @property
    def left(self) -> float:
        return min(line.left for line in self.lines)

    @property
    def right(self) -> float:
        return max(line.right for line in self.lines)

    @property
    def top(self) -> float:
        return min(line.top for line in self.lines)

    @property
    def bottom(self) -> float:
        return max(line.bottom for line in self.lines)


def in_reading_order(lines: Sequence[Line]) -> list[Line]:
    """Return the lines of a page in the order in which they are read."""
    parts = _parts(_columns_apart(lines))
    if len(parts) > _MOST_PARTS:  # scattered letters have no order to find
        return [line for part in parts for line in part.lines]
    ordered: list[_Part] = []
    for part in parts:
        place = len(ordered)
        for index, other in enumerate(ordered):
            if _is_above(part, other):
                place = index
                break
        ordered.insert(place, part)
    return [line for part in ordered for line in part.lines]


def _parts(lines: Sequence[Line]) -> list[_Part]:
    parts: list[_Part] = []
    for line in lines:
        if parts and _follows(parts[-1].lines[-1], line):
            parts[-1].lines.append(line)
        else:
            parts.append(_Part([line]))
    return parts


def _follows(last: Line, line: Line) -> bool:
    """Say whether a line goes on below or beside another without a jump."""
    height = max(last.height, line.height)
    beside = min(last.bottom, line.bottom) - max(last.top, line.top) > 0.4 * min(
        last.height, line.height
    )
    return beside or -0.3 * height <= line.top - last.bottom <= _JUMP * height


def _is_above(part: _Part, other: _Part) -> bool:
    common = min(part.right, other.right) - max(part.left, other.left)
    narrower = min(part.right - part.left, other.right - other.left)
    return part.bottom <= other.top + 2 and common > _SAME_COLUMN * narrower


def _columns_apart(lines: Sequence[Line]) -> list[Line]:
    """Return lines with columns that were written across the gutter put one after the other."""
    rows: list[list[Line]] = []
    for line in lines:
        if rows and _beside(rows[-1][-1], line):
            rows[-1].append(line)
        else:
            rows.append([line])
    ordered: list[Line] = []
    at = 0
    while at < len(rows):
        end = at
        while end < len(rows) and len(rows[end]) == 2 and _same_gutter(rows[at], rows[end]):
            end += 1
        if end - at >= _LEAST_ROWS and _is_prose(rows[at:end]):
            for side in (0, 1):
                ordered.extend(row[side] for row in rows[at:end])
        else:
            end = max(end, at + 1)
            ordered.extend(line for row in rows[at:end] for line in row)
        at = end
    return ordered


def _beside(last: Line, line: Line) -> bool:
    return line.left > last.right and abs(line.bottom - last.bottom) < 0.3 * line.height


def _same_gutter(row: Sequence[Line], other: Sequence[Line]) -> bool:
    return max(row[0].right, other[0].right) < min(row[1].left, other[1].left)


def _is_prose(rows: Sequence[Sequence[Line]]) -> bool:
    """Tell columns of prose from the cells of a table: their lines are full of words."""
    words = [len(line.text.split()) for row in rows for line in row]
    return sum(words) / len(words) >= _LEAST_WORDS
