"""Countries by their ISO 3166 codes, with CLDR's names."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_NOT_COUNTRIES = frozenset({"ZZ", "EU", "EZ", "UN", "QO", "XA", "XB"})


@lru_cache(maxsize=8)
def _names(language: str) -> dict[str, str]:
    from babel import Locale

    territories = Locale.parse(language, sep="-").territories
    return {
        code: name
        for code, name in territories.items()
        if len(code) == 2 and code.isalpha() and code not in _NOT_COUNTRIES
    }


def is_country(code: str) -> bool:
    """Say whether CLDR knows a country or territory by this code."""
    return code in _names("en")


def country_name(code: str, shown_in: str) -> str:
    """Return a country's name in a language; the code where CLDR has none."""
    return _names(shown_in).get(code, code)


def country_choices(shown_in: str) -> list[tuple[str, str]]:
    """Return (code, name) for every country, by name; accents do not move a name to the end."""
    return sorted(_names(shown_in).items(), key=lambda pair: _plain(pair[1]))


def _plain(name: str) -> str:
    apart = unicodedata.normalize("NFKD", name)
    return "".join(each for each in apart if not unicodedata.combining(each)).casefold()
