"""Countries, regions and languages, named by CLDR in any language.

Country codes are ISO 3166-1 alpha-2 (and XK, CLDR's code for Kosovo), region codes those of the
United Nations' M49. Names are CLDR's, through Babel, loaded for a language when first asked for;
how regions contain each other, and adjectives such as "malaisien", are data of this package.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from balai.core.errors import Invalid
from balai.vocabulary.finding import PhraseIndex
from balai.vocabulary.terms import DEFAULT

if TYPE_CHECKING:
    from babel import Locale

WORLD = "001"
ANY_LANGUAGE = "*"
WITH_ADJECTIVES = ("en", "ms", "fr", "nl")
LANGUAGE_FOLLOWS = frozenset({"in", "into", "en", "het", "au", "bahasa", "dalam"})
LISTS_LANGUAGES = frozenset({"and", "or", "et", "ou", "en", "of", "dan", "atau"})


@dataclass(frozen=True)
class CountryMention:
    """A country named in a text: `text[start:end]` is its name, or a word made from it."""

    country: str
    start: int
    end: int


@cache
def countries() -> tuple[str, ...]:
    """Return every country code, in alphabetical order of the codes."""
    inside = (code for codes in _contains().values() for code in codes)
    return tuple(sorted(code for code in inside if code.isalpha()))


@cache
def regions() -> tuple[str, ...]:
    """Return every region code, the world first."""
    return tuple(_contains())


def is_country(code: str) -> bool:
    """Say whether this is a country's code."""
    return code in _parents() and code.isalpha()


def country_name(code: str, language: str = DEFAULT) -> str:
    """Return a country's name in a language, English where CLDR lacks the language."""
    if not is_country(code):
        raise Invalid(
            "“%(code)s” is not a country.",
            "Use an ISO 3166-1 code.",
            kind="no-country",
            values={"code": code},
        )
    return _name(code, language)


def region_name(code: str, language: str = DEFAULT) -> str:
    """Return a region's name in a language, English where CLDR lacks the language."""
    if code not in _contains():
        raise Invalid(
            "“%(code)s” is not a region.",
            "Use a UN M49 code.",
            kind="no-region",
            values={"code": code},
        )
    return _name(code, language)


def region_named(words: str) -> str | None:
    """Return the region of a code or a name, in any language of the interface; None for none."""
    if words in _contains():
        return words
    folded = _sort_key(words)
    names = ((code, _name(code, spoken)) for spoken in WITH_ADJECTIVES for code in _contains())
    return next((code for code, name in names if _sort_key(name) == folded), None)


@cache
def country_names(language: str = DEFAULT) -> Mapping[str, str]:
    """Return code -> name of every country, in the alphabetical order of the names."""
    names = {code: _name(code, language) for code in countries()}
    return MappingProxyType(dict(sorted(names.items(), key=lambda item: _sort_key(item[1]))))


def region_of(country: str) -> str:
    """Return the narrowest region a country lies in: `035`, South-eastern Asia, for Malaysia."""
    return regions_of(country)[0]


def regions_of(country: str) -> tuple[str, ...]:
    """Return the regions a country lies in, from the narrowest to the world."""
    if not is_country(country):
        raise Invalid(
            "“%(code)s” is not a country.",
            "Use an ISO 3166-1 code.",
            kind="no-country",
            values={"code": country},
        )
    found: list[str] = []
    code = country
    while code != WORLD:
        code = _parents()[code]
        found.append(code)
    return tuple(found)


@cache
def countries_in(region: str) -> tuple[str, ...]:
    """Return the countries of a region, those of the regions inside it included."""
    if region not in _contains():
        raise Invalid(
            "“%(code)s” is not a region.",
            "Use a UN M49 code.",
            kind="no-region",
            values={"code": region},
        )
    found: set[str] = set()
    for code in _contains()[region]:
        found.update(countries_in(code) if code in _contains() else (code,))
    return tuple(sorted(found))


def language_name(code: str, language: str = DEFAULT) -> str:
    """Return the name of a language in another; the code itself where CLDR has no name."""
    main = code.replace("_", "-").split("-")[0].lower()
    return str(_locale(language).languages.get(main) or main)


def own_name(code: str) -> str:
    """Return a language's name in itself, such as `Bahasa Melayu` for `ms`."""
    from babel import UnknownLocaleError

    try:
        _parse(code)
    except (UnknownLocaleError, ValueError):
        return language_name(code)
    return _OWN_NAMES.get(code) or language_name(code, code)


@cache
def language_names(codes: tuple[str, ...], language: str = DEFAULT) -> Mapping[str, str]:
    """Return code -> name for these languages, in the alphabetical order of the names."""
    names = {code: language_name(code, language) for code in codes}
    return MappingProxyType(dict(sorted(names.items(), key=lambda item: _sort_key(item[1]))))


