"""What every page needs to know about how it is to be drawn."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest

THEME_COOKIE: Final = "balai_theme"
"""Set by the theme switch in the browser, read here so that a page never flashes.

Over https its name begins with `__Host-`, which browsers then hold to this host."""

_THEMES: Final = frozenset({"light", "dark"})


def theme(request: HttpRequest) -> dict[str, str]:
    """Give `theme`: "light", "dark", or empty where the reader's system decides.

    The cookie comes from outside, so any other value counts as none.
    """
    kept = request.COOKIES
    chosen = kept.get(f"__Host-{THEME_COOKIE}", kept.get(THEME_COOKIE, ""))
    return {"theme": chosen if chosen in _THEMES else ""}
