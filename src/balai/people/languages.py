"""Languages somebody may say they read, by their CLDR codes."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse

if TYPE_CHECKING:
    from babel import Locale

READING = (
    "en", "ms", "fr", "nl", "ar", "th", "id", "zh", "ta", "tl", "vi", "km", "my", "lo", "bn", "hi",
    "ur", "fa", "tr", "ru", "uk", "de", "es", "pt", "it", "pl", "ro", "sv", "da", "nb", "fi", "sw",
    "so", "ha", "am", "sq", "bs", "sr", "mk", "kk", "uz", "ky", "tg",
)  # fmt: skip
"""The languages of the sample and of Balai's interface first, then others often asked for."""


def is_reading_language(code: str) -> bool:
    """Say whether `code` can be chosen."""
    return code in READING


def reading_choices(shown_in: str, first: Collection[str] = ()) -> list[tuple[str, str]]:
    """Return (code, name) for each language, named in the language of the page and its own.

    Those in `first` come first, so that what was chosen is seen at once.
    """
    from babel import Locale

    page = Locale.parse(shown_in, sep="-")
    ordered = sorted(READING, key=lambda code: code not in first)
    return [(code, _named(code, page)) for code in ordered]


def _named(code: str, page: Locale) -> str:
    from babel import Locale

    language = Locale.parse("fil" if code == "tl" else code)  # CLDR's newer code for the same
    here, own = language.get_language_name(page), language.get_language_name()
    if not here or not own or here.casefold() == own.casefold():
        return here or code
    return f"{here} ({own})"


def remember_language(response: HttpResponse, language: str) -> None:
    """Let the browser ask for pages in this language from now on."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        samesite="Lax",
        secure=bool(settings.SESSION_COOKIE_SECURE),
    )
