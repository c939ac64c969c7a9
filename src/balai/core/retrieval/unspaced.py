"""Scripts written without spaces: Thai by dictionary, the others by overlapping pairs.

Pairs of characters are the usual index for Chinese and Japanese where no dictionary is at hand
(the CJK analyser of Lucene does the same). Korean is spaced, but its endings make pairs better
than whole words.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_THAI = "\u0e01-\u0e3a\u0e40-\u0e4e"
_PAIRED = (
    "\u0e80-\u0eff\u1000-\u109f\u1780-\u17d3\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7af\uf900-\ufaff\U00020000-\U0002ffff"
)
_RUNS = re.compile(
    f"(?P<thai>[{_THAI}]+)|(?P<paired>[{_PAIRED}]+)|(?P<spaced>[^{_THAI}{_PAIRED}]+)"
)
_UNSPACED = re.compile(f"[{_THAI}{_PAIRED}]")
_THAI_FOLLOWS = frozenset(
    "\u0e30\u0e31\u0e32\u0e33\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a"
    "\u0e45\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4d\u0e4e"
)
_THAI_LEADS = frozenset("\u0e40\u0e41\u0e42\u0e43\u0e44")
_LONGEST_THAI = 30
_THAI_NOUN_MAKERS = ("การ", "ความ")


def is_unspaced(word: str) -> bool:
    """Say whether a word holds letters of a script that does not part its words."""
    return _UNSPACED.search(word) is not None


def parts_of(word: str) -> Iterator[tuple[str, int, bool]]:
    """Yield (part, offset in the word, whether it is in an unspaced script), in order."""
    for run in _RUNS.finditer(word):
        if run["thai"]:
            at = run.start()
            for part in _thai(run[0]):
                yield from _plain(part, at)
                at += len(part)
        elif run["paired"]:
            yield from _pairs(run[0], run.start())
        else:
            yield run[0], run.start(), False


def _plain(part: str, at: int) -> Iterator[tuple[str, int, bool]]:
    """Yield a Thai word, without the syllable that makes a noun of a verb."""
    for maker in _THAI_NOUN_MAKERS:
        if part.startswith(maker) and len(part) - len(maker) >= 2:
            yield part[len(maker) :], at + len(maker), True
            return
    yield part, at, True


@lru_cache(maxsize=1)
def _thai_words() -> frozenset[str]:
    """Return the Thai words that the package PyThaiNLP carries as a list.

    Only its list is read: importing the package takes seconds and tens of megabytes.
    """
    from importlib.metadata import distribution

    listed = distribution("pythainlp").locate_file("pythainlp/corpus/words_th.txt")
    words = str(listed.read_text(encoding="utf-8")).split("\n")  # type: ignore[call-arg]
    return frozenset(word.strip() for word in words if 0 < len(word.strip()) <= _LONGEST_THAI)


def _may_break(run: str, at: int) -> bool:
    """Say whether a word may begin at `at`: not before a mark or vowel that follows its letter."""
    return run[at] not in _THAI_FOLLOWS and run[at - 1] not in _THAI_LEADS


def _thai(run: str) -> list[str]:
    """Return the words of a Thai run: fewest letters outside the dictionary, then fewest words.

    Maximal matching by dynamic programming (V. Sornlertlamvanich, 1993), breaking only where a
    character cluster ends. What is in no dictionary stays in one piece.
    """
    words = _thai_words()
    size = len(run)
    breaks = [0, *(at for at in range(1, size) if _may_break(run, at)), size]
    best: dict[int, tuple[int, int, int]] = {0: (0, 0, 0)}  # unknown letters, words, from where
    for place, end in enumerate(breaks[1:], 1):
        options: list[tuple[int, int, int]] = []
        for start in reversed(breaks[:place]):
            if end - start > _LONGEST_THAI and options:
                break
            unknown, count, _ = best[start]
            if run[start:end] in words:
                options.append((unknown, count + 1, start))
            elif start == breaks[place - 1]:
                options.append((unknown + end - start, count + 1, start))
        best[end] = min(options)
    parts: list[str] = []
    end = size
    while end:
        start = best[end][2]
        parts.append(run[start:end])
        end = start
    return _without_crumbs(parts[::-1], words)


def _without_crumbs(parts: list[str], words: frozenset[str]) -> list[str]:
    """Join neighbours that are no words into one part."""
    joined: list[str] = []
    last_known = True
    for part in parts:
        known = part in words
        if joined and not known and not last_known:
            joined[-1] += part
        else:
            joined.append(part)
        last_known = known
    return joined


def _clusters(run: str) -> list[str]:
    """Return characters, each with the marks that sit on it."""
    clusters: list[str] = []
    for character in run:
        if clusters and unicodedata.category(character).startswith("M"):
            clusters[-1] += character
        else:
            clusters.append(character)
    return clusters


def _pairs(run: str, at: int) -> Iterator[tuple[str, int, bool]]:
    clusters = _clusters(run)
    if len(clusters) == 1:
        yield clusters[0], at, True
        return
    for first, second in itertools.pairwise(clusters):
        yield first + second, at, True
        at += len(first)
