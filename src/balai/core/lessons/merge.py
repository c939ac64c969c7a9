"""Near-identical candidates of one document become one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from .candidate import Candidate
from .lexicon import fold

_LETTERS = re.compile(r"[^\W_]+")
# Share of words two texts must have in common to say the same thing: Jaccard's coefficient of
# their word pairs. Below it, "Ratify the first protocol" and "… the second" would become one.
_SAME = 0.8
_FEWEST_PAIRS = 5


def merged(found: Iterable[Candidate]) -> list[Candidate]:
    """Return the candidates without those that repeat a stronger one.

    Equal texts and overlapping places always count as one. The strongest stays, and of equally
    strong ones the first; the order of what stays is kept.
    """
    listed = list(found)
    kept: list[tuple[Candidate, str, frozenset[tuple[str, str]]]] = []
    texts: set[str] = set()
    by_pair: dict[tuple[str, str], list[int]] = {}
    for candidate in sorted(listed, key=lambda c: (-c.confidence, c.start, c.end)):
        words = _LETTERS.findall(fold(candidate.text))
        text = " ".join(words)
        pairs = frozenset(pairwise(words))
        if text in texts or _repeats(candidate, pairs, kept, by_pair):
            continue
        texts.add(text)
        for pair in pairs:
            by_pair.setdefault(pair, []).append(len(kept))
        kept.append((candidate, text, pairs))
    staying = {id(candidate) for candidate, _, _ in kept}
    return [candidate for candidate in listed if id(candidate) in staying]


def _repeats(
    candidate: Candidate,
    pairs: frozenset[tuple[str, str]],
    kept: list[tuple[Candidate, str, frozenset[tuple[str, str]]]],
    by_pair: dict[tuple[str, str], list[int]],
) -> bool:
    shared: dict[int, int] = {}
    for pair in pairs:
        for number in by_pair.get(pair, ()):
            shared[number] = shared.get(number, 0) + 1
    for number, common in shared.items():
        other = kept[number]
        if candidate.start < other[0].end and other[0].start < candidate.end:
            return True
        enough = min(len(pairs), len(other[2])) >= _FEWEST_PAIRS
        if enough and common / (len(pairs) + len(other[2]) - common) >= _SAME:
            return True
    return False
