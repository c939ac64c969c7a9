"""Lines of PDFs written from right to left, mended where PDFium turns them round too simply."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

_OTHER = {"(": ")", ")": "(", "[": "]", "]": "["}
# An opening bracket at the end of a word, a closing one at the beginning of one.
_BRACKET = re.compile(r"(?<=[^\s(\[])[(\[](?=[\s)\].,،؛:]|$)|(?<![^\s)\]])[)\]](?=[^\s)\].,،؛:])")
_TURN_GAP = 1.5  # points between parts written in different directions


class Glyph(NamedTuple):
    """A character and the left and right edges of its box in points."""

    text: str
    left: float
    right: float


def logical_text(run: list[Glyph]) -> str:
    """Return a line in logical order, with spaces between directions where there are gaps."""
    parts: list[str] = []
    before: list[Glyph] = []
    for stretch in _stretches(_unfolded(run)):
        if before and _gap(before, stretch) > _TURN_GAP:
            parts.append(" ")
        parts.append("".join(glyph.text for glyph in stretch).strip())
        before = stretch
    return _BRACKET.sub(_turned, "".join(parts))


def _turned(found: re.Match[str]) -> str:
    """Turn a bracket that opens where it should close, or the other way round.

    A line that is turned round keeps the shapes of its brackets, which then face the wrong way.
    """
    return _OTHER[found[0]]


def _unfolded(run: list[Glyph]) -> list[Glyph]:
    """Return glyphs with the letters of one ligature in their order.

    PDFium turns a line round letter by letter, and with it the letters that one glyph stands
    for; these have the same box.
    """
    mended: list[Glyph] = []
    at = 0
    while at < len(run):
        end = at + 1
        while end < len(run) and run[end][1:] == run[at][1:] and _direction(run[at]) == "R":
            end += 1
        mended.extend(reversed(run[at:end]))
        at = end
    return mended


def _direction(glyph: Glyph) -> str:
    kind = unicodedata.bidirectional(glyph.text[:1] or " ")
    return "R" if kind in ("R", "AL") else "L" if kind in ("L", "EN", "AN") else ""


def _stretches(run: list[Glyph]) -> Iterator[list[Glyph]]:
    """Yield the parts of a line that are written in one direction."""
    stretch: list[Glyph] = []
    direction = ""
    for glyph in run:
        own = _direction(glyph) or direction
        if stretch and direction and own != direction:
            yield stretch
            stretch = []
        direction = own
        stretch.append(glyph)
    if stretch:
        yield stretch


def _gap(one: list[Glyph], other: list[Glyph]) -> float:
    """Return the space between two parts of a line in points."""
    first = [glyph for glyph in one if not glyph.text.isspace()] or one
    second = [glyph for glyph in other if not glyph.text.isspace()] or other
    return max(min(g.left for g in first), min(g.left for g in second)) - min(
        max(g.right for g in first), max(g.right for g in second)
    )
