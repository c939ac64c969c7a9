"""The same name, where it stands without what gave it away the first time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from balai.core.privacy import titles
from balai.core.privacy.finding import Finding, FindingType
from balai.core.privacy.names import name_found
from balai.core.privacy.searched import Searched
from balai.core.privacy.why import Why
from balai.core.privacy.words import Words

_Parts = tuple[str, ...]
_BySize = dict[int, set[_Parts]]
"""Names under the number of their words, the most first."""
_MOST_WORDS = 9
_CERTAIN = 0.7
"""A name less certain than this is not looked for elsewhere: it may be none."""


def repeated_names(searched: Searched, known: Sequence[Finding]) -> Iterator[Finding]:
    """Yield known names again: whole, or by the surname or (with "bin") the given name alone.

    A single word counts only where the text nowhere has it in small letters: "Young" behind
    "Mr Young" is a name, "young people" is not.
    """
    names = _by_first_word(_known(known))
    words = searched.words
    read_to = 0
    for at in [place for place, word in enumerate(words.texts) if word in names]:
        size = _size(words, at, names[words.texts[at]]) if at >= read_to else 0
        if size:
            yield name_found(words, at, at + size - 1, 0.65, Why("again"))
            read_to = at + size


def _by_first_word(wholes: set[_Parts]) -> dict[str, _BySize]:
    """Return the names under their first word where it is a capital one, then by their size.

    A list of a thousand people may share one first name: names are looked up, never compared
    one by one.
    """
    names: dict[str, _BySize] = {}
    for whole in wholes:
        if whole[0][0].isupper() and len(whole) <= _MOST_WORDS:
            names.setdefault(whole[0], {}).setdefault(len(whole), set()).add(whole)
    return {first: dict(sorted(sizes.items(), reverse=True)) for first, sizes in names.items()}


def _known(known: Sequence[Finding]) -> set[_Parts]:
    wholes: set[_Parts] = set()
    for item in known:
        if item.type is not FindingType.NAME or item.confidence < _CERTAIN:
            continue
        parts = Words(item.text).texts
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


def _size(words: Words, at: int, names: _BySize) -> int:
    """Return how many words from `at` are one of the names, the longest first; 0 where none."""
    for size, wholes in names.items():
        if tuple(words.texts[at : at + size]) not in wholes:
            continue
        if size > 1:
            if all(len(words.gap(at + step)) <= 3 for step in range(1, size)):
                return size
        elif _stands_alone(words[at], words) and not _begins_another(words, at):
            return 1
    return 0


def _begins_another(words: Words, at: int) -> bool:
    """Say whether a further capital word follows: "Costa Rica", "Kearney Boulevard"."""
    return at + 1 < len(words) and words.gap(at + 1) == " " and words[at + 1][0].isupper()


def _stands_alone(surname: str, words: Words) -> bool:
    form = surname.capitalize()
    listed = form in titles.NEVER_NAMES or form in titles.OFFICES or form in titles.AFTER_RANK
    return not listed and form not in titles.MONTHS and surname.lower() not in words.small
