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
from typing import Any

_THAI = "\u0e01-\u0e3a\u0e40-\u0e4e"
_PAIRED = (
    "\u0e80-\u0eff\u1000-\u109f\u1780-\u17d3\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7af\uf900-\ufaff\U00020000-\U0002ffff"
)
_RUNS = re.compile(
    f"(?P<thai>[{_THAI}]+)|(?P<paired>[{_PAIRED}]+)|(?P<spaced>[^{_THAI}{_PAIRED}]+)"
)
_UNSPACED = re.compile(f"[{_THAI}{_PAIRED}]")
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
def _segmenter() -> Any:
    from pythainlp.tokenize.newmm import segment

    return segment


def _thai(run: str) -> list[str]:
    """Return the words of a Thai run (maximal matching within character clusters)."""
    parts: list[str] = _segmenter()(run, safe_mode=True)
    return parts if "".join(parts) == run else [run]


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
