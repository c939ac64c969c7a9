"""Tables of a page, told by the white between their columns.

Rows below each other are a table when gutters run down between their cells: the same white in
every row. Cells may be of several lines, so a row with text in one column goes on with the row
above it. Prose in columns has gutters too; it is told apart by its lines, which are full of words
and go on with the sentence of the line before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from balai.core.passages.normalise import join_lines

from .items import item_mark
from .lines import Line, beside, runs_right_to_left

Gutter = tuple[float, float]
"""The left and right edge of white between two columns, in points."""

# Shares of the letters' size.
_WHITE = 0.8
_LEAST_WHITE = 1.2  # once in each row
_UP = 7.0
_FROM_MARK = 4.0
_NEXT_ROW = 3.0
_NEXT_LINE = 0.9
_SAME_CELL = 0.35

_RAGGED = 2.0
_WIDE = 12.0
_FILLED = 0.6  # share of a column's lines
_FEW_LINES = 5

_NEARLY_FULL = 0.8  # of the width of a column

_OPEN_SHARE = 0.35  # of the rows of a table have text in several columns
_FULL_OF_WORDS = 4.0  # words a line
_GOING_ON = 0.3  # share of cells that go on with a sentence
_LONGEST_CELL = 40  # words at the mean: what is longer is prose beside its heading
_LISTED = 0.4  # of the cells begin with the mark of an item
_MARK = re.compile(r"(?:[IVXLC]{1,6}|[A-Z]|\d{1,3}(?:\.\d{1,3})*)[.)]?$")


@dataclass(frozen=True)
class _Cell:
    text: str
    left: float
    right: float
    line: Line


@dataclass(frozen=True)
class _Row:
    """The cells whose lines stand on one baseline, from left to right."""

    cells: tuple[_Cell, ...]
    top: float
    bottom: float
    size: float


def with_tables(lines: Sequence[Line]) -> list[Line]:
    """Return the lines of a page with each row of a table put together as one line with cells.

    `lines` are in the order of the page's content.
    """
    found: list[Line] = []
    tables = 0
    for flow in _flows(lines):
        rows = _rows(flow)
        put: dict[Line, list[Line]] = {}
        at = 0
        while at < len(rows):
            end, gutters = _grown(rows, at)
            table = _table(rows[at:end], gutters, tables + 1) if gutters else []
            if table:
                tables += 1
                of_table = {cell.line for row in rows[at:end] for cell in row.cells}
                put.update((line, []) for line in of_table)
                put[next(line for line in flow if line in of_table)] = table
            at = end
        found.extend(each for line in flow for each in put.get(line, [line]))
    return found


def _flows(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """Yield the parts of a page that were written without going far up again.

    Tables are written row by row; what begins anew at the top is another column of the page.
    """
    start = 0
    for at, (before, line) in enumerate(pairwise(lines), 1):
        if before.top - line.top > _UP * line.size:
            yield lines[start:at]
            start = at
    yield lines[start:]


def _rows(lines: Sequence[Line]) -> list[_Row]:
    groups: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (line.top, line.left)):
        if groups and beside(groups[-1][0], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [
        _Row(
            _cells(group),
            min(line.top for line in group),
            max(line.bottom for line in group),
            max(line.size for line in group),
        )
        for group in groups
    ]


def _cells(lines: Sequence[Line]) -> tuple[_Cell, ...]:
    """Return the cells of a row; a mark and what it marks are one."""
    cells = [
        _Cell(text, left, right, line)
        for line in lines
        for text, left, right in line.parts or ((line.text, line.left, line.right),)
    ]
    cells.sort(key=lambda cell: cell.left)
    if len(cells) == 2 and _marks(*cells):
        text = f"{cells[0].text} {cells[1].text}"
        return (replace(cells[0], text=text, right=max(cell.right for cell in cells)),)
    return tuple(cells)


def _marks(mark: _Cell, item: _Cell) -> bool:
    """Say whether a cell is the mark of the list item beside it."""
    is_mark = _MARK.match(mark.text) or item_mark(f"{mark.text} a")
    near = item.left - mark.right < _FROM_MARK * item.line.size
    return bool(is_mark) and near and any(map(str.isalpha, item.text))


def _gutters(row: _Row) -> list[Gutter]:
    """Return the white between the cells of a row."""
    found: list[Gutter] = []
    reach = row.cells[0].right
    for cell in row.cells[1:]:
        if cell.left - reach >= _WHITE * row.size:
            found.append((reach, cell.left))
        reach = max(reach, cell.right)
    return found if any(b - a >= _LEAST_WHITE * row.size for a, b in found) else []


def _grown(rows: Sequence[_Row], at: int) -> tuple[int, list[Gutter]]:
    """Return where the rows end that share gutters with the row at `at`, and those gutters."""
    gutters = _gutters(rows[at])
    end = at + 1
    while gutters and end < len(rows):
        row, before = rows[end], rows[end - 1]
        distance, left = row.top - before.bottom, _left_open(gutters, row)
        left = [*_outside(rows[at:end], row), *left]
        if distance > _NEXT_ROW * row.size or 2 * len(left) < len(gutters):
            break
        if _columns_used(row, left) == 1 and (
            distance > _NEXT_LINE * row.size or len(left) < len(gutters)
        ):
            break
        gutters, end = sorted(left), end + 1
    return end, gutters


def _left_open(gutters: Sequence[Gutter], row: _Row) -> list[Gutter]:
    """Return what a row leaves of gutters; a cell amid wide white makes two of it."""
    left: list[Gutter] = []
    for start, end in gutters:
        reach = start
        for cell in row.cells:
            if cell.right > start and cell.left < end:
                if cell.left - reach >= _WHITE * row.size:
                    left.append((reach, cell.left))
                reach = max(reach, cell.right)
        if end - reach >= _WHITE * row.size:
            left.append((reach, end))
    return left


def _outside(rows: Sequence[_Row], row: _Row) -> Iterator[Gutter]:
    """Yield the white between rows and the cells that a row has on either side of them."""
    first = min(cell.left for each in rows for cell in each.cells)
    last = max(cell.right for each in rows for cell in each.cells)
    before = max((cell.right for cell in row.cells if cell.left < first), default=first)
    after = min((cell.left for cell in row.cells if cell.right > last), default=last)
    for start, end in ((before, first), (last, after)):
        if end - start >= _LEAST_WHITE * row.size:
            yield start, end


def _column(cell: _Cell, gutters: Sequence[Gutter]) -> int:
    middle = (cell.left + cell.right) / 2
    return sum(start + end < 2 * middle for start, end in gutters)


def _columns_used(row: _Row, gutters: Sequence[Gutter]) -> int:
    return len({_column(cell, gutters) for cell in row.cells})


def _table(rows: Sequence[_Row], gutters: Sequence[Gutter], number: int) -> list[Line]:
    """Return the rows of a table as lines; none where it is prose, or too little to tell."""
    if runs_right_to_left(" ".join(cell.text for row in rows for cell in row.cells)):
        rows, gutters = _mirrored(rows, gutters)
    open_rows = [row for row in rows if _columns_used(row, gutters) > 1]
    if len(open_rows) < 2 or len(open_rows) < _OPEN_SHARE * len(rows) or _are_lists(rows):
        return []
    whole = [_texts(group, gutters) for group in _whole_rows(rows, gutters)]
    if not _is_table(rows, whole, gutters):
        return []
    return [
        replace(
            group[0].cells[0].line,
            text=" ".join(filter(None, texts)),
            left=min(cell.line.left for row in group for cell in row.cells),
            right=max(cell.line.right for row in group for cell in row.cells),
            top=min(row.top for row in group),
            bottom=max(row.bottom for row in group),
            cells=tuple(filter(None, texts)),
            parts=(),
            table=number,
        )
        for group, texts in zip(_whole_rows(rows, gutters), whole, strict=True)
    ]


def _are_lists(rows: Sequence[_Row]) -> bool:
    """Say whether most cells are items or their marks: lists beside each other, read one by one."""
    cells = [cell.text for row in rows for cell in row.cells]
    marks = [item_mark(text) or item_mark(f"{text} a") for text in cells]
    return sum(mark[-1:] != "" and not mark[-1].isdigit() for mark in marks) > _LISTED * len(cells)


def _mirrored(rows: Sequence[_Row], gutters: Sequence[Gutter]) -> tuple[list[_Row], list[Gutter]]:
    """Return rows that are read from right to left as if they were read from left to right."""
    turned = [
        replace(
            row,
            cells=tuple(
                replace(cell, left=-cell.right, right=-cell.left) for cell in reversed(row.cells)
            ),
        )
        for row in rows
    ]
    return turned, [(-end, -start) for start, end in reversed(gutters)]


def _texts(group: Sequence[_Row], gutters: Sequence[Gutter]) -> list[str]:
    """Return the text of each column in a row of a table."""
    columns: list[list[str]] = [[] for _ in range(len(gutters) + 1)]
    for row in group:
        for cell in row.cells:
            columns[_column(cell, gutters)].append(cell.text)
    return [join_lines(texts) for texts in columns]


def _whole_rows(rows: Sequence[_Row], gutters: Sequence[Gutter]) -> list[list[_Row]]:
    """Return the rows of each row of the table, whose cells may be of several lines.

    Where more white stands between some rows than between others, it parts them, if nothing else
    begins in the first column amid them; otherwise each row with several cells begins one.
    """
    gaps = [low.top - high.bottom for high, low in pairwise(rows)]
    limit = min(gaps) + _SAME_CELL * rows[0].size
    by_white = _parted(rows, [gap > limit for gap in gaps])
    firsts = [row.cells[0] for row in rows if _has_first(row, gutters)]
    wraps = _wrapping(firsts)
    heads = [[row for row in group if _has_first(row, gutters)] for group in by_white]
    if all(row.cells[0] in wraps for group in heads for row in group[1:]):
        return by_white
    return _parted(
        rows,
        [
            _columns_used(row, gutters) > 1
            or gap > limit
            or (_has_first(row, gutters) and row.cells[0] not in wraps)
            for row, gap in zip(rows[1:], gaps, strict=True)
        ],
    )


def _parted(rows: Sequence[_Row], begins: Sequence[bool]) -> list[list[_Row]]:
    groups = [[rows[0]]]
    for row, new in zip(rows[1:], begins, strict=True):
        if new:
            groups.append([row])
        else:
            groups[-1].append(row)
    return groups


def _has_first(row: _Row, gutters: Sequence[Gutter]) -> bool:
    return _column(row.cells[0], gutters) == 0


def _wrapping(cells: Sequence[_Cell]) -> set[_Cell]:
    """Return the lines of a column that go on with the line above.

    They begin with a small letter; in scripts that have none, the line above is nearly full.
    """
    widest = max((cell.right - cell.left for cell in cells), default=0.0)
    return {
        cell
        for above, cell in pairwise(cells)
        if cell.text[:1].islower()
        or (_has_no_case(cell.text[:1]) and above.right - above.left > _NEARLY_FULL * widest)
    }


def _has_no_case(letter: str) -> bool:
    return letter.isalpha() and letter.lower() == letter.upper()


def _is_table(
    rows: Sequence[_Row], whole: Sequence[Sequence[str]], gutters: Sequence[Gutter]
) -> bool:
    """Tell a table from prose in columns and from prose beside its headings."""
    short = 0
    for column in range(len(gutters) + 1):
        lines = list(_lines_of(rows, gutters, column))
        cells = [texts[column] for texts in whole if texts[column]]
        if _is_filled(lines, rows[0].size):
            return False
        words = sum(len(line.text.split()) for line in lines) / max(1, len(lines))
        if words < _FULL_OF_WORDS:
            short += len(cells) >= 0.4 * len(whole)
            continue
        going_on = sum(cell[:1].islower() for cell in cells)
        length = sum(len(cell.split()) for cell in cells) / len(cells)
        if going_on > _GOING_ON * len(cells) or length > _LONGEST_CELL:
            return False
    return short > 0 and len(whole) > 1


def _is_filled(lines: Sequence[_Cell], size: float) -> bool:
    """Say whether most lines of a column go to its right edge, as those of prose do."""
    if len(lines) < _FEW_LINES:
        return False
    edge = max(line.right for line in lines)
    filled = sum(
        edge - line.right < _RAGGED * size and line.right - line.left > _WIDE * size
        for line in lines
    )
    return filled > _FILLED * len(lines)


def _lines_of(rows: Sequence[_Row], gutters: Sequence[Gutter], column: int) -> Iterator[_Cell]:
    for row in rows:
        for cell in row.cells:
            if _column(cell, gutters) == column:
                yield cell
