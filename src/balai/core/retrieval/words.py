"""Words as they stand in a text, and the forms under which they are compared.

A word is a run of letters, digits and the marks that belong to them (UAX #29 in spirit, without
its tailoring): Thai vowels and Arabic vowel signs do not break it, apostrophes and hyphens do.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

LONGEST_WORD = 64
"""Characters compared of one word; what follows in a longer one is not looked at."""


class Word(NamedTuple):
    """One word of a text: `text[start:end]`."""

    text: str
    start: int
    end: int


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    """Return the pattern of a word; built once, from the Unicode data of this Python."""
    marks = [
        point
        for point in range(0x300, min(sys.maxunicode, 0x1F000))
        if unicodedata.category(chr(point)) in ("Mn", "Mc")
    ]
    ranges: list[list[int]] = []
    for point in marks:
        if ranges and ranges[-1][1] == point - 1:
            ranges[-1][1] = point
        else:
            ranges.append([point, point])
    inside = "".join(f"{chr(low)}-{chr(high)}" for low, high in ranges)
    return re.compile(f"[^\\W_](?:[^\\W_]|[{inside}\u200c\u200d])*")


def words_of(text: str) -> Iterator[Word]:
    """Yield the words of `text` in order."""
    for match in _pattern().finditer(text):
        yield Word(match[0], match.start(), match.end())


def word_texts(text: str) -> list[str]:
    """Return the words of `text` in order, without their places: far quicker for many."""
    return _pattern().findall(text)


# Vowel signs and other marks that readers of these scripts leave out when they type: Hebrew
# points, Arabic tashkeel and tatweel. Those of Indic and South-East Asian scripts stay.
_SIGNS = (
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u0652"
    "\u0656-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
)
_VOWEL_SIGNS, _UNWRITTEN = re.compile(f"[{_SIGNS}]"), re.compile(f"[{_SIGNS}\u200c\u200d]")
_ACCENTS = re.compile("[\u0300-\u036f]")
_ARABIC_VARIANTS = str.maketrans("أإآٱىیکە", "ااااييكه")
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ŋ": "n"})


def without_vowel_signs(text: str) -> str:
    """Return `text` as most people type it: without Hebrew points, Arabic tashkeel and tatweel.

    An encoder has read little text that has them, and breaks such words into letters.
    """
    return _VOWEL_SIGNS.sub("", text)


def fold(word: str) -> str:
    """Return `word` without case, vowel signs or compatibility forms; accents stay.

    Idempotent.
    """
    folded = unicodedata.normalize("NFKC", word[:LONGEST_WORD])
    folded = unicodedata.normalize("NFKC", _UNWRITTEN.sub("", folded.casefold()))
    return folded.translate(_ARABIC_VARIANTS)[:LONGEST_WORD]


def without_accents(folded: str) -> str:
    """Return a folded word without the accents that Latin, Greek and Cyrillic letters carry."""
    if folded.isascii():
        return folded
    bare = _ACCENTS.sub("", unicodedata.normalize("NFD", folded))
    return unicodedata.normalize("NFC", bare).translate(_LETTERS)
