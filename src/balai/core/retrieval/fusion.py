"""Joining what was found by words with what was found by meaning.

The sum of both scores, each divided by its best, with weights (CombSUM with maximum
normalisation; E. Fox and J. Shaw, TREC-2, 1994; on why a weighted sum of scores beats fusing
ranks: S. Bruch et al., "An analysis of fusion functions for hybrid retrieval", 2023). Words are
compared only where the query is in a language of the document: between languages the few
words that happen to look alike would push down what was found by meaning.

A long query says in its words what it is about; of two or three words their meaning knows more.
Measured on titles of bills, questions, and whole abstracts put as queries.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Weights:
    """What each way of finding counts; they are used as shares of their sum."""

    words: float = 0.35
    meaning: float = 0.65


WEIGHTS = Weights()
FEW, MANY, WORDS_OF_MANY = 6, 30, 0.6
"""Different words of a query from which its words begin to count more, and count most, and what
they count then."""


def weights_for(words: int) -> Weights:
    """Return what each way counts for a query of so many different words."""
    share = min(1.0, max(0.0, (words - FEW) / (MANY - FEW)))
    counts = WEIGHTS.words + share * (WORDS_OF_MANY - WEIGHTS.words)
    return Weights(counts, 1.0 - counts)


@dataclass(frozen=True)
class Fused(Generic[Key]):
    """One result: its score, at most 1, and that of each way before weighting.

    `words` and `meaning` are 0 where that way did not find it. Likeness by meaning may be
    negative, and so may a score.
    """

    key: Key
    score: float
    words: float
    meaning: float


def fuse(
    words: Mapping[Key, float],
    meaning: Mapping[Key, float],
    *,
    weights: Weights = WEIGHTS,
    foreign: Collection[Key] = (),
) -> list[Fused[Key]]:
    """Return all that was found, the best first; equal scores in the order of their keys.

    `words` and `meaning` map a key to a score of any scale, the higher the better. `foreign`
    are keys that have no language of the query: they are judged by meaning alone, as if their
    words agreed equally well; what words were found in them can only lift them.
    """
    words_found = _normal(words)
    meaning_found = _normal(meaning)
    total = weights.words + weights.meaning
    found: list[Fused[Key]] = []
    for key in {**words_found, **meaning_found}:
        by_words, by_meaning = words_found.get(key, 0.0), meaning_found.get(key, 0.0)
        if not meaning_found:
            score = by_words
        else:
            score = (weights.words * by_words + weights.meaning * by_meaning) / total
            if not words_found:
                score = by_meaning
            elif key in foreign:
                score = max(score, by_meaning)
        found.append(Fused(key, score, by_words, by_meaning))
    return sorted(found, key=lambda each: (-each.score, str(each.key)))


def _normal(scores: Mapping[Key, float]) -> dict[Key, float]:
    """Divide by the best score; where none is above 0, spread them from 0 to 1 instead."""
    if not scores:
        return {}
    best, worst = max(scores.values()), min(scores.values())
    if best > 0:
        return {key: score / best for key, score in scores.items()}
    spread = best - worst
    return {key: (score - worst) / spread if spread else 1.0 for key, score in scores.items()}
