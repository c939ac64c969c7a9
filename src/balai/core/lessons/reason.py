"""Why a candidate was proposed: codes and values, put into words where they are shown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

VERSION = 2
"""Of the rules that propose; raised when the same document would give other candidates."""

_MOST = 200
_HEADING, _WORDS = 90, 24
_BETWEEN = " | "
_UNDER = "under="
_CODE = re.compile(r"(?P<rule>[a-z]+)/(?P<version>\d{1,4})")


class Rule(StrEnum):
    """What proposed a candidate."""

    ITEM = "item"
    HEADING = "heading"
    MODEL = "model"
    CUES = "cues"


@dataclass(frozen=True)
class Reason:
    """What proposed a candidate, the heading it stands under, and the words that spoke for it.

    `heading` and `words` are words of the document, so they need no translation.
    """

    rule: Rule
    heading: str = ""
    words: tuple[str, ...] = ()
    version: int = VERSION

    def code(self) -> str:
        """Return the reason as one line of at most 200 characters, as it is kept.

        Long values are cut, and a bar within them becomes a comma.
        """
        parts = [f"{self.rule}/{self.version}"]
        if self.heading:
            parts.append(_UNDER + _cut(self.heading, _HEADING))
        parts += [_cut(word, _WORDS) for word in self.words[:3]]
        return _BETWEEN.join(parts)[:_MOST]


def read(code: str) -> Reason | None:
    """Return the reason that a code stands for, or None where it is none."""
    first, *rest = code.split(_BETWEEN)
    made = _CODE.fullmatch(first)
    if made is None or made["rule"] not in set(Rule):
        return None
    heading = ""
    if rest and rest[0].startswith(_UNDER):
        heading = rest.pop(0).removeprefix(_UNDER)
    return Reason(Rule(made["rule"]), heading, tuple(rest), int(made["version"]))


def _cut(words: str, most: int) -> str:
    line = " ".join(words.replace("|", ",").split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
