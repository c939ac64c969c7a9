"""What a term is: a code that records keep, and words for it in every language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

DEFAULT = "en"
"""The language every term has; what is shown where a label is missing in the reader's own."""

Words = Mapping[str, str]
"""Language code -> words in that language."""

NOTHING: Words = MappingProxyType({})


def in_language(words: Words, language: str) -> str:
    """Return the words for a language, `fr` for `fr-CA`, English where there are none."""
    language = language.replace("_", "-").lower()
    for candidate in (language, language.split("-")[0], DEFAULT):
        if candidate in words:
            return words[candidate]
    return ""


@dataclass(frozen=True)
class Source:
    """Where a term or its definition comes from.

    The citation is made of names, titles and numbers only, so that it reads alike in every
    language. `confirmed` is True where the source was read in a public copy, False where the
    citation or the reading of it is general knowledge that nobody has checked against it yet.
    """

    citation: str
    confirmed: bool


@dataclass(frozen=True)
class Term:
    """One term of a scheme. Equal when scheme and code are equal, so it can be a key."""

    scheme: str
    code: str
    labels: Words = field(compare=False)
    definitions: Words = field(compare=False)
    source: Source = field(compare=False)
    family: str = field(default="", compare=False)
    tags: tuple[str, ...] = field(default=(), compare=False)
    aliases: Mapping[str, tuple[str, ...]] = field(
        default_factory=lambda: MappingProxyType({}), compare=False
    )
    """Language -> other words for the same thing, used to find it and never shown."""
    also: tuple[str, ...] = field(default=(), compare=False)
    """Other codes for the same term, which records and older versions may carry."""
    warnings: Words = field(default_factory=lambda: NOTHING, compare=False)

    def label(self, language: str = DEFAULT) -> str:
        """Return the label in a language, English where there is none."""
        return in_language(self.labels, language)

    def definition(self, language: str = DEFAULT) -> str:
        """Return the one-line definition in a language, English where there is none."""
        return in_language(self.definitions, language)

    def warning(self, language: str = DEFAULT) -> str:
        """Return what must be shown beside the term wherever it is used, or nothing."""
        return in_language(self.warnings, language)


@dataclass(frozen=True)
class Scheme:
    """One list of terms, in the order in which they are shown."""

    name: str
    labels: Words = field(compare=False)
    definitions: Words = field(compare=False)
    families: Mapping[str, Words] = field(compare=False)
    terms: tuple[Term, ...] = field(compare=False)

    def label(self, language: str = DEFAULT) -> str:
        """Return the name of the list in a language."""
        return in_language(self.labels, language)

    def definition(self, language: str = DEFAULT) -> str:
        """Return what the list is for, in a language."""
        return in_language(self.definitions, language)

    def family_label(self, family: str, language: str = DEFAULT) -> str:
        """Return the name of a family of terms; empty where the scheme has no such family."""
        return in_language(self.families.get(family, NOTHING), language)

    def in_family(self, family: str) -> tuple[Term, ...]:
        """Return the terms of one family, in order."""
        return tuple(term for term in self.terms if term.family == family)
