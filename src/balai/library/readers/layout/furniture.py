"""Running headers, footers and page numbers, which are no part of what a document says.

A line is furniture when it stands at the edge of its page and the same words, digits aside,
stand at the same edge of several other pages; or when it is a page number there, alone or at
the end of a line that stands well apart from the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from .lines import Line, beside, row_of

_DIGITS = re.compile(r"\d+|\b[ivxlc]+\b", re.I)
_NUMBER = re.compile(
    r"\W*(?:page|p\.|pg|muka surat|halaman|hlm\.?|pagina|blz\.?|página|seite)?\s*"
    r"(?:\d{1,4}|[ivxlc]{1,7}|\d{1,2}[-–]\d{1,3})(?:\s*(?:/|of|de|sur|van|dari|daripada|von)\s*\d{1,4})?\W*",
    re.I,
)
_EDGE = 0.14  # share of the page's height
_AT_EDGE = 3  # rows
_APART = 1.5  # line heights


def without_furniture(pages: Sequence[tuple[float, list[Line]]]) -> list[list[Line]]:
    """Return each page's lines without its furniture; `pages` holds (height, lines)."""
    edges = [list(_edge_rows(height, lines)) for height, lines in pages]
    counts = Counter(
        pair for edge in edges for pair in {(side, _key(row)) for side, row, _ in edge}
    )
    needed = 2 if len(pages) < 8 else 3
    kept = []
    for (_, lines), edge in zip(pages, edges, strict=True):
        drop: set[Line] = set()
        for side, row, apart in edge:
            text = row_of(row).text
            repeated = counts[side, _key(row)] >= needed
            if repeated or _NUMBER.fullmatch(text) or (apart and _ends_in_number(row)):
                drop.update(row)
        kept.append([line for line in lines if line not in drop])
    return kept


def _ends_in_number(row: Sequence[Line]) -> bool:
    """Say whether a row has a number of its own at one of its ends, well apart from the rest."""
    for number, neighbour in ((row[0], row[1:2]), (row[-1], row[-2:-1])):
        if neighbour and number.text.isdigit() and len(number.text) <= 4:
            gap = max(number.left, neighbour[0].left) - min(number.right, neighbour[0].right)
            if gap > _APART * number.size:
                return True
    return False


def _key(row: Sequence[Line]) -> str:
    return _DIGITS.sub("#", " ".join(line.text.lower() for line in row))


def _edge_rows(height: float, lines: Sequence[Line]) -> Iterator[tuple[str, list[Line], bool]]:
    """Yield the rows at the edges of a page: the edge, the row, whether it stands apart.

    The outermost row comes first at each edge.
    """
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (line.top, line.left)):
        if rows and beside(rows[-1][0], line):
            rows[-1].append(line)
        else:
            rows.append([line])
    margin = max(72.0, height * _EDGE)
    for index, row in enumerate(rows[:_AT_EDGE]):
        if max(line.bottom for line in row) < margin:
            after = rows[index + 1][0].top if index + 1 < len(rows) else height
            gap = after - max(line.bottom for line in row)
            yield "top", row, index == 0 and gap > _APART * row[0].height
    for index, row in enumerate(reversed(rows[-_AT_EDGE:])):
        if min(line.top for line in row) > height - margin:
            place = len(rows) - 1 - index
            before = rows[place - 1][0].bottom if place else 0.0
            gap = min(line.top for line in row) - before
            yield "bottom", row, index == 0 and gap > _APART * row[0].height
