"""A text as the model reads it, every character with where it came from.

Cleaning composes, widens and drops characters; a mark found in the cleaned text must be shown
in the original one.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_UNREADABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Aligned:
    """`text` is cleaned; its character `at` stands for `origin[starts[at]:ends[at]]`."""

    text: str
    starts: list[int]
    ends: list[int]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return where a token of the cleaned text stands in the original, without spaces."""
        while start < end and self.text[start] == " ":
            start += 1
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else 0
            return at, at
        return self.starts[start], self.ends[end - 1]


def align(text: str, replacements: dict[int, str]) -> Aligned:
    """Return `text` cleaned as `cleaning.clean` and the encoder do together.

    Letters are normalised with the marks that stand on them, so that composing finds its pairs;
    what else NFKC does across letters (Hangul written in single jamo) is left undone.
    """
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        written = _UNREADABLE.sub(" ", _SURROGATE.sub("\ufffd", text[at:end]))
        made = unicodedata.normalize("NFKC", written).translate(replacements)
        each = len(made) == end - at
        for offset, character in enumerate(made):
            if character == " " and (not characters or characters[-1] == " "):
                continue
            characters.append(character)
            starts.append(at + offset if each else at)
            ends.append(at + offset + 1 if each else end)
        at = end
    if characters and characters[-1] == " ":
        del characters[-1], starts[-1], ends[-1]
    return Aligned("".join(characters), starts, ends)
