"""The stretches of a text in which a finder that needs a digit has to look at all.

Prose has few digits: looking only around them makes the slow patterns several times as fast.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_LETTER = r"[^\W\d_]"
_DIGIT_BY_LETTER = re.compile(
    rf"\d(?:[^\w\n]{{0,4}}{_LETTER}|"
    + "|".join(rf"(?<={_LETTER}[^\w\n]{{{gap}}}.)" for gap in range(5))
    + ")"
)


def around_digits(text: str, before: int, after: int) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of the stretches around digits with a letter at most four signs away.

    Each reaches `before` characters back and `after` forward; those that meet are one.
    """
    opened = closed = -1
    for match in _DIGIT_BY_LETTER.finditer(text):
        start = max(0, match.start() - before)
        if start > closed:
            if closed >= 0:
                yield opened, closed
            opened = start
        closed = min(len(text), match.end() + after)
    if closed >= 0:
        yield opened, closed


def matches_in(
    pattern: re.Pattern[str], text: str, stretches: list[tuple[int, int]]
) -> Iterator[re.Match[str]]:
    """Yield the matches of `pattern` that lie inside one of the stretches."""
    for start, end in stretches:
        yield from pattern.finditer(text, start, end)
