"""Where what is typed may begin in a name: at any of its words, without case and accents."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from balai.core.retrieval.unspaced import is_unspaced, parts_of
from balai.core.retrieval.words import fold, without_accents, words_of

LONGEST = 60
"""Folded characters of a beginning that are compared."""
_WORDS = 8
_AFTER_ALL = chr(0x10FFFF)
_ARTICLE = "ال"
"""The Arabic article is written with its noun; people type the noun."""


class Beginning(NamedTuple):
    """A name from one of its words on, folded; `place` 0 is its first word."""

    key: str
    place: int
    name: str


@lru_cache(maxsize=1 << 16)
def _plain(word: str) -> str:
    return without_accents(fold(word))


def folded(text: str) -> str:
    """Return words under the form in which they are compared, parted by single spaces."""
    return " ".join(_plain(word.text) for word in words_of(text))


def beginnings(text: str, name: str) -> Iterator[Beginning]:
    """Yield where a name may begin; scripts without spaces begin at each word of theirs."""
    words = [word.text for word in words_of(text[: 10 * LONGEST])]
    plain = [_plain(word) for word in words]
    for place, word in enumerate(words):
        rest = plain[place + 1 : place + _WORDS]
        yield Beginning(" ".join((plain[place], *rest))[:LONGEST], place, name)
        for inner in _inside(word, plain[place]):
            yield Beginning(" ".join((inner, *rest))[:LONGEST], place or 1, name)


def _inside(word: str, plain: str) -> Iterator[str]:
    if is_unspaced(word):
        yield from (fold(word[at:]) for _part, at, _ in parts_of(word) if at)
    elif plain.startswith(_ARTICLE) and len(plain) > len(_ARTICLE) + 1:
        yield plain[len(_ARTICLE) :]


def beginning_with(ordered: Sequence[Beginning], prefix: str) -> Sequence[Beginning]:
    """Return those of an ordered list that begin with a folded prefix: two look-ups, no scan."""
    key = prefix[:LONGEST]
    first = bisect_left(ordered, (key,))
    return ordered[first : bisect_left(ordered, (key + _AFTER_ALL,), lo=first)]
