"""Words that, standing near, say what a number or a date is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from balai.core.privacy.opened import opened

_CAPITAL = re.compile(r"\\.|[A-Z]")


class Cue:
    """Any of some words (regular expressions) in the characters before a place.

    They are looked for in small letters, which is several times as fast as ignoring case.
    `exact` is matched as it stands: abbreviations ("FIN", "SIM") that are words in small
    letters. `tail` must follow whichever matched, up to the place itself. Whether a cue stands
    before a place is asked of the text (`searched.Searched.has_cue`), which remembers.
    """

    def __init__(self, *words: str, exact: str = "", tail: str = "") -> None:
        either = _CAPITAL.sub(_lowered, "|".join(words))
        self.words = _opening(either, tail)
        self.exact = _opening(exact, tail)


@dataclass(frozen=True, eq=False)
class Opening:
    """A pattern for words, and where something must follow them, words and tail together.

    Equal only to itself: it is a key, and hashing a long pattern takes longer than using it.
    """

    words: re.Pattern[str]
    and_tail: re.Pattern[str] | None


def _opening(words: str, tail: str) -> Opening | None:
    if not words:
        return None
    return Opening(re.compile(opened(words)), re.compile(f"(?:{words}){tail}") if tail else None)


def _lowered(match: re.Match[str]) -> str:
    """Return a capital in small, an escape (which has a meaning of its own) as it is."""
    return match[0] if match[0].startswith("\\") else match[0].lower()
