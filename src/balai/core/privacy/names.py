"""Names of persons in Latin script, where something beside them says that they are names.

A title ("Encik", "Sgt", "Mme"), a word between given name and father's name ("bin", "a/l"), a
label on a form ("Name:"), or "a man called". A title with an office ("Mr President", "Tuan
Pengerusi", "the Prime Minister") is not a name. Bare names are left to the learned finder.

Each step walks forward over a few words, so that the whole is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from balai.core.privacy import titles
from balai.core.privacy.finding import Finding, FindingType, found
from balai.core.privacy.opened import opened
from balai.core.privacy.searched import Searched
from balai.core.privacy.why import Why
from balai.core.privacy.words import Words, form_of, is_capital

_LABEL = re.compile(rf"{opened(titles.LABELS, ignore_case=True)}\s?:[ \t]{{0,4}}(?=[^\W\d_a-z])")
_NAMED = re.compile(rf"{opened(titles.NAMED)} (?=[^\W\d_a-z])")
_NATIONAL = re.compile(rf"{opened(titles.NATIONAL)} ?, (?=[^\W\d_a-z])")
_TITLE_WORDS = frozenset(
    form
    for word in titles.CIVIL | titles.RANK | frozenset(titles.OPENERS)
    for form in (word, word.upper())
)
_MOST_WORDS = 9
_MOST_TITLES = 6
_MOST_GIVEN = 5
"""Words before "bin": a given name is seldom longer."""


def names(searched: Searched) -> Iterator[Finding]:
    """Yield names behind a title, a label or "called", and names with a patronymic."""
    words = searched.words
    yield from _titled(words)
    yield from _patronymics(words)
    yield from _introduced(words)


def name_found(words: Words, first: int, last: int, confidence: float, why: Why) -> Finding:
    """Return the finding of words `first` to `last`; an initial at the end keeps its full stop."""
    text, start, end = words.text, words.start(first), words.end(last)
    if text[end : end + 1] == "." and len(words[last]) == 1:
        end += 1
    return found(text, start, end, FindingType.NAME, confidence, why)


def _titled(words: Words) -> Iterator[Finding]:
    done = 0
    for at in [place for place, word in enumerate(words.texts) if word in _TITLE_WORDS]:
        first = _skip_titles(words, at) if at >= done else at
        if first == at:
            continue
        last = _titled_end(words, at, first)
        if last is None and words.form(first - 1) in titles.BETWEEN and first - 1 > at:
            # What continues a title may be the name itself: "Puan Sri".
            first -= words.form(at) not in titles.OPENERS
            last = _titled_end(words, at, first)
        if last is None or _is_reference(words, at, first, last):
            done = first
            continue
        yield name_found(words, at, last, 0.9, Why("title"))
        done = last + 1


def _titled_end(words: Words, at: int, first: int) -> int | None:
    """Return the last word of the name at `first` behind the titles from `at`, or None."""
    if first >= len(words) or not words.follows_title(first) or _is_place(words, at):
        return None
    return _name_end(words, first, strict=_is_rank(words.form(first - 1)))


def _is_rank(form: str) -> bool:
    return form in titles.RANK and form not in titles.CIVIL


def _is_title(words: Words, at: int) -> bool:
    form = words.form(at)
    if form in titles.OPENERS:
        return at + 1 < len(words) and words.form(at + 1) == titles.OPENERS[form]
    if form not in titles.CIVIL and form not in titles.RANK:
        return False
    if form in titles.NEEDS_DOT:
        after = words.text[words.end(at) : words.end(at) + 2]
        amount = words.text[max(0, words.start(at) - 2) : words.start(at)].strip().isdigit()
        return (after[:1] == "." or after == " .") and not amount
    return True


def _skip_titles(words: Words, at: int) -> int:
    """Return the index of the first word behind the titles that begin at `at` (or `at`)."""
    if not _is_title(words, at):
        return at
    end = at + 1
    while end < len(words) and end - at < _MOST_TITLES and words.follows_title(end):
        if words.form(end) not in titles.BETWEEN and not _is_title(words, end):
            break
        end += 1
    return end


def _name_end(words: Words, first: int, *, strict: bool) -> int | None:
    """Return the index of the last word of the name that begins at `first`, or None.

    Behind a rank (`strict`) the first word must not be one that the text also has in small
    letters: "Officer Safety" where it speaks of safety.
    """
    last = None
    for at in range(first, min(len(words), first + _MOST_WORDS)):
        word = words[at]
        if at > first and not words.continues_name(at):
            break
        if word == "di" and at > first and _is_malay(words, first, at):
            break
        if word in titles.PARTICLES and (at > first or _opens(words, at, strict=strict)):
            continue
        if not is_capital(word) or _ends_name(words, at, strict=strict):
            break
        if strict and last is None and word.lower() in words.small:
            break
        last = at
    return last


def _is_malay(words: Words, first: int, at: int) -> bool:
    """Say whether a title or a patronymic shows the name to be Malay or Indonesian.

    There "di" is "in" ("Puan Siti di Kuala Lumpur"); in an Italian name it is a part.
    """
    return not titles.MALAY.isdisjoint(words.texts[max(0, first - 2) : at])


def _ends_name(words: Words, at: int, *, strict: bool) -> bool:
    """Say whether the word at `at` cannot be part of a name: an office, a month of a date."""
    form = words.form(at)
    if form in titles.NEVER_NAMES or form in titles.OFFICES:
        return True
    if form in titles.MONTHS and words.text[words.end(at) : words.end(at) + 2].strip().isdigit():
        return True
    return strict and form in titles.AFTER_RANK


def _opens(words: Words, at: int, *, strict: bool) -> bool:
    """Say whether a small particle opens a name: "van der Berg" does, "de la police" does not.

    Behind a rank one particle is no name ("burgemeester van Utrecht"), two are, unless they are
    those of French and Spanish ("secretario general de la Organización").
    """
    capital = any(is_capital(words[near]) for near in range(at + 1, min(at + 3, len(words))))
    if not strict or is_capital(words[at]):
        return capital
    two = at + 1 < len(words) and words[at + 1] in titles.PARTICLES
    return capital and two and words[at] not in {"de", "du", "del", "da", "do"}


def _is_place(words: Words, at: int) -> bool:
    """Say whether the title belongs to a place named after a person: "Jalan Tun Razak"."""
    return at > 0 and words[at - 1] in titles.PLACE_BEFORE


def _is_reference(words: Words, at: int, first: int, last: int) -> bool:
    """Say whether the title is an author's initial in a list of references: "Tan, M. S."."""
    initials = all(len(word) == 1 for word in words.texts[first : last + 1])
    return initials and len(words[at]) == 1 and words.gap(at).strip() in {",", "."}


