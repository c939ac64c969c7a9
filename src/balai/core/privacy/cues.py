"""Words that, standing near, say what a number or a date is."""

from __future__ import annotations

import re

_CAPITAL = re.compile(r"\\.|[A-Z]")
_NOT_IN_A_WORD = r"(?<![^\W\d_])"


class Cue:
    """Any of some words (regular expressions) in the characters before a place.

    They are looked for in small letters, which is several times as fast as ignoring case.
    `exact` is matched as it stands: abbreviations ("FIN", "SIM") that are words in small
    letters. `tail` must follow whichever matched.
    """

    def __init__(self, *words: str, exact: str = "", tail: str = "") -> None:
        either = _CAPITAL.sub(_lowered, "|".join(words))
        self._words = re.compile(rf"{_NOT_IN_A_WORD}(?:{either}){tail}")
        self._exact = re.compile(rf"{_NOT_IN_A_WORD}(?:{exact}){tail}") if exact else None

    def stands_before(self, text: str, at: int, reach: int) -> bool:
        """Say whether one of the words stands in the `reach` characters before `at`."""
        before = text[max(0, at - reach) : at]
        if self._words.search(before.lower()) is not None:
            return True
        return self._exact is not None and self._exact.search(before) is not None


def _lowered(match: re.Match[str]) -> str:
    """Return a capital in small, an escape (which has a meaning of its own) as it is."""
    return match[0] if match[0].startswith("\\") else match[0].lower()
