"""Which sentences support an answer to a question, and whether any does.

A sentence is weighed by how near it and its passage are in meaning (their likeness to the
question above that of passages that are near by chance: the encoder's likeness by itself says
little) and, where it is in a language of the question, by the share of the question's terms that
it and its passage have, also weighted by how rare they are among the passages weighed.

Whether there is an answer is decided by what stands out: the weight of the best sentence, the
largest share of the question's terms that one passage has, and how far the best sentence rises
above those of the lower half of the passages. Where hardly any text is in a language of the
question, words say less, so less is asked of them; where none is, likeness alone decides.

Both rules are logistic regressions (D. Cox, 1958), calibrated on the paragraphs of XQuAD-R
(U. Roy et al., "LAReQA", 2020) in eight languages, with and without the paragraph that answers.
Its questions repeat the words of their answers more than people do; so the weights of likeness,
and what stands for words in another language, were then set by hand on it and on the questions of
tests/quality/own_answers. docs/reference/measurements.md has what each half does with numbers
taken from the other.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

MOST = 5
"""Quotations that an answer is made of."""
BEHIND = 4.0
"""How far behind the best sentence, in log-odds, one may be and still be quoted."""
CHANCE_LIKENESS = 0.2
"""Stands for the likeness of chance where too few passages are near to tell."""


@dataclass(frozen=True)
class NearText:
    """A passage or a quote near the question.

    `likeness` is that of its vector, None without an encoder. `asked` are the question's terms
    as its language analyses them, empty where the question is in another: its words are then not
    compared. `terms` are its own.
    """

    likeness: float | None
    terms: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Candidate:
    """A sentence of the text numbered `text`; what is said twice is quoted once.

    `said` is equal for sentences that are the same but for spaces.
    """

    text: int
    said: str
    likeness: float | None
    terms: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Support:
    """Sentences by their numbers, the strongest first, and whether they support an answer.

    `strengths` and `confidence` are between 0 and 1. `is_answer` holds from a confidence of one
    half. Where it does not, the sentences are the nearest there are and must not be shown as an
    answer.
    """

    ranked: tuple[int, ...] = ()
    strengths: tuple[float, ...] = ()
    confidence: float = 0.0

    @property
    def is_answer(self) -> bool:
        """Say whether anything supports an answer."""
        return bool(self.ranked) and self.confidence >= 0.5


def support_for(
    texts: Sequence[NearText], sentences: Sequence[Candidate], background: Sequence[float]
) -> Support:
    """Return the sentences that support an answer best, and whether they do.

    `background` are likenesses of passages that are near but not nearest, to compare with.
    """
    if not (texts and sentences):
        return Support()
    chance = fmean(background) if background else CHANCE_LIKENESS
    rarity = _rarity(texts)
    weights = [_weight(each, texts[each.text], rarity, chance) for each in sentences]
    order = sorted(range(len(sentences)), key=lambda at: (-weights[at], at))
    first: dict[str, int] = {}
    for at in order:
        first.setdefault(sentences[at].said, at)
    least = weights[order[0]] - BEHIND
    ranked = tuple(at for at in first.values() if weights[at] >= least)[:MOST]
    return Support(
        ranked,
        tuple(_logistic(weights[at]) for at in ranked),
        _logistic(_decision(texts, sentences, weights[ranked[0]], chance)),
    )


def _weight(sentence: Candidate, text: NearText, rarity: dict[str, float], chance: float) -> float:
    """Return how well a sentence supports an answer, as log-odds on a scale of its own."""
    weight = 7.0 * _above(sentence.likeness, chance) + 8.0 * _above(text.likeness, chance) - 9.5
    if not text.asked:
        return weight + 1.2
    said = text.asked & sentence.terms
    rare = sum(rarity[each] for each in said) / sum(rarity[each] for each in text.asked)
    return weight + 2.65 * rare + 2.2 * len(said) / len(text.asked) + 0.9 * _share(text)


def _decision(
    texts: Sequence[NearText], sentences: Sequence[Candidate], best: float, chance: float
) -> float:
    """Return the log-odds that the best sentences answer, against the chance that none does."""
    share = max(map(_share, texts))
    likest: dict[int, float] = {}
    for each in sentences:
        if each.likeness is not None:
            likest[each.text] = max(likest.get(each.text, -1.0), each.likeness)
    if not likest:
        return WORDS_ALONE * (share - WORDS_NEEDED)
    heights = sorted(likest.values(), reverse=True)
    rise = heights[0] - fmean(heights[len(heights) // 2 :])
    if any(text.asked for text in texts):
        foreign = fmean(not texts[each.text].asked for each in sentences)
        return 0.68 * best + 2.64 * share + 3.0 * rise + 1.36 * foreign - 0.51
    high = max(_above(text.likeness, chance) for text in texts)
    return 2.1 * (heights[0] - chance) + 6.4 * high + 10.4 * rise - 3.03


def _above(likeness: float | None, chance: float) -> float:
    return 0.0 if likeness is None else likeness - chance


WORDS_ALONE, WORDS_NEEDED = 10.0, 0.7
"""Without an encoder: one passage must have this share of the question's terms."""


def _share(text: NearText) -> float:
    return len(text.asked & text.terms) / len(text.asked) if text.asked else 0.0


def _rarity(texts: Sequence[NearText]) -> dict[str, float]:
    """Return how rare each of the question's terms is among texts that can have it."""
    comparable = [each for each in texts if each.asked]
    wanted = {term for each in comparable for term in each.asked}
    count = {term: sum(term in each.terms for each in comparable) for term in wanted}
    return {term: math.log((len(comparable) + 1) / (found + 0.5)) for term, found in count.items()}


def _logistic(odds: float) -> float:
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, odds))))