def _patronymics(words: Words) -> Iterator[Finding]:
    for at in [place for place, word in enumerate(words.texts) if word in titles.PATRONYMICS]:
        if at + 1 >= len(words) or not words.continues_name(at + 1) or _is_german(words, at):
            continue
        first = _given_start(words, at)
        last = _name_end(words, at + 1, strict=False)
        if first < at and last is not None:
            yield name_found(words, first, last, 0.9, Why("patronymic", word=words.texts[at]))


def _given_start(words: Words, at: int) -> int:
    """Return the first word of the given name before the "bin" at `at`, its title included.

    A title begins the name: what stands before it is the sentence's, as in "Contact Encik
    Ahmad bin Ali".
    """
    first, titled = at, False
    while first > 0 and at - first < _MOST_GIVEN and _is_given(words, first - 1):
        if titled and words[first - 1] not in _TITLE_WORDS:
            break
        first -= 1
        titled = words[first] in _TITLE_WORDS and words[first] not in titles.ALSO_NAMES
    return first


def _is_german(words: Words, at: int) -> bool:
    """Say whether "bin" is "am": a sentence ends behind it, or the text says "ich"."""
    return words[at] == "bin" and (words.gap(at + 1).startswith(".") or "ich" in words.small)


def _is_given(words: Words, at: int) -> bool:
    word = words[at]
    near = words.gap(at + 1) in {" ", "\u00a0", "\n", "  "}
    form = form_of(word)
    ordinary = form in titles.NEVER_NAMES or form in titles.BEFORE_A_NAME
    return near and is_capital(word) and not ordinary and word not in titles.BEFORE_A_BIN


def _introduced(words: Words) -> Iterator[Finding]:
    forms = (
        (_LABEL, Why("label")),
        (_NAMED, Why("called")),
        (_NATIONAL, Why("nationality")),
    )
    for pattern, why in forms:
        for match in pattern.finditer(words.text):
            at = words.at(match.end())
            if at is None:
                continue
            first = _skip_titles(words, at)
            last = _name_end(words, first, strict=True) if first < len(words) else None
            if last is not None:
                yield name_found(words, at, last, 0.75, why)
