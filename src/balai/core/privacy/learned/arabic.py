"""The head's Arabic names read with what Arabic writes: no capitals, small words tied to names.

The head never learned from Arabic. What it marks as a name with little certainty is nearly
always none there, and it takes countries, towns and schools for persons. Found on Arabic prose
that nobody had marked (XQuAD-R's paragraphs); where there was a choice, the score of the sentences
that are measured was looked at, never a sentence of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from balai.core.privacy import arabic_words as lists
from balai.core.privacy.arabic import WORD, forms, is_one_of, is_ordinary, named_after, without_and
from balai.core.privacy.learned.mark import Mark, MarkType

_ARABIC = re.compile("[ء-ي]")
UNSURE = 0.25
"""A name less certain than this is none."""
UNSURE_WORD = 0.5
"""The same for one word with the article ("the Frenchman"), and for months and titles, which are
names of some.
"""
_ALSO_WORDS = lists.TIMES | lists.HONOURED | lists.NAMED_PLACES | lists.NAMED_BODIES


def arabic_mark(text: str, mark: Mark) -> Iterator[Mark]:
    """Yield what is left of a mark: itself, a shorter one, one of another type, or nothing."""
    if mark.type is not MarkType.NAME or _ARABIC.search(text, mark.start, mark.end) is None:
        yield mark
        return
    words = [(each.start(), each.end()) for each in WORD.finditer(text, mark.start, mark.end)]
    kept = _without_ordinary_words(text, words)
    if not kept:
        return
    said = [text[start:end] for start, end in kept]
    if mark.confidence < (UNSURE_WORD if _is_rather_a_word(said) else UNSURE):
        return
    start, end = kept[0][0], max(kept[-1][1], _end_of_other_letters(text, kept[-1][1], mark.end))
    if (type_ := _type(text, start, said)) is not None:
        yield Mark(without_and(text, *kept[0]), end, type_, mark.confidence)


def _without_ordinary_words(text: str, words: list[tuple[int, int]]) -> list[tuple[int, int]]:
    while words and is_ordinary(text[slice(*words[0])], first=True):
        words = words[1:]
    while words and is_ordinary(text[slice(*words[-1])]):
        words = words[:-1]
    return words


def _end_of_other_letters(text: str, start: int, end: int) -> int:
    """Return where Latin letters behind the last Arabic word end; digits are no name."""
    while end > start and not text[end - 1].isalpha():
        end -= 1
    return end if not WORD.search(text, start, end) else start


def _is_rather_a_word(said: list[str]) -> bool:
    if len(said) == 1 and any(form.startswith("ال") for form in forms(said[0])):
        return True
    return all(is_one_of(word, _ALSO_WORDS) for word in said)


def _type(text: str, start: int, said: list[str]) -> MarkType | None:
    if all(is_one_of(word, lists.PLACES) for word in said):
        return MarkType.PLACE
    for list_, type_ in _NAMED:
        if is_one_of(said[0], list_) or named_after(text, start) is list_:
            return type_
    hallowed = is_one_of(said[0], lists.HALLOWED) or named_after(text, start) is lists.HALLOWED
    return None if hallowed else MarkType.NAME


_NAMED = (
    (lists.NAMED_PLACES, MarkType.PLACE),
    (lists.NAMED_BODIES, MarkType.ORGANISATION),
)
