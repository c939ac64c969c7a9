"""The shape most number finders share: a pattern, a check, and words that must stand near."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from balai.core.privacy.finding import Finding, FindingType, digits_of, found

START = r"(?<![\w/])(?<!\d[.,\-])"
"""Where a number may begin: not inside a word, a path, a decimal or a longer number."""

END = r"(?![\w/])(?![.,\-]\d)"
"""Where a number may end."""

REACH = 60
"""How many characters before a number its cue may stand."""


def cue(*words: str, exact: str = "", tail: str = "") -> re.Pattern[str]:
    """Return the pattern of any of these words (regular expressions), in any case.

    `exact` is matched in its own case: abbreviations ("FIN", "SIM") that are words in lower
    case. `tail` must follow whichever matched.
    """
    either = f"(?i:{'|'.join(words)})" + (f"|{exact}" if exact else "")
    return re.compile(rf"(?<![^\W\d_])(?:{either}){tail}")


def always(_: str) -> bool:
    """Accept: for numbers without a check of their own, which then need a cue."""
    return True


def varied(written: str) -> bool:
    """Refuse what nobody is given: one or two digits repeated."""
    return len(set(digits_of(written))) > 2


@dataclass(frozen=True)
class NumberRule:
    """How one kind of number is written and how it is told from other numbers.

    `alone` is the confidence without a cue near, 0 where the number then counts as ordinary;
    `cued` the confidence with one. `valid` sees the characters as they stand.
    """

    type: FindingType
    pattern: re.Pattern[str]
    why: str
    valid: Callable[[str], bool] = always
    cue: re.Pattern[str] | None = None
    alone: float = 0.0
    cued: float = 0.95
    reach: int = REACH


def apply(rule: NumberRule, text: str) -> Iterator[Finding]:
    """Yield what this rule finds, in order of place."""
    for match in rule.pattern.finditer(text):
        if not rule.valid(match[0]):
            continue
        start, end = match.span()
        near = rule.cue is not None and rule.cue.search(text, max(0, start - rule.reach), start)
        confidence = rule.cued if near else rule.alone
        if confidence:
            yield found(text, start, end, rule.type, confidence, rule.why)