def country_mentions(text: str, language: str = "") -> tuple[CountryMention, ...]:
    """Return every place where a text names a country, or uses a word made from its name.

    Names in the text's language and in English; adjectives and names of inhabitants in English,
    French and Dutch (Malay makes none). Without a language all four interface languages are
    tried. Where the text uses capitals a name must have one ("turkey" is a bird), acronyms must
    always be in capitals, and an adjective that stands for the language ("in French") is left
    out.
    """
    has_capitals = any(letter.isupper() for letter in text)
    return tuple(
        CountryMention(code.removeprefix(_ADJECTIVE), start, end)
        for code, start, end in _phrases(_main(language)).occurrences(text)
        if _looks_right(text, start, end, code.startswith(_ADJECTIVE), has_capitals)
    )


def find_country(text: str, language: str = "") -> str | None:
    """Return the country a text names most often, the first of equals; None where it names none.

    A suggestion for a person to check.
    """
    counts: dict[str, int] = {}
    for mention in country_mentions(text, language):
        counts[mention.country] = counts.get(mention.country, 0) + 1
    return max(counts, key=lambda code: counts[code], default=None)


_ADJECTIVE = "adjective:"
_OWN_NAMES = {"ms": "Bahasa Melayu", "id": "Bahasa Indonesia"}
"""CLDR says only `Melayu` and `Indonesia`, which nobody would look for in a list."""


def _looks_right(text: str, start: int, end: int, adjective: bool, has_capitals: bool) -> bool:
    words = text[start:end]
    if len(words) <= 4 and words.casefold() in _acronyms():
        return words.isupper()
    first = words[0]
    cased = first.isupper() or first.islower()
    lower_is_wrong = has_capitals and cased and not first.isupper()
    if lower_is_wrong and not (adjective and _folded(words) in _french_adjectives()):
        return False
    return not (adjective and _stands_for_language(text, start, end))


_NEAR = 40
"""Characters on either side in which the neighbouring word stands."""


def _stands_for_language(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - _NEAR) : start].split()
    if not before or before[-1].casefold() not in LANGUAGE_FOLLOWS:
        return False
    after = text[end : end + _NEAR]
    next_word = next(iter(after.split()), "")
    return after[:1] not in {" ", "-"} or next_word.casefold() in {"", *LISTS_LANGUAGES}


@cache
def _phrases(language: str) -> PhraseIndex:
    languages = WITH_ADJECTIVES if not language else tuple(dict.fromkeys((language, DEFAULT)))
    index = PhraseIndex()
    for code in countries():
        for spoken in languages:
            for name in _split(_name(code, spoken)):
                index.add(name, code)
    for code, words in _country_words().items():
        for spoken in (*languages, ANY_LANGUAGE):
            for name in words.get("names", {}).get(spoken, ()):
                index.add(name, code)
        for spoken in WITH_ADJECTIVES if not language else (language,):
            for adjective in words.get("adjectives", {}).get(spoken, ()):
                index.add(adjective, _ADJECTIVE + code)
    return index


def _split(name: str) -> Iterable[str]:
    """Return the names in `Myanmar (Burma)` one by one, and others as they are."""
    if not name.endswith(")"):
        return (name,)
    outer, inner = name[:-1].split("(", 1)
    return (outer.strip(), inner.strip()) if outer.strip() == "Myanmar" else (name,)


@cache
def _acronyms() -> frozenset[str]:
    names = (
        name
        for words in _country_words().values()
        for listed in words.get("names", {}).values()
        for name in listed
    )
    return frozenset(name.casefold() for name in names if len(name) <= 4 and name.isupper())


@cache
def _french_adjectives() -> frozenset[str]:
    return frozenset(
        form
        for words in _country_words().values()
        for adjective in words.get("adjectives", {}).get("fr", ())
        for form in (_folded(adjective), _folded(adjective + "s"))
    )


def _folded(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _sort_key(name: str) -> str:
    return "".join(letter for letter in _folded(name) if letter.isalnum())


def _main(language: str) -> str:
    return language.replace("_", "-").split("-")[0].lower()


def _name(code: str, language: str) -> str:
    return str(_locale(language).territories.get(code) or _locale(DEFAULT).territories[code])


@cache
def _locale(language: str) -> Locale:
    from babel import UnknownLocaleError

    try:
        return _parse(language)
    except (UnknownLocaleError, ValueError):
        return _parse(DEFAULT)


def _parse(language: str) -> Locale:
    from babel import Locale

    return Locale.parse(language.replace("-", "_"), sep="_")


@cache
def _contains() -> Mapping[str, tuple[str, ...]]:
    raw = _read("regions.json")["contains"]
    return MappingProxyType({region: tuple(codes) for region, codes in raw.items()})


@cache
def _parents() -> Mapping[str, str]:
    return MappingProxyType(
        {code: region for region, codes in _contains().items() for code in codes}
    )


@cache
def _country_words() -> Mapping[str, dict[str, dict[str, list[str]]]]:
    return MappingProxyType(_read("country_words.json")["countries"])


def _read(name: str) -> Any:
    path = files("balai.vocabulary").joinpath("data", "places", name)
    return json.loads(path.read_text(encoding="utf-8"))
