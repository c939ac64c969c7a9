"""The vocabulary as it is typed: labels of terms and names of countries, in every language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from balai.search.fields import LISTS, SAID
from balai.search.suggesting.beginnings import Beginning, beginnings, folded
from balai.search.suggesting.spelling import Lexicon
from balai.vocabulary import places
from balai.vocabulary import queries as vocabulary

_NAMED = tuple(name for field in (*SAID, "kind") for name in LISTS[field])
"""Lists of terms that are offered to who types."""


@dataclass(frozen=True)
class Named:
    """A term or a country, as it is called in one language. `scheme` is "" for a country."""

    kind: Literal["term", "place"]
    scheme: str
    code: str
    text: str
    language: str

    def called_in(self, language: str) -> str:
        """Return what it is called in another language."""
        if self.kind == "place":
            return places.country_name(self.code, language)
        return vocabulary.label(self.scheme, self.code, language)


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that some term has a label in."""
    found = {
        language
        for scheme in _NAMED
        for term in vocabulary.terms(scheme)
        for language in term.labels
    }
    return tuple(sorted(found))


@cache
def named_in(language: str) -> dict[str, Named]:
    """Return what has a name in a language, by a key of its own."""
    terms = [
        Named("term", scheme, term.code, term.labels[language], language)
        for scheme in _NAMED
        for term in vocabulary.terms(scheme)
        if language in term.labels
    ]
    countries = [
        Named("place", "", code, places.country_name(code, language), language)
        for code in places.countries()
    ]
    return {f"{each.scheme}:{each.code}": each for each in (*terms, *countries)}


@cache
def ordered_in(language: str) -> list[Beginning]:
    """Return where those names may begin, in order."""
    return sorted(
        beginning
        for key, each in named_in(language).items()
        for beginning in beginnings(each.text, key)
    )


@cache
def words_in(language: str) -> Lexicon:
    """Return the words of those names, each with the names that have it."""
    lexicon = Lexicon()
    for each in ordered_in(language):
        lexicon.add(each.key.partition(" ")[0], each.name)
    return lexicon


def is_written(word: str) -> bool:
    """Say whether a folded word stands in any name of a term, also one that is never shown."""
    return word in _written()


@cache
def _written() -> frozenset[str]:
    return frozenset(
        word
        for scheme in _NAMED
        for term in vocabulary.terms(scheme)
        for names in term.aliases.values()
        for name in names
        for word in folded(name).split()
    )
