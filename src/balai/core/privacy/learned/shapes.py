"""What a token looks like: capitals, digits, its place in the word and the sentence.

The encoder knows words by sense; that one stands with a capital inside a sentence it half
forgets.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WIDTH = 16
_LONG_WORD = 12
_OPENING = " \n\t\"“”«»‘’'("
_ENDING = ".!?…:\n"

Places = Sequence[tuple[int, int]]
"""Where each token stands in the text: start and end."""


def shapes(text: str, places: Places) -> NDArray[np.float32]:
    """Return one row of numbers between 0 and 1 for each token."""
    import numpy as np

    rows = np.zeros((len(places), WIDTH), np.float32)
    for row, (start, end) in zip(rows, places, strict=True):
        if start < end:
            row[:] = _shape(text, start, end)
    return rows


def _shape(text: str, start: int, end: int) -> list[float]:
    piece, first = text[start:end], text[start]
    word_start, word_end = _word_around(text, start, end)
    word = text[word_start:word_end]
    opens = start == 0 or not text[start - 1].isalnum()
    opens_capital = opens and first.isupper()
    begins = opens and _begins_sentence(text, start)
    capital = text[word_start].isupper()
    single = word_end - word_start == 1
    return [
        opens,
        first.isupper(),
        piece.isupper() and len(piece) > 1,
        any(map(str.isdigit, piece)),
        piece.isdigit() and len(piece) == 4,
        not any(map(str.isalnum, piece)),
        opens_capital,
        begins,
        opens_capital and not begins,
        capital,
        min(word_end - word_start, _LONG_WORD) / _LONG_WORD,
        word.isupper() and not single,
        first in ".,;:",
        first in "@/-()",
        text[word_end : word_end + 1] == "." and single and capital,
        any(map(str.isdigit, word)),
    ]


_FARTHEST = 40
"""Characters looked at to either side: Thai has no spaces, a line may be one word."""


def _word_around(text: str, start: int, end: int) -> tuple[int, int]:
    low, high = max(0, start - _FARTHEST), min(len(text), end + _FARTHEST)
    while start > low and text[start - 1].isalnum():
        start -= 1
    while end < high and text[end].isalnum():
        end += 1
    return start, end


def _begins_sentence(text: str, start: int) -> bool:
    at, low = start - 1, max(0, start - _FARTHEST)
    while at >= low and text[at] in _OPENING:
        at -= 1
    return at < 0 or text[at] in _ENDING
