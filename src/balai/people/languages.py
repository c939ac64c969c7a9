"""Languages somebody may say they read, by their CLDR codes."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse

if TYPE_CHECKING:
    from babel import Locale

READING = {
    "en": "English",
    "ms": "Melayu",
    "fr": "français",
    "nl": "Nederlands",
    "ar": "العربية",
    "th": "ไทย",
    "id": "Indonesia",
    "zh": "中文",
    "ta": "தமிழ்",
    "tl": "Filipino",
    "vi": "Tiếng Việt",
    "km": "ខ្មែរ",
    "my": "မြန်မာ",
    "lo": "ລາວ",
    "bn": "বাংলা",
    "hi": "हिन्दी",
    "ur": "اردو",
    "fa": "فارسی",
    "tr": "Türkçe",
    "ru": "русский",
    "uk": "українська",
    "de": "Deutsch",
    "es": "español",
    "pt": "português",
    "it": "italiano",
    "pl": "polski",
    "ro": "română",
    "sv": "svenska",
    "da": "dansk",
    "nb": "norsk bokmål",
    "fi": "suomi",
    "sw": "Kiswahili",
    "so": "Soomaali",
    "ha": "Hausa",
    "am": "አማርኛ",
    "sq": "shqip",
    "bs": "bosanski",
    "sr": "српски",
    "mk": "македонски",
    "kk": "қазақ тілі",
    "uz": "o‘zbek",
    "ky": "кыргызча",
    "tg": "тоҷикӣ",
}
"""Code -> the language's own name (CLDR's), the interface's and the sample's languages first.

The names are written out because Babel loads and keeps a whole locale for each: 43 MB for these.
"""


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
    own = READING[code]
    here = page.languages.get("fil" if code == "tl" else code, own)  # CLDR's newer code
    return own if here.casefold() == own.casefold() else f"{here} ({own})"


def remember_language(response: HttpResponse, language: str) -> None:
    """Let the browser ask for pages in this language from now on."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        samesite="Lax",
        secure=bool(settings.SESSION_COOKIE_SECURE),
    )
