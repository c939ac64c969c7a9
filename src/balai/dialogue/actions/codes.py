"""Codes that come from outside: known ones, or a clear refusal."""

from __future__ import annotations

from balai.core.errors import Invalid
from balai.knowledge.labels import require_labels
from balai.people.languages import is_reading_language


def known_country(code: str) -> str:
    """Return a country's code, or "" for none. Raises Invalid for one there is not."""
    if code:
        require_labels((("country", code),))
    return code


def known_sector(code: str) -> str:
    """Return the code of a kind of actor, or "" for none. Raises Invalid for one there is not."""
    if code:
        require_labels((("actor", code),))
    return code


def known_language(code: str, *, field: str = "language") -> str:
    """Return a language's code. Raises Invalid for one that people cannot say they read."""
    if not is_reading_language(code):
        raise Invalid(
            "“%(code)s” is not a language that Balai knows.",
            fields={field: ""},
            values={"code": code},
        )
    return code
