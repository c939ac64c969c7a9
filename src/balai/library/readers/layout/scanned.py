"""The lines of a scanned page from the words recognised in its picture.

A program for recognising text guesses at paragraphs by how far lines stand apart, and takes widely
spaced lines for paragraphs of their own. So only its lines and their order are kept; paragraphs
are told by `paragraphs`, which measures every gap by the usual distance of lines on the page. For
that, lines need the size of their letters and their baseline, which boxes do not tell: the box of
"now" is half as high as that of "Edgy". Both are worked out from the letters in the box.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from statistics import fmean, median

from balai.core.passages.normalise import normalise_line

from .lines import Line

POINTS = 72  # in an inch
# How far letters reach from their baseline, in sizes: typical of faces for text.
_SMALL_LETTERS, _TALL, _BELOW = 0.53, 0.75, 0.21
_ANY_SCRIPT = 0.96
_ASCENT, _DESCENT = 0.8, 0.22
_REACHES_UP = re.compile(r"[A-ZÀ-Þbdfhijklßt0-9?!&%]")
_REACHES_DOWN = re.compile(r"[gjpqyçÇQ,;()\[\]{}|/@]")
_LATIN = re.compile(r"[A-Za-zÀ-ÿ]")
_NOISE = 35.0  # of 100
_AT_START = 4  # words: a page that lies askew has no one baseline
# Sizes this near to the usual one are the usual one, badly measured.
_NEAR = 1.2
_NEAR_IN_ANY_SCRIPT = 1.4


@dataclass(frozen=True)
class Word:
    """A word as it was recognised, its box in dots from the top left of the picture.

    `paragraph` and `line` are the program's numbers; words come in the order in which they are
    read. `confidence` is from 0 to 100.
    """

    page: int
    paragraph: tuple[int, int]
    line: int
    left: int
    top: int
    width: int
    height: int
    confidence: float
    text: str

    @property
    def bottom(self) -> int:
        """The lower edge of the box."""
        return self.top + self.height


def lines_of(words: Sequence[Word], dots_per_inch: int) -> list[list[Line]]:
    """Return the lines of each page in the order of their words; mere noise is left out."""
    pages = []
    for _, page in groupby(words, lambda word: word.page):
        lines = [_line(line, POINTS / dots_per_inch) for line in _lines(page)]
        pages.append(_sized([line for line in lines if line.text]))
    return pages


def _lines(words: Iterator[Word]) -> Iterator[list[Word]]:
    for _, group in groupby(words, lambda word: word.paragraph):
        paragraph = list(group)
        if fmean(word.confidence for word in paragraph) >= _NOISE:
            for _, line in groupby(paragraph, lambda word: word.line):
                yield list(line)


def _line(words: Sequence[Word], scale: float) -> Line:
    """Return words as a line; its height is that of its letters about their baseline."""
    size = median(_size(word) for word in words) * scale
    base = _baseline(words) * scale
    return Line(
        page=words[0].page,
        text=normalise_line(" ".join(word.text for word in words)),
        left=min(word.left for word in words) * scale,
        top=base - _ASCENT * size,
        right=max(word.left + word.width for word in words) * scale,
        bottom=base + _DESCENT * size,
        size=size,
        confidence=min(fmean(word.confidence for word in words), 100.0) / 100,
    )


def _size(word: Word) -> float:
    """Return the size the letters of a word must have to fill the height of its box."""
    if not _LATIN.search(word.text):
        return word.height / _ANY_SCRIPT
    reach = _TALL if _REACHES_UP.search(word.text) else _SMALL_LETTERS
    return word.height / (reach + (_BELOW if _REACHES_DOWN.search(word.text) else 0.0))


def _baseline(words: Sequence[Word]) -> float:
    """Return where the first words stand, by those that have no letter reaching below the line."""
    standing = [
        word for word in words if _LATIN.search(word.text) and not _REACHES_DOWN.search(word.text)
    ]
    return median(word.bottom for word in (standing or words)[:_AT_START])


def _sized(page: Sequence[Line]) -> list[Line]:
    """Return the lines of a page, those of about one size with that very size."""
    if not page:
        return []
    usual = median(line.size for line in page for _ in line.text)
    near = [_is_near(line, usual) for line in page]
    others = _levelled(line.size for line, same in zip(page, near, strict=True) if not same)
    return [
        replace(line, size=usual if same else others[line.size])
        for line, same in zip(page, near, strict=True)
    ]


def _is_near(line: Line, usual: float) -> bool:
    near = _NEAR if _LATIN.search(line.text) else _NEAR_IN_ANY_SCRIPT
    return usual / near <= line.size <= usual * near


def _levelled(sizes: Iterable[float]) -> dict[float, float]:
    """Return for each size that of the largest it differs from no more than by measuring."""
    levels: dict[float, float] = {}
    level = 0.0
    for size in sorted(sizes, reverse=True):
        if size * _NEAR < level or not level:
            level = size
        levels[size] = level
    return levels
