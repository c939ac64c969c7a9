"""The shape most number finders share: a pattern, a check, and words that must stand near."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from balai.core.privacy.cues import Cue
from balai.core.privacy.finding import Finding, FindingType, digits_of, found
from balai.core.privacy.searched import Searched
from balai.core.privacy.why import Why

FREE = r"(?<![\w/].)(?<!\d[.,\-].)"
"""Behind the first character of a number: it does not stand inside a word, a path, a decimal or a
longer number. It comes second because a pattern that begins with a set of characters lets the
engine skip to them, where one that begins by looking back stops at every place."""

END = r"(?![\w/])(?![.,\-]\d)"
"""Where a number may end."""

_WORDED = re.compile(r"[^\W\d_](?:[^\W\d_]|[./])")
"""What every cue has: two letters together, or one before a full stop or a stroke ("I.C.")."""
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
    why: Why
    valid: Callable[[str], bool] = always
    cues: tuple[Cue, ...] = ()
    alone: float = 0.0
    cued: float = 0.95
    reach: int = REACH


class Rules:
    """Rules tried together, at the places where any of their numbers may begin."""

    def __init__(self, *rules: NumberRule, starts: re.Pattern[str]) -> None:
        self._rules = rules
        self._starts = starts
        self._reach = max(rule.reach for rule in rules)
        # One group a rule, each tried from the same place whether or not the others match: all
        # are asked in one call, which is many times as fast as a call a rule.
        self._each = re.compile("".join(f"(?=({rule.pattern.pattern})?)" for rule in rules))
        if self._each.groups != len(rules):
            raise ValueError("the pattern of a rule has a group of its own")

    def apply(self, searched: Searched) -> Iterator[Finding]:
        """Yield what the rules find; findings may overlap.

        One pass over the text finds the few places where any number may begin; only there are
        the rules tried.
        """
        text, each = searched.text, self._each
        for place in self._starts.finditer(text):
            at = place.start()
            tried = each.match(text, at)
            if tried is not None and tried.lastindex is not None:
                yield from self._found(searched, at, tried.groups())

    def _found(
        self, searched: Searched, at: int, written: Sequence[str | None]
    ) -> Iterator[Finding]:
        """Yield the findings of the rules that matched at a place, of which `written` says what."""
        # Columns of figures have no words near: no cue can be, so none is looked for.
        worded = _WORDED.search(searched.text, max(0, at - self._reach), at) is not None
        for rule, number in zip(self._rules, written, strict=True):
            if number is None or not (worded or rule.alone) or not rule.valid(number):
                continue
            near = worded and searched.has_cue(rule.cues, at, rule.reach)
            confidence = rule.cued if near else rule.alone
            if confidence:
                end = at + len(number)
                yield found(searched.text, at, end, rule.type, confidence, rule.why)
