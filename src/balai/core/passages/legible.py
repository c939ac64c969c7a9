"""Whether a text could be read by a person at all, before it is cut, indexed and mined.

A file can hold letters and no words: one unbroken run of a million, or the same sign a thousand
times. Pieces of such a text would stand in the index beside what people wrote.
"""

from __future__ import annotations

import re

_LEAST = 200
"""Characters below which a text is not judged: a short note may be anything."""
_LONGEST_WORD = 100
"""Characters; compounds, chemical names and most addresses are shorter."""
_FEWEST = 6
"""Different words that a readable text has at least; different signs where none has spaces."""
# Thai, Lao, Tibetan, Burmese, Khmer, kana, Chinese and Hangul: whole sentences without a space.
_UNSPACED = re.compile("[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


def is_legible(text: str) -> bool:
    """Say whether a text has words of a readable length, and more than a few different ones."""
    words = text.split()
    length = sum(map(len, words))
    if length < _LEAST:
        return True
    overlong = [word for word in words if len(word) > _LONGEST_WORD]
    runs = sum(len(word) for word in overlong if not _UNSPACED.search(word))
    if 2 * runs > length:
        return False
    return len(set(text if _UNSPACED.search(text) else words)) >= _FEWEST
