"""Languages somebody may say they read, by their CLDR codes."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse

READING = (
    "en", "ms", "fr", "nl", "ar", "th", "id", "zh", "ta", "tl", "vi", "km", "my", "lo", "bn", "hi",
    "ur", "fa", "tr", "ru", "uk", "de", "es", "pt", "it", "pl", "ro", "sv", "da", "nb", "fi", "sw",
    "so", "ha", "am", "sq", "bs", "sr", "mk", "kk", "uz", "ky", "tg",
)  # fmt: skip
"""The languages of the sample and of Balai's interface first, then others often asked for."""


def is_reading_language(code: str) -> bool:
    """Say whether `code` can be chosen."""
    return code in READING


def reading_choices(shown_in: str) -> list[tuple[str, str]]:
    """Return (code, name) for each language, named in the language of the page and its own."""
    from babel import Locale

    page = Locale.parse(shown_in, sep="-")
    return [(code, _named(Locale.parse(code), page)) for code in READING]


def _named(language: object, page: object) -> str:
    here = language.get_display_name(page)  # type: ignore[attr-defined]
    own = language.get_display_name()  # type: ignore[attr-defined]
    return here if here.casefold() == own.casefold() else f"{here} ({own})"


def remember_language(response: HttpResponse, language: str) -> None:
    """Let the browser ask for pages in this language from now on."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        samesite="Lax",
        secure=bool(settings.SESSION_COOKIE_SECURE),
    )
