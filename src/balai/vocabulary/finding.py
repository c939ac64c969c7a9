"""Finds known phrases in a text by looking up runs of its words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u4e00-\u9fff]")


@lru_cache(maxsize=10_000)
def fold(word: str) -> str:
    """Return a word without case, accents and plural -s or -x, so that its forms meet.

    Crude on purpose and the same on both sides of every comparison: a wrong cut can only make
    two different words meet when they differ in nothing but that letter.
    """
    plain = "".join(
        letter
        for letter in unicodedata.normalize("NFD", word.casefold())
        if not unicodedata.combining(letter)
    )
    return plain[:-1] if len(plain) > 3 and plain[-1] in "sx" else plain


@dataclass
class PhraseIndex:
    """Phrases and what they stand for.

    A phrase can stand for several things. Scripts written without spaces (Thai, Lao, Burmese,
    Khmer, Chinese, Japanese) are found anywhere in the text.
    """

    by_words: dict[tuple[str, ...], list[str]] = field(default_factory=dict)
    unspaced: dict[str, list[str]] = field(default_factory=dict)
    longest: int = 0

    def add(self, phrase: str, stands_for: str) -> None:
        """Let a phrase stand for something."""
        if _UNSPACED.search(phrase):
            known = self.unspaced.setdefault(phrase, [])
        else:
            key = tuple(fold(word) for word in _WORD.findall(phrase))
            if not key:
                return
            self.longest = max(self.longest, len(key))
            known = self.by_words.setdefault(key, [])
        if stands_for not in known:
            known.append(stands_for)

    def occurrences(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Yield (what it stands for, start, end) in the order of the text.

        Reading from left to right, the longest phrase that begins at a word is taken and the
        reading goes on after it.
        """
        found = [*self._spaced(text), *self._unspaced(text)]
        yield from sorted(found, key=lambda occurrence: occurrence[1:])

    def _spaced(self, text: str) -> Iterator[tuple[str, int, int]]:
        words = [(fold(match[0]), match.start(), match.end()) for match in _WORD.finditer(text)]
        at = 0
        while at < len(words):
            for length in range(min(self.longest, len(words) - at), 0, -1):
                known = self.by_words.get(tuple(word for word, _, _ in words[at : at + length]))
                if known:
                    start, end = words[at][1], words[at + length - 1][2]
                    yield from ((stands_for, start, end) for stands_for in known)
                    at += length
                    break
            else:
                at += 1

    def _unspaced(self, text: str) -> Iterator[tuple[str, int, int]]:
        for phrase, known in self.unspaced.items():
            start = text.find(phrase)
            while start >= 0:
                yield from ((stands_for, start, start + len(phrase)) for stands_for in known)
                start = text.find(phrase, start + len(phrase))
