"""What one asks about an Arabic word: its forms without clitics, and what stands before it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from balai.core.privacy import arabic_words as lists

LETTER = r"[ء-غف-ْٰ-ٷ]"
WORD = re.compile(rf"{LETTER}+")
_VOWELS = re.compile("[ً-ْٰـ]")
_REACH = 60
"""Characters before a name in which its street or school stands."""
_ORDINARY = (
    lists.SMALL
    | lists.VERBS
    | lists.ADJECTIVES
    | lists.NOUNS
    | {f"ال{noun}" for noun in lists.NOUNS}
)
_KNOWN = lists.GIVEN | lists.ALSO_WORDS | lists.BEGIN_WITH_AND
_BEFORE = re.compile(rf"({LETTER}+)\s{{1,2}}$")


def forms(word: str) -> Iterator[str]:
    """Yield a word without vowel signs, then without "and", "by", "for", "as", "so" before it."""
    bare = _VOWELS.sub("", word)
    yield bare
    if bare[:1] in ("و", "ف") and len(bare) > 3:
        bare = bare[1:]
        yield bare
    if bare[:2] == "لل" and len(bare) > 4:
        yield "ال" + bare[2:]
    if bare[:1] in ("ب", "ل", "ك") and len(bare) > 3:
        yield bare[1:]


def is_one_of(word: str, words: frozenset[str]) -> bool:
    """Say whether a word is in the list, with or without what is written together with it."""
    return any(form in words for form in forms(word))


_NO_NAME = re.compile(r"[وف]?[بك]?ال.*(?:ية|ات|ون)|[وف]?لل.*(?:ية|ات|ون)")
"""Feminine adjectives and plurals with the article."""
_TIED_ARTICLE = re.compile(r"[وف]?(?:بال.{4,}|لل.{3,})")
"""The article behind "in" or "to": at the start of a name only, for there are such surnames."""


def is_ordinary(word: str, *, first: bool = False) -> bool:
    """Say whether a word neither begins nor ends a name: a small one, a verb, a common noun."""
    bare = next(forms(word))
    alone = bare[1:] if bare[:1] in ("و", "ف") and len(bare) > 3 else bare
    if alone in _KNOWN or (alone[:1] in ("ل", "ب") and alone[1:] in _KNOWN):
        return False
    if not _ORDINARY.isdisjoint((bare, alone)) or _NO_NAME.fullmatch(bare):
        return True
    return first and _TIED_ARTICLE.fullmatch(bare) is not None


def before(text: str, start: int) -> Iterator[str]:
    """Yield the words before a place, the nearest first, as long as only spaces part them."""
    low = max(0, start - _REACH)
    while match := _BEFORE.search(text, low, start):
        yield match[1]
        start = match.start()


def named_after(text: str, start: int) -> frozenset[str] | None:
    """Return which list holds the thing that the name at `start` belongs to, if one does.

    `NAMED_PLACES`, `NAMED_BODIES` or `HALLOWED`; one word of honour may stand between.
    """
    for word in before(text, start):
        for kind in (lists.HALLOWED, lists.NAMED_PLACES, lists.NAMED_BODIES):
            if is_one_of(word, kind):
                return kind
        if not is_one_of(word, lists.HONOURED):
            return None
    return None


def without_and(text: str, start: int, end: int) -> int:
    """Return where a name begins behind what is written together with its first word.

    "And" is taken off unless a known name begins so; "by" and "for" only before a known name.
    """
    word = text[start:end]
    if word in _KNOWN:
        return start
    ties_and = word[:1] == "و" and len(word) > 4
    ties = ties_and or (word[:1] in ("ب", "ل", "ف") and word[1:] in _KNOWN)
    return start + 1 if ties else start
