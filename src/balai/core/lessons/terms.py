"""The vocabulary's terms as this package needs them: a code, and phrases that speak for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from .lexicon import fold, languages, load, pattern

Places = Callable[[str, str], Iterable[tuple[str, int, int]]]
"""Given a text and its language: country code, start and end of every country it names."""


# Where a language has no phrases, those of the nearest that has: Indonesian shares most words of
# the field with Malay, and reports elsewhere borrow the English ones.
_NEAREST = {"id": "ms"}
_ELSE = "en"


@dataclass(frozen=True)
class Term:
    """A code of a scheme with the phrases that suggest it, by ISO 639-1 language."""

    scheme: str
    code: str
    phrases: Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Found:
    """A term that a text speaks for, and where its first phrase stands in the text."""

    scheme: str
    code: str
    start: int
    end: int
    weight: int


_Prepared = tuple[str, str, frozenset[str] | None, re.Pattern[str]]
_OPENING = 4
_WORD = re.compile(r"\w+")


def no_places(text: str, language: str) -> Iterable[tuple[str, int, int]]:
    """Name no country: what stands in where the vocabulary of countries is not at hand."""
    return ()


@dataclass(frozen=True)
class Terms:
    """Terms ready to be looked for. `places` finds the countries that a text names."""

    listed: tuple[Term, ...] = ()
    places: Places = no_places
    _patterns: dict[str, tuple[_Prepared, ...]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def found_in(self, text: str, language: str) -> list[Found]:
        """Return the terms a text speaks for in its language, those said most first."""
        folded = fold(text)
        openings = {word[:_OPENING] for word in _WORD.findall(folded)}
        found = [
            Found(scheme, code, hits[0].start(), hits[0].end(), sum(map(_length, hits)))
            for scheme, code, begins, phrases in self._for(language)
            if (begins is None or not begins.isdisjoint(openings))
            and (hits := list(phrases.finditer(folded)))
        ]
        return sorted(found, key=lambda hit: (-hit.weight, hit.start, hit.scheme, hit.code))

    def _for(self, language: str) -> tuple[_Prepared, ...]:
        if language not in self._patterns:
            made = tuple(
                (
                    term.scheme,
                    term.code,
                    _openings(phrases) if language != "th" else None,
                    pattern(phrases, spaced=language != "th"),
                )
                for term in self.listed
                if (phrases := [p for p in term.phrases.get(language, ()) if p.strip()])
            )
            nearest = _NEAREST.get(language, _ELSE)
            self._patterns[language] = made or (self._for(nearest) if nearest != language else ())
        return self._patterns[language]


def _openings(phrases: Sequence[str]) -> frozenset[str] | None:
    """Return how the phrases' first words begin, or None where one is too short to tell.

    A text without a word that begins so need not be searched, which is nearly every text.
    """
    made: set[str] = set()
    for phrase in phrases:
        for choice in fold(phrase).split()[0].split("|"):
            word = _WORD.match(choice)
            if word is None or (choice.endswith("*") and len(word[0]) < _OPENING):
                return None
            made.add(word[0][:_OPENING])
    return frozenset(made)


def _length(hit: re.Match[str]) -> int:
    return hit.end() - hit.start()


def with_cues(terms: Iterable[Term] = (), places: Places = no_places) -> Terms:
    """Return the given terms (say, a vocabulary's labels) together with the cue phrases."""
    return Terms((*_cue_terms(), *terms), places)


@lru_cache(maxsize=1)
def default_terms() -> Terms:
    """Return the cue phrases alone: every scheme but countries, in four languages."""
    return Terms(_cue_terms())


@lru_cache(maxsize=1)
def _cue_terms() -> tuple[Term, ...]:
    return tuple(
        Term(scheme, code, phrases)
        for scheme in languages("cues")
        for code, phrases in load("cues", scheme).items()
    )
