"""Cue phrases: what a sentence says about itself, in families that mean the same everywhere.

The families are the features of the head as well as the rules that work without it, so what is
learned on English carries over to every language whose phrases are listed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from .lexicon import fold, languages, load, pattern

FAMILIES = (
    "recommend",
    "should",
    "imperative",
    "learned",
    "hindsight",
    "important",
    "success",
    "challenge",
    "need",
    "agreed",
    "narrative",
)
_OPENING = re.compile(
    r"^[\s\"'“‘«(\[*•·▪–-]*(?:\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]{1,2}|[ivx]+)[.)]\s+)?"
)


@dataclass(frozen=True)
class Cues:
    """How often each family occurs in a sentence (same order as FAMILIES), and first words."""

    counts: tuple[int, ...]
    words: tuple[str, ...]

    def __getitem__(self, family: str) -> int:
        return self.counts[FAMILIES.index(family)]


def known(language: str) -> bool:
    """Say whether there are cue phrases for a language."""
    return language in languages("words/phrases")


def cues(sentence: str, language: str) -> Cues:
    """Return the cues of one sentence; none where the language has no phrases."""
    if not known(language):
        return Cues((0,) * len(FAMILIES), ("",) * len(FAMILIES))
    text = _OPENING.sub("", fold(sentence))
    counts: list[int] = []
    words: list[str] = []
    for found in _patterns(language):
        hits = [hit[0] for hit in found.finditer(text)]
        counts.append(len(hits))
        words.append(hits[0] if hits else "")
    return Cues(tuple(counts), tuple(words))


def outright(sentence: str, language: str) -> frozenset[str]:
    """Return the kinds that a sentence says outright it is: "we recommend", "the main difficulty
    was", "officers need training". None where the language has no such phrases.
    """
    text = fold(sentence)
    return frozenset(kind for kind, found in _outright(language) if found.search(text))


@lru_cache(maxsize=32)
def _outright(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    if not known(language):
        return ()
    data = load("words/phrases", language)
    return tuple(
        (kind, pattern(phrases, spaced=data["spaced"]))
        for kind, phrases in data.get("outright", {}).items()
    )


@lru_cache(maxsize=32)
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    data = load("words/phrases", language)
    return tuple(
        pattern(data["families"][name], spaced=data["spaced"], arabic=language == "ar")
        for name in FAMILIES
    )
