"""A text under search, and what several finders ask of it, answered once.

Every answer costs time in proportion to the text, however many finders ask and however densely
the text is set with numbers: that is what keeps a megabyte of them readable in seconds.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property

from balai.core.privacy.cues import Cue, Opening
from balai.core.privacy.words import Words

_LETTER = r"[^\W\d_]"
_DIGIT_BY_LETTER = re.compile(
    rf"\d(?:[^\w\n]{{0,4}}{_LETTER}|"
    + "|".join(rf"(?<={_LETTER}[^\w\n]{{{gap}}}.)" for gap in range(5))
    + ")"
)
_DIGIT = re.compile(r"\d")
_CLOSE = 60
"""Digits nearer to each other than this are looked around together."""
_BLOCK = 256
"""Characters read at a time for a cue: more than any finder's reach, few enough for prose."""
_LONGEST_WORD = 64
"""Characters that the words of a cue have at the most."""

Stretch = tuple[int, int]


class Searched:
    """A text, its language (ISO 639-1, or empty), and what has been found out about it so far."""

    def __init__(self, text: str, language: str = "") -> None:
        self.text = text
        self.language = language
        self._found: dict[Cue, list[tuple[Opening, _Places]]] = {}

    @cached_property
    def words(self) -> Words:
        """The words of the text."""
        return Words(self.text)

    @cached_property
    def lowered(self) -> str:
        """The text in small letters, every character where it stood."""
        whole = self.text.lower()
        if len(whole) == len(self.text):
            return whole
        return "".join(small if len(small := char.lower()) == 1 else char for char in self.text)

    @cached_property
    def _digits(self) -> list[Stretch]:
        """The digits with a letter near, those close to each other as one."""
        starts = (match.start() for match in _DIGIT_BY_LETTER.finditer(self.text))
        return widened(((start, start + 1) for start in starts), 0, _CLOSE, len(self.text))

    def around_digits(self, before: int, after: int) -> list[Stretch]:
        """Return the stretches around digits with a letter at most four signs away.

        Prose has few digits: looking only around them makes slow patterns several times as
        fast. Each stretch reaches `before` characters back and `after` forward, or _CLOSE where
        that is more; those that meet are one.
        """
        return widened(self._digits, before, max(0, after - _CLOSE), len(self.text))

    def around(
        self, key: re.Pattern[str], stretches: list[Stretch], before: int, after: int
    ) -> list[Stretch]:
        """Return the stretches around the matches of `key` that lie inside `stretches`."""
        spans = (match.span() for match in self.matches_in(key, stretches))
        return widened(spans, before, after, len(self.text))

    def matches_in(
        self, pattern: re.Pattern[str], stretches: list[Stretch]
    ) -> Iterator[re.Match[str]]:
        """Yield the matches of `pattern` that lie inside one of the stretches."""
        for start, end in stretches:
            yield from pattern.finditer(self.text, start, end)

    def has_cue(self, cues: Iterable[Cue], at: int, reach: int) -> bool:
        """Say whether a word of one of the cues stands in the `reach` characters before `at`.

        `at` must begin a word or a number, and `reach` be less than _BLOCK. No character is
        read more than twice for a cue, however many places are asked about.
        """
        low = max(0, at - reach)
        for cue in cues:
            for opening, places in self._found.get(cue) or self._opened(cue):
                if opening.and_tail is None:
                    if places.nearest(at) >= low:
                        return True
                elif _runs_up_to(opening.and_tail, places, low, at):
                    return True
        return False

    def _opened(self, cue: Cue) -> list[tuple[Opening, _Places]]:
        found = [(each, _Places(each.words, self.text)) for each in [cue.exact] if each]
        found += [(each, _Places(each.words, self.lowered)) for each in [cue.words] if each]
        self._found[cue] = found
        return found


class _Places:
    """Where a pattern matches in one text: read by blocks, each when first asked about."""

    def __init__(self, pattern: re.Pattern[str], text: str) -> None:
        self._pattern = pattern
        self.text = text
        self._blocks: dict[int, list[Stretch]] = {}
        self._pairs: dict[int, tuple[list[int], list[int]]] = {}
        self._asked = self._answer = -1

    def nearest(self, at: int) -> int:
        """Return where the last match before `at` begins, or -1 where none is near."""
        if at != self._asked:
            ends, starts = self._near(at)
            place = bisect_right(ends, at)
            self._asked, self._answer = at, starts[place - 1] if place else -1
        return self._answer

    def before(self, at: int) -> Iterator[Stretch]:
        """Yield the matches that end before `at`, the last first; near ones only."""
        ends, starts = self._near(at)
        for place in range(bisect_right(ends, at) - 1, -1, -1):
            yield starts[place], ends[place]

    def _near(self, at: int) -> tuple[list[int], list[int]]:
        """Return the ends and the starts of the matches in the block before `at` and its own."""
        block = (at - 1) // _BLOCK
        pair = self._pairs.get(block)
        if pair is None:
            spans = self._in_block(block - 1) if block > 0 else []
            # A match that runs over the border may hold another that begins behind it.
            last = spans[-1][1] if spans else 0
            spans = spans + [span for span in self._in_block(block) if span[1] > last]
            pair = self._pairs[block] = [end for _, end in spans], [start for start, _ in spans]
        return pair

    def _in_block(self, block: int) -> list[Stretch]:
        spans = self._blocks.get(block)
        if spans is None:
            first, last = block * _BLOCK, (block + 1) * _BLOCK
            matches = self._pattern.finditer(self.text, first, last + _LONGEST_WORD)
            spans = [match.span() for match in matches if match.start() < last]
            self._blocks[block] = spans
        return spans


def _runs_up_to(whole: re.Pattern[str], places: _Places, low: int, at: int) -> bool:
    """Say whether from one of the places at or behind `low` the whole pattern runs up to `at`.

    No tail of a cue holds a digit: behind one there is nothing more to look for.
    """
    for start, end in places.before(at):
        if start < low or _DIGIT.search(places.text, end, at) is not None:
            return False
        if whole.match(places.text, start, at) is not None:
            return True
    return False


def widened(spans: Iterable[Stretch], before: int, after: int, length: int) -> list[Stretch]:
    """Return the spans, in order, widened and those that meet made one."""
    stretches: list[Stretch] = []
    opened = closed = -1
    for first, last in spans:
        start = max(0, first - before)
        if start > closed:
            if closed >= 0:
                stretches.append((opened, min(closed, length)))
            opened = start
        closed = max(closed, last + after)
    if closed >= 0:
        stretches.append((opened, min(closed, length)))
    return stretches
