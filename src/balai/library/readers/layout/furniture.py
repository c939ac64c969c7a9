"""Running headers, footers and page numbers, which are no part of what a document says.

A line is furniture when it stands at the edge of its page and the same words, digits aside,
stand at the same edge of several other pages; or when it is nothing but a page number there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from .lines import Line

_DIGITS = re.compile(r"\d+|\b[ivxlc]+\b", re.I)
_NUMBER = re.compile(
    r"\W*(?:page|p\.|pg|muka surat|halaman|hlm\.?|pagina|blz\.?|página|seite)?\s*"
    r"(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:/|of|de|sur|van|dari|daripada|von)\s*\d{1,4})?\W*",
    re.I,
)
_EDGE = 0.12  # share of the page's height
_AT_EDGE = 3  # lines


def without_furniture(pages: Sequence[tuple[float, list[Line]]]) -> list[list[Line]]:
    """Return each page's lines without its furniture; `pages` holds (height, lines)."""
    edges = [_edges(height, lines) for height, lines in pages]
    counts: Counter[tuple[str, str]] = Counter()
    for edge in edges:
        counts.update({(side, _key(line.text)) for line, side in edge.items()})
    # On few pages two are enough to be a habit; on many, a tenth of them or five.
    needed = 2 if len(pages) < 8 else 3
    kept = []
    for (_, lines), edge in zip(pages, edges, strict=True):
        drop = {
            line
            for line, side in edge.items()
            if counts[side, _key(line.text)] >= needed or _NUMBER.fullmatch(line.text.strip())
        }
        kept.append([line for line in lines if line not in drop])
    return kept


def _key(text: str) -> str:
    return _DIGITS.sub("#", " ".join(text.lower().split()))


def _edges(height: float, lines: Sequence[Line]) -> dict[Line, str]:
    """Return the lines at the edges of a page, with the edge each stands at."""
    ordered = sorted(lines, key=lambda line: line.top)
    found = {line: "top" for line in ordered[:_AT_EDGE] if line.bottom < max(72.0, height * _EDGE)}
    found.update(
        {
            line: "bottom"
            for line in ordered[-_AT_EDGE:]
            if line.top > height - max(72.0, height * _EDGE)
        }
    )
    return found
