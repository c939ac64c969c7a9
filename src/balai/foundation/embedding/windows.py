"""A text cut at the ends of its sentences into windows that the encoder reads one by one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

TOKENS = 180
"""Tokens in a window: what the head was learned with."""
_SENTENCE_END = re.compile(r"(?<=[.!?…。؟])[\s\"”’»)]*\s+(?=\S)|\n+")
_LONGEST = 1_200
"""Characters of a stretch without any sentence end; lists and Thai have few."""


def windows(text: str, count: Callable[[str], int]) -> Iterator[tuple[int, int]]:
    """Yield the stretches of `text`, in order, that hold at most TOKENS by `count`.

    One sentence longer than that is a window of its own, up to _LONGEST characters.
    """
    start, size = 0, 0
    at = 0
    for end in _cuts(text):
        tokens = count(text[at:end])
        if at > start and size + tokens > TOKENS:
            yield start, at
            start, size = at, 0
        size += tokens
        at = end
    if at > start:
        yield start, at


def _cuts(text: str) -> Iterator[int]:
    at = 0
    for end in (*(match.end() for match in _SENTENCE_END.finditer(text)), len(text)):
        while end - at > _LONGEST:
            space = text.rfind(" ", at + _LONGEST // 2, at + _LONGEST)
            at = space + 1 if space >= 0 else at + _LONGEST
            yield at
        if end > at:
            yield end
        at = end
