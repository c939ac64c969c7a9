"""From a score to a confidence: how often a person agreed with candidates of that score.

Logistic calibration (Platt, 1999), fitted by `tools/train_lessons.py` and kept beside the
coefficients. Only these two numbers for each way of proposing may depend on sets that are
otherwise closed for learning.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from .candidate import CandidateKind
from .head import Weights

THRESHOLD = 0.26
"""Sentences below this confidence are not proposed. With calibrated confidences the best F1
lies at half of itself (Lipton and others, 2014), about 0.26; from 0.19 to 0.28 it hardly
changes."""

GATE = 0.05
"""Sentences whose cues give them less than this are not embedded: one in twenty. At 0.10 a third
fewer would be embedded, and a tenth to a fifth of what people marked could not be found."""

ANNOUNCED_FLOOR = 0.5
"""What stands under a heading that announces it is proposed at no less than this."""

ELSEWHERE, ELSEWHERE_SAID = -2.5, -1.0
"""Added to the log odds of a sentence outside the announced sections of a document that has
them: who writes "Lessons learned" above a section says that the rest is something else. Less is
taken off where the sentence itself says what it is ("participants agreed", "we learned")."""

OUTRIGHT = 0.4
"""What says "we recommend", "we learned" or "the main difficulty was" outright is held to be
right at no less than this: of 35 sentences of the first two sorts in records and write-ups that
people marked, half were."""

ASIDE = -0.5
"""Added under "Background", "Objectives" and the like, where no heading announces anything."""

UNENDED = -1.0
"""Added to a line of running text without an end mark: labels of figures and cut lines."""

UNMARKED = -1.5
"""Added to the log odds under a line that reads like a heading but is not set as one."""

TROUBLE = {CandidateKind.CHALLENGE: -0.8, CandidateKind.NEED: -0.3}
"""Added to the log odds of a challenge or a need: every report tells of troubles as its
background, and only few of those are what practitioners would hand on."""

WEAK = 1.0
"""Added to the log odds of a sentence under "Conclusions" and the like."""


@dataclass(frozen=True)
class Scale:
    """The calibration of one set of weights, with vectors or by cues alone."""

    weights: Weights
    by_vectors: bool

    def announced(self, score: float, shift: float) -> float:
        """Return the confidence of what stands under a heading that announces it."""
        return max(ANNOUNCED_FLOOR, _chance(self._odds("heading", score) + shift))

    def numbered(self) -> float:
        """Return the confidence of a numbered item of a review report."""
        return _chance(self._odds("item", 0.0))

    def odds(self, lesson: float, recommendation: float) -> float:
        """Return the log odds of a sentence by the stronger of both heads."""
        return max(
            self._odds(f"{self._way}:lesson", lesson),
            self._odds(f"{self._way}:recommendation", recommendation),
        )

    def sentence(self, head: str, score: float, shift: float) -> float:
        """Return the confidence of a sentence by what a head made of it.

        First how likely a sentence of this score is one, then how often those proposed were:
        only the strongest of a document are, by the stronger of two heads.
        """
        odds = self._odds(f"{self._way}:{head}", score)
        return _chance(self._odds(f"{self._way}:proposed", odds) + shift)

    def outright(self, shift: float) -> float:
        """Return the confidence of what says outright that it is one, whatever a head thinks."""
        return _chance(odds_of(OUTRIGHT) + shift)

    @property
    def _way(self) -> str:
        return "vectors" if self.by_vectors else "cues"

    def _odds(self, way: str, score: float) -> float:
        slope, intercept = self.weights["calibration"][way]
        return float(slope * score + intercept)


def _chance(odds: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def odds_of(chance: float) -> float:
    """Return the log odds of a chance."""
    return math.log(chance / (1 - chance))
