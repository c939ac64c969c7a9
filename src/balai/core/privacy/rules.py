"""The shape most number finders share: a pattern, a check, and words that must stand near."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from balai.core.privacy.cues import Cue
from balai.core.privacy.finding import Finding, FindingType, digits_of, found

FREE = r"(?<![\w/].)(?<!\d[.,\-].)"
"""Behind the first character of a number: it does not stand inside a word, a path, a decimal or a
longer number. It comes second because a pattern that begins with a set of characters lets the
engine skip to them, where one that begins by looking back stops at every place."""

END = r"(?![\w/])(?![.,\-]\d)"
"""Where a number may end."""

_LETTER = re.compile(r"[^\W\d_]")
REACH = 60
"""How many characters before a number its cue may stand."""


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
    cue: Cue | None = None
    alone: float = 0.0
    cued: float = 0.95
    reach: int = REACH


def apply(rules: Sequence[NumberRule], text: str, starts: re.Pattern[str]) -> Iterator[Finding]:
    """Yield what the rules find at the places where `starts` matches.

    One pass over the text finds the few places where any number may begin; only there is every
    rule tried. Findings may overlap.
    """
    own = tuple(rule for rule in rules if rule.alone)
    reach = max(rule.reach for rule in rules)
    for place in starts.finditer(text):
        at = place.start()
        # Columns of figures have no words near: no cue can be, so fewer rules are tried.
        worded = _LETTER.search(text, max(0, at - reach), at) is not None
        for rule in rules if worded else own:
            match = rule.pattern.match(text, at)
            if match is not None:
                confidence = _confidence(rule, text, match)
                if confidence:
                    yield found(text, *match.span(), rule.type, confidence, rule.why)


def _confidence(rule: NumberRule, text: str, match: re.Match[str]) -> float:
    if not rule.valid(match[0]):
        return 0.0
    start = match.start()
    near = rule.cue is not None and rule.cue.stands_before(text, start, rule.reach)
    return rule.cued if near else rule.alone
