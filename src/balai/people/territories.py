"""Countries by their ISO 3166 codes, with CLDR's names."""

from __future__ import annotations

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
    """Return (code, name) for every country, by name."""
    return sorted(_names(shown_in).items(), key=lambda pair: pair[1].casefold())
