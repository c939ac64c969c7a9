"""The same name, where it stands without what gave it away the first time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from balai.core.privacy import titles
from balai.core.privacy.finding import Finding, FindingType
from balai.core.privacy.names import name_found
from balai.core.privacy.words import Words

_Parts = tuple[str, ...]
_MOST_WORDS = 9


def repeated_names(text: str, language: str, known: Sequence[Finding]) -> Iterator[Finding]:
    """Yield known names again: whole, or by the surname or (with "bin") the given name alone.

    A single word counts only where the text nowhere has it in small letters: "Young" behind
    "Mr Young" is a name, "young people" is not.
    """
    wholes = _known(known)
    if not wholes:
        return
    words = Words(text)
    longest = min(_MOST_WORDS, max(len(whole) for whole in wholes))
    at = 0
    while at < len(words):
        size = _size(words, at, wholes, longest) if words[at].text[0].isupper() else 0
        if size:
            yield name_found(words, at, at + size - 1, 0.65, "a name that stands elsewhere")
        at += max(1, size)


def _known(known: Sequence[Finding]) -> set[_Parts]:
    wholes: set[_Parts] = set()
    for item in known:
        if item.type is not FindingType.NAME:
            continue
        parts = [word.text for word in Words(item.text).all]
        while parts and _is_title_word(parts[0]):
            parts.pop(0)
        if len(parts) > 1:
            wholes.add(tuple(parts))
        wholes.update((part,) for part in _alone(parts))
    return wholes


def _is_title_word(word: str) -> bool:
    return word in titles.CIVIL or word in titles.RANK or word in titles.BETWEEN


def _alone(parts: list[str]) -> Iterator[str]:
    """Yield the words by which people go on: the last, and the first of a name with "bin"."""
    if parts and len(parts[-1]) > 3 and parts[-1][0].isupper():
        yield parts[-1]
    if parts and len(parts[0]) > 3 and not titles.PATRONYMICS.isdisjoint(parts):
        yield parts[0]


def _size(words: Words, at: int, wholes: set[_Parts], longest: int) -> int:
    """Return how many words from `at` are a known name, the most first; 0 where none."""
    window = words.all[at : at + longest]
    for size in range(len(window), 0, -1):
        parts = tuple(word.text for word in window[:size])
        if parts not in wholes:
            continue
        if size > 1:
            if all(len(words.gap(at + step)) <= 3 for step in range(1, size)):
                return size
        elif _stands_alone(parts[0], words):
            return 1
    return 0


def _stands_alone(surname: str, words: Words) -> bool:
    form = surname.capitalize()
    listed = form in titles.NEVER_NAMES or form in titles.OFFICES or form in titles.AFTER_RANK
    return not listed and form not in titles.MONTHS and surname.lower() not in words.small
