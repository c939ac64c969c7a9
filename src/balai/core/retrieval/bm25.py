"""How much the words of a query weigh in what an index proposed: BM25, by part and by record.

BM25 (S. Robertson et al., "Okapi at TREC-3", 1994) weighs a term the more the rarer it is, and
each further time it stands in a text less. A record is weighed twice: by its best parts, for one
passage may answer; and as one text, for what it is about stands in it more than once, in this
part and in that. Its length is then how many parts it has. Measured on abstracts and on long
bills: each alone is worse than both (docs/reference/measurements.md).

Lengths count beside those of the other texts that were proposed, so that the same proposals get
the same order from any database.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Key = TypeVar("Key")

K1, B = 1.2, 0.75
BEST_PARTS = (1.0, 0.5, 0.25)
"""What the best, second and third part count for their record."""
WHOLE = 0.5
"""What a record counts as one text, beside its best parts."""
_LEAST = 1e-6


@dataclass(frozen=True)
class Holding:
    """How many entries an index has, and in how many of them each term stands."""

    entries: int = 0
    by_term: Mapping[str, int] = field(default_factory=dict)

    def rarity(self, term: str) -> float:
        """Return what a term weighs: more the fewer entries have it, and next to nothing for one
        that stands in half of them."""
        holding = self.by_term.get(term, 0)
        return max(math.log((self.entries - holding + 0.5) / (holding + 0.5)), _LEAST)

    def rarest(self, terms: Collection[str], most: int) -> tuple[str, ...]:
        """Return the rarest of some terms that stand, added up, in at most `most` entries.

        The rarest that stands anywhere is always among them. Terms that stand nowhere are not.
        """
        chosen: list[str] = []
        for term in sorted(set(terms), key=lambda each: (self.by_term.get(each, 0), each)):
            if holding := self.by_term.get(term, 0):
                most -= holding
                if chosen and most < 0:
                    break
                chosen.append(term)
        return tuple(chosen)


@dataclass(frozen=True)
class Text(Generic[Key]):
    """One part of a record: how often it has each term, and its length in terms.

    `repeats` says that other parts of the record say the same words again.
    """

    record: Key
    times: Mapping[str, int]
    length: int
    repeats: bool = False


def times_in(words: str, terms: Collection[str]) -> tuple[dict[str, int], int]:
    """Return how often terms stand in a text of terms parted by spaces, and its length.

    A term may be several parted by spaces: they must stand one after another.
    """
    said = words.split()
    times: dict[str, int] = {}
    for each in said:
        if each in terms:
            times[each] = times.get(each, 0) + 1
    for phrase in terms:
        if " " in phrase and (found := f" {words} ".count(f" {phrase} ")):
            times[phrase] = found
    return times, len(said)


def text_scores(texts: Sequence[Text[Key]], weights: Mapping[str, float]) -> list[float]:
    """Return the BM25 of each text, in their order. `weights` are rarities by term."""
    usual = _mean([text.length for text in texts])
    return [_score(text.times, 1 - B + B * text.length / usual, weights) for text in texts]


def record_weights(
    texts: Sequence[Text[Key]],
    scores: Sequence[float],
    weights: Mapping[str, float],
    parts: Mapping[Key, int],
) -> dict[Key, float]:
    """Return how much each record weighs: by its best texts, and by all of them as one.

    `scores` are those of the texts. `parts` says how many parts a record has; one that is not
    named has those that were found.
    """
    best: dict[Key, list[float]] = {}
    times: dict[Key, dict[str, int]] = {}
    found: dict[Key, int] = {}
    for text, score in zip(texts, scores, strict=True):
        best.setdefault(text.record, []).append(score)
        found[text.record] = found.get(text.record, 0) + (not text.repeats)
        all_times = times.setdefault(text.record, {})
        for term, count in () if text.repeats else text.times.items():
            all_times[term] = all_times.get(term, 0) + count
    sizes = {record: parts.get(record, max(1, count)) for record, count in found.items()}
    usual = _mean(sizes.values())
    return {
        record: WHOLE * _score(times[record], 1 - B + B * sizes[record] / usual, weights)
        + (1 - WHOLE) * _of_best(some) / sum(BEST_PARTS)
        for record, some in best.items()
    }


def _of_best(scores: Iterable[float]) -> float:
    best = sorted(scores, reverse=True)[: len(BEST_PARTS)]
    return sum(share * score for share, score in zip(BEST_PARTS, best, strict=False))


def _score(times: Mapping[str, int], length: float, weights: Mapping[str, float]) -> float:
    return sum(
        weights[term] * count * (K1 + 1) / (count + K1 * length) for term, count in times.items()
    )


def _mean(sizes: Iterable[int]) -> float:
    known = list(sizes)
    return max(sum(known) / len(known), 1.0) if known else 1.0
