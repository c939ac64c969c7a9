"""A line of text with its place on a page."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

# Shares of the letters' size.
_CELL_GAP = 1.2
_WORD_GAP = 0.15


@dataclass(frozen=True)
class Line:
    """A run of text on one baseline, in points from the top left of its page.

    `size` is that of its letters, `bold` whether it is set bold. `cells` are the texts of the
    parts of a row that stand apart, empty where there is one part; `table` is the number of the
    table on its page that the row is of, 0 where it is of none. `parts` are the texts of a line
    between its wide gaps, each with its left and right edge, empty where there are no gaps.
    `confidence` is how surely its words were recognised where it was scanned, from 0 to 1.
    """

    page: int
    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    bold: bool = False
    cells: tuple[str, ...] = ()
    parts: tuple[tuple[str, float, float], ...] = ()
    table: int = 0
    confidence: float = 1.0

    @property
    def height(self) -> float:
        """The height of the line's box in points."""
        return self.bottom - self.top

    @property
    def width(self) -> float:
        """The width of the line's box in points."""
        return self.right - self.left


def beside(one: Line, other: Line) -> bool:
    """Say whether two lines stand on one baseline."""
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return one.page == other.page and shared > 0.6 * min(one.height, other.height)


def runs_right_to_left(text: str) -> bool:
    """Say whether most letters of a text are Arabic, Hebrew or of another such script."""
    kinds = [unicodedata.bidirectional(character) for character in text]
    return kinds.count("R") + kinds.count("AL") > kinds.count("L")


def row_of(parts: Sequence[Line]) -> Line:
    """Return the parts of a row as one line, its cells in the order in which they are read.

    That is the order they were given in, which is the author's; where most letters run from
    right to left, the rightmost part comes first.
    """
    if len(parts) == 1:
        return parts[0]
    from_right = runs_right_to_left("".join(part.text for part in parts))
    if from_right:
        parts = sorted(parts, key=lambda part: -part.right)
    widest = max(parts, key=lambda part: len(part.text))
    cells = [parts[0].text]
    for before, part in pairwise(parts):
        gap = max(before.left, part.left) - min(before.right, part.right)
        if gap > _CELL_GAP * widest.size:
            cells.append(part.text)
        else:
            spaced = from_right or gap > _WORD_GAP * widest.size
            cells[-1] += f" {part.text}" if spaced else part.text
    return replace(
        widest,
        text=" ".join(cells),
        left=min(part.left for part in parts),
        top=min(part.top for part in parts),
        right=max(part.right for part in parts),
        bottom=max(part.bottom for part in parts),
        bold=all(part.bold for part in parts),
        cells=tuple(cells) if len(cells) > 1 else (),
        parts=(),
    )
