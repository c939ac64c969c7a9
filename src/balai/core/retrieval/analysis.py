"""From text to the terms under which it is indexed and found, language by language.

Stemming is Snowball's where it has the language (M. F. Porter, snowballstem.org), our own for
Malay and Indonesian, none elsewhere. A word with accents also gives the term of its form
without them, so that "securite" finds "sécurité" although stems depend on accents.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache
from threading import Lock
from typing import Any, NamedTuple

from . import malay
from .stopwords import is_stop_word
from .unspaced import is_unspaced, parts_of
from .words import fold, without_accents, word_texts, words_of

ANALYSIS = "terms-1"
"""Changed whenever the same text would give other terms; an index of another is not mixed."""

_SNOWBALL = {
    "ar": "arabic",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fa": "persian",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "it": "italian",
    "lt": "lithuanian",
    "ne": "nepali",
    "nl": "dutch",
    "no": "norwegian",
    "nb": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
}
_stemmers: dict[str, Any] = {}
_stemming = Lock()


class Term(NamedTuple):
    """A term and the place of the word (or part of a word) that gave it."""

    term: str
    start: int
    end: int
    variant: str = ""
    """The term of the same word without its accents, where it is another."""


def analyse(text: str, language: str) -> list[str]:
    """Return the terms of `text` in order, then the variants of its accented words.

    `language` is an ISO 639-1 code; an unknown or empty one is analysed without stemming or
    stop words. Never raises for any text.
    """
    found = list(terms_of(text, language))
    return [term.term for term in found] + [term.variant for term in found if term.variant]


def terms_of(text: str, language: str) -> Iterator[Term]:
    """Yield the terms of `text` with their places, stop words left out."""
    for word in words_of(text):
        if is_unspaced(word.text):
            yield from _unspaced_terms(word.text[:2000], word.start, language)
            continue
        for term, variant in _terms_of_word(word.text[:128], language):
            yield Term(term, word.start, word.end, variant)


def places_of(text: str, terms: Collection[str], language: str) -> list[tuple[int, int]]:
    """Return where words stand in a text that give one of the terms.

    The same places as by `terms_of`; each word is analysed once, however often it stands there.
    """
    if is_unspaced(text):
        return [
            (each.start, each.end)
            for each in terms_of(text, language)
            if each.term in terms or (each.variant and each.variant in terms)
        ]
    having = {word for word in set(word_texts(text)) if _gives(word, terms, language)}
    if not having:
        return []
    return [(each.start, each.end) for each in words_of(text) if each.text in having]


def _gives(word: str, terms: Collection[str], language: str) -> bool:
    return any(
        term in terms or (variant and variant in terms)
        for term, variant in _terms_of_word(word[:128], language)
    )


def _unspaced_terms(word: str, start: int, language: str) -> Iterator[Term]:
    for part, at, unspaced in parts_of(word):
        begin, end = start + at, start + at + len(part)
        if not unspaced:
            for term, variant in _terms_of_word(part, language):
                yield Term(term, begin, end, variant)
        elif not is_stop_word(part, language):
            yield Term(fold(part), begin, end)


@lru_cache(maxsize=30_000)
def _terms_of_word(word: str, language: str) -> tuple[tuple[str, str], ...]:
    """Return one (term, variant), or nothing for a stop word or a lone letter."""
    folded = fold(word)
    if not folded or is_stop_word(folded, language) or is_stop_word(word.casefold(), language):
        return ()
    if len(folded) == 1 and not folded.isdigit():
        return ()
    term = without_accents(_stem(folded, language))
    bare = without_accents(folded)
    variant = "" if bare == folded else without_accents(_stem(bare, language))
    return ((term, "" if variant == term else variant),)


def _stem(folded: str, language: str) -> str:
    if not folded.isalpha() and not any(map(str.isalpha, folded)):
        return folded
    if language in ("ms", "id"):
        return malay.stem(folded)
    if language == "ar" and folded.startswith("وال") and len(folded) > 5:
        folded = folded[1:]  # "and the …": Snowball takes off the article only
    name = _SNOWBALL.get(language)
    if name is None:
        return folded
    with _stemming:  # a stemmer keeps the word it works on
        if name not in _stemmers:
            import Stemmer

            _stemmers[name] = Stemmer.Stemmer(name)
        return str(_stemmers[name].stemWord(folded)) or folded
