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


def no_places(text: str, language: str) -> Iterable[tuple[str, int, int]]:
    """Name no country: what stands in where the vocabulary of countries is not at hand."""
    return ()


@dataclass(frozen=True)
class Terms:
    """Terms ready to be looked for. `places` finds the countries that a text names."""

    listed: tuple[Term, ...] = ()
    places: Places = no_places
    _patterns: dict[str, tuple[tuple[str, str, re.Pattern[str]], ...]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def found_in(self, text: str, language: str) -> list[Found]:
        """Return the terms a text speaks for in its language, those said most first."""
        folded = fold(text)
        found = [
            Found(scheme, code, hits[0].start(), hits[0].end(), sum(map(_length, hits)))
            for scheme, code, phrases in self._for(language)
            if (hits := list(phrases.finditer(folded)))
        ]
        return sorted(found, key=lambda hit: (-hit.weight, hit.start, hit.scheme, hit.code))

    def _for(self, language: str) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
        if language not in self._patterns:
            made = tuple(
                (term.scheme, term.code, pattern(phrases, spaced=language != "th"))
                for term in self.listed
                if (phrases := [p for p in term.phrases.get(language, ()) if p.strip()])
            )
            nearest = _NEAREST.get(language, _ELSE)
            self._patterns[language] = made or (self._for(nearest) if nearest != language else ())
        return self._patterns[language]


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


