"""The network that reads token states: two small layers and a window of two tokens either way.

    tag scores = W3 relu(W2 [h(-2) … h(+2)]),  h = relu(W1 [states of two layers, shapes])

About 107,000 numbers, kept in sixteen bits. It was learned by `tools/train_names.py`, which
also says from what; standardising the states is folded into W1.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from balai.core.privacy.learned.mark import Mark, MarkType
from balai.core.privacy.learned.shapes import Places, shapes
from balai.core.privacy.learned.viterbi import decode

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Rows = NDArray[np.float32]

WEIGHTS = "names.npz"
ENCODER = "multilingual-e5-small"
"""The only encoder whose states these weights can read."""
LAYERS = (5, 8)
"""Layers of the encoder, from 0, whose states are read: the last ones have forgotten names."""
REACH = 2
"""Tokens to either side that are read along."""
TAGS = 2 * len(MarkType) + 1


@dataclass(frozen=True)
class Head:
    """The weights. `leaning` is added to the scores of tags: what is missed costs more than
    what is marked for nothing.
    """

    first: Rows
    first_bias: Rows
    second: Rows
    second_bias: Rows
    third: Rows
    third_bias: Rows
    leaning: Rows

    def scores(self, states: Rows, text: str, places: Places) -> Rows:
        """Return a row of tag scores for each token of `text`, without leaning."""
        import numpy as np

        inputs = np.concatenate([states, shapes(text, places)], axis=1)
        hidden = np.maximum(inputs @ self.first + self.first_bias, 0)
        beside = np.concatenate(beside_each(hidden), axis=1)
        middle = np.maximum(beside @ self.second + self.second_bias, 0)
        scores: Rows = middle @ self.third + self.third_bias
        return scores

    def marks(self, states: Rows, text: str, places: Places) -> list[Mark]:
        """Return what the states of a text's tokens give away, in order of place."""
        scores = self.scores(states, text, places)
        return marks_of(scores, decode(scores + self.leaning), text, places)


def beside_each(hidden: Rows) -> list[Rows]:
    """Return the rows of the tokens at each distance up to REACH; beyond the text stands zero."""
    import numpy as np

    padded = np.pad(hidden, ((REACH, REACH), (0, 0)))
    return [padded[shift : shift + len(hidden)] for shift in range(2 * REACH + 1)]


def marks_of(scores: Rows, tags: list[int], text: str, places: Places) -> list[Mark]:
    """Return the marks that tags stand for, widened to whole words."""
    import numpy as np

    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    chances = powers / powers.sum(axis=1, keepdims=True)
    marks: list[Mark] = []
    for first, last, kind in _runs(tags):
        pair = chances[first : last + 1, 2 * kind + 1 : 2 * kind + 3]
        confidence = round(max(0.01, float(pair.sum(axis=1).mean())), 2)
        start, end = whole_words(text, places[first][0], places[last][1])
        if marks and start < marks[-1].end:
            start = marks[-1].end
        if start < end:
            marks.append(Mark(start, end, tuple(MarkType)[kind], confidence))
    return marks


def _runs(tags: list[int]) -> list[tuple[int, int, int]]:
    """Return first token, last token and number of the type for every run of tags."""
    runs: list[tuple[int, int, int]] = []
    for at, tag in enumerate(tags):
        if tag % 2:
            runs.append((at, at, tag // 2))
        elif tag:
            first, _, kind = runs[-1]
            runs[-1] = (first, at, kind)
    return runs


_WORD = 40


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a stretch widened to word borders and without signs at its ends.

    Thai is left as it is: its words have no borders to see.
    """
    low, high = max(0, start - _WORD), min(len(text), end + _WORD)
    while start > low and _joins(text, start):
        start -= 1
    while end < high and _joins(text, end):
        end += 1
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not (text[end - 1].isalnum() or _is_mark(text[end - 1])):
        end -= 1
    return start, end


def _joins(text: str, at: int) -> bool:
    """Say whether the characters on both sides of `at` belong to one word."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    return before.isalnum() and after.isalnum() and not (_is_thai(before) or _is_thai(after))


def _is_thai(char: str) -> bool:
    return "\u0e00" <= char <= "\u0e7f"


def _is_mark(char: str) -> bool:
    """Say whether a sign belongs to the letter before it: a Thai or Arabic vowel, an accent."""
    import unicodedata

    return unicodedata.category(char).startswith("M")


@cache
def carried_head() -> Head:
    """Return the head that Balai carries, read once."""
    from importlib.resources import files

    return read_head(files(__package__).joinpath(WEIGHTS).read_bytes())


def read_head(data: bytes) -> Head:
    """Return the head written by `tools/train_names.py`."""
    import numpy as np

    with np.load(io.BytesIO(data), allow_pickle=False) as kept:
        return Head(**{name: kept[name].astype(np.float32) for name in Head.__dataclass_fields__})
