"""From a score to a confidence: how often a person agreed with candidates of that score.

Logistic calibration (Platt, 1999), fitted by `tools/train_lessons.py` and kept beside the
coefficients. Only these two numbers for each way of proposing may depend on sets that are
otherwise closed for learning.
"""

from __future__ import annotations

import math

from .head import weights

THRESHOLD = 0.27
"""Sentences below this confidence are not proposed. With calibrated confidences the best F1
lies at half of itself (Lipton and others, 2014), and about 0.54 is what can be reached."""

ANNOUNCED_FLOOR = 0.5
"""What stands under a heading that announces it is proposed at no less than this."""

ELSEWHERE = -1.5
"""Added to the log odds of a sentence outside the announced sections of a document that has
them: who writes "Lessons learned" above a section says that the rest is something else."""

WEAK = 1.0
"""Added to the log odds of a sentence under "Conclusions" and the like."""


def confidence(way: str, score: float, shift: float = 0.0) -> float:
    """Return the calibrated confidence of a score proposed in one way.

    Ways are the keys of the calibration in weights.json; `shift` is added to the log odds.
    """
    slope, intercept = weights()["calibration"][way]
    odds = slope * score + intercept + shift
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))
