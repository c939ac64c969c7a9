"""Anchors: how a quote finds its words again in a new edition, or refuses.

After the text quote and text position selectors of the W3C Web Annotation Data Model, but
stricter: the words must be the same, only spaces may differ. A highlight on the wrong sentence
is worse than none, so an anchor that fits two places equally well is refused.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass

from balai.core.errors import Invalid, NotReady

from .document import Document

CONTEXT = 64
"""Characters kept before and after a quote."""

_WORD = re.compile(r"\S+")
# Scripts written without spaces have no visible end of a word to respect.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_LEAST_CONTEXT = 8


@dataclass(frozen=True)
class Anchor:
    """Where a quote stands: `document.text[start:end] == quote`, beginning on `page`.

    `hash` is the SHA-256 of the quote with its spaces normalised, so that it is equal in every
    edition that has the same words.
    """

    quote: str
    page: int
    start: int
    end: int
    prefix: str
    suffix: str
    hash: str


def anchor(document: Document, start: int, end: int) -> Anchor:
    """Return the anchor of `document.text[start:end]`; Invalid where that holds no words."""
    quote = document.text[start:end]
    if not 0 <= start < end <= len(document.text) or not quote.strip():
        raise Invalid("This place in the text holds no words.", kind="no-words")
    return Anchor(
        quote=quote,
        page=document.page_at(start),
        start=start,
        end=end,
        prefix=document.text[max(0, start - CONTEXT) : start],
        suffix=document.text[end : end + CONTEXT],
        hash=quote_hash(quote),
    )


def quote_hash(quote: str) -> str:
    """Return the SHA-256 of a quote, spaces normalised, in hexadecimal."""
    return hashlib.sha256(_even(quote).encode()).hexdigest()


def relocate(old: Anchor, document: Document) -> Anchor:
    """Return the anchor of the same words in another edition.

    Several occurrences are told apart by what stands before and after. Raises NotReady of kind
    "quote-gone" where the words are no longer there, "quote-ambiguous" where two places fit
    equally well.
    """
    places = _occurrences(_even(old.quote), document.text)
    if not places:
        raise NotReady(
            "These words are no longer in the document.",
            "Look whether the new edition says it in other words.",
            kind="quote-gone",
        )
    if len(places) > 1:
        places = _closest(old, places, document.text)
    if len(places) > 1:
        raise NotReady(
            "These words stand in the document more than once.",
            "Choose the place by hand.",
            kind="quote-ambiguous",
        )
    return anchor(document, *places[0])


def _even(text: str) -> str:
    return " ".join(text.split())


def _occurrences(quote: str, text: str) -> list[tuple[int, int]]:
    """Return every place of the quote in the text, whatever the spaces between its words."""
    starts: list[int] = []  # of each word in the text, and where it begins in the even text
    evens: list[int] = []
    words: list[str] = []
    at = 0
    for word in _WORD.finditer(text):
        starts.append(word.start())
        evens.append(at)
        words.append(word[0])
        at += len(word[0]) + 1
    even = " ".join(words)
    places: list[tuple[int, int]] = []
    found = even.find(quote)
    while found >= 0:
        end = found + len(quote)
        if _whole_words(even, found, end):
            first = _offset(found, evens, starts)
            last = _offset(end - 1, evens, starts) + 1
            places.append((first, last))
        found = even.find(quote, found + 1)
    return places


def _offset(at: int, evens: list[int], starts: list[int]) -> int:
    """Return the offset in the text of a character of a word at `at` in the even text."""
    low, high = 0, len(evens)
    while high - low > 1:
        middle = (low + high) // 2
        if evens[middle] <= at:
            low = middle
        else:
            high = middle
    return starts[low] + at - evens[low]


def _whole_words(text: str, start: int, end: int) -> bool:
    """Say whether a place begins and ends where words do ("art" is not found in "party")."""
    return not (_inside(text, start) or _inside(text, end))


def _inside(text: str, at: int) -> bool:
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if before.isspace() or _UNSPACED.match(before) or _UNSPACED.match(after):
        return False
    return bool(unicodedata.combining(after)) or (before.isalnum() and after.isalnum())


def _closest(old: Anchor, places: list[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Return the places whose surroundings agree best, all of them where none agrees enough."""
    scores = [_agreement(old, start, end, text) for start, end in places]
    best = max(scores)
    enough = min(_LEAST_CONTEXT, len(_even(old.prefix)) + len(_even(old.suffix)))
    if best < enough:
        return places
    return [place for place, score in zip(places, scores, strict=True) if score == best]


def _agreement(old: Anchor, start: int, end: int, text: str) -> int:
    """Count the characters next to a place that equal those once next to the quote."""
    before = _even(text[max(0, start - 2 * CONTEXT) : start])
    after = _even(text[end : end + 2 * CONTEXT])
    return _common(_even(old.prefix)[::-1], before[::-1]) + _common(_even(old.suffix), after)


def _common(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count
