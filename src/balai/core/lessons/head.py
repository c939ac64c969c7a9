"""Two small logistic heads over a sentence: does it teach something, does it recommend something.

A head weighs the sentence's vector, half of its neighbours' vectors and the cue families; a
second pair weighs the cue families alone, for when there are no vectors. The coefficients were
learned from public-domain lessons by `tools/train_lessons.py` and lie in weights.json, with the
prior that was set by hand for cues those lessons hardly use.

Vectors are centred before they are weighed: on the mean of the document's own sentences, drawn
towards a mean for the language where the document is short. That takes the subject and the
language away, so what is learned on engineering in English holds for policing in Malay.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from .features import NAMES
from .lexicon import load

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Rows = NDArray[np.float32]
    Embedded = NDArray[np.bool_]

# Fixed before training, see tools/train_lessons.py: how far vectors are spread, how much a
# neighbour counts, how much a cue counts, how many sentences a language's mean is worth, how far
# lessons are smoothed, and how far advice leans on them.
SPREAD = 4.0
NEIGHBOUR = 0.5
CUES = 0.3
SHRINK = 30
SMOOTHING = 0.4
LEAN = 0.3
HEADS = ("lesson", "recommendation")


@dataclass(frozen=True)
class SentenceVectors:
    """Vectors of `sentences_to_embed(document)`, one row each in the same order.

    `model` is the embedder's name; a head is used only with the model it was trained on.
    """

    model: str
    rows: Rows


Weights = dict[str, Any]
"""Coefficients, calibration and means, in the form of weights.json."""


@lru_cache(maxsize=1)
def shipped() -> Weights:
    """Return the shipped coefficients as they lie in the file."""
    data: Weights = load("", "weights")
    if tuple(data["names"]) != NAMES:
        raise ValueError("weights.json was made for other features: run tools/train_lessons.py")
    return data


def usable(vectors: SentenceVectors | None, sentences: int, weights: Weights) -> bool:
    """Say whether the head can use these vectors; raises ValueError where rows are missing."""
    if vectors is None:
        return False
    if len(vectors.rows) != sentences:
        raise ValueError(
            f"there are {len(vectors.rows)} vectors for {sentences} sentences: "
            "embed exactly what sentences_to_embed() returns"
        )
    return vectors.model.startswith(str(weights["encoder"])) and sentences > 0


def columns(cues: Rows, vectors: Rows, embedded: Embedded, language: str, means: Any) -> Rows:
    """Return what a head weighs, one row per sentence of a document.

    `vectors` has a row for each sentence that is `embedded`; the others stand at the centre.
    """
    import numpy as np

    prior = np.asarray(means.get(language) or means[""], dtype=np.float32)
    count = len(vectors)
    mean = (vectors.sum(axis=0) + SHRINK * prior) / (count + SHRINK)
    centred = np.zeros((len(cues), vectors.shape[1]), dtype=np.float32)
    centred[embedded] = SPREAD * (vectors - mean)
    before, after = np.zeros_like(centred), np.zeros_like(centred)
    before[1:], after[:-1] = centred[:-1], centred[1:]
    return np.hstack([centred, NEIGHBOUR * before, NEIGHBOUR * after, CUES * cues])


def smooth(logits: Rows) -> Rows:
    """Return logits whose probabilities lean on those of the sentences before and after.

    What practitioners learned is told in several sentences, not in one.
    """
    import numpy as np

    chance = 1 / (1 + np.exp(-logits.astype(np.float64)))
    if len(chance) > 1:
        total, neighbours = np.zeros_like(chance), np.full(len(chance), 2.0)
        total[1:] += chance[:-1]
        total[:-1] += chance[1:]
        neighbours[0] = neighbours[-1] = 1.0
        chance = (1 - SMOOTHING) * chance + SMOOTHING * total / neighbours
    chance = np.clip(chance, 1e-6, 1 - 1e-6)
    return np.log(chance / (1 - chance)).astype(np.float32)


def cue_scores(cues: Rows, weights: Weights) -> dict[str, Rows]:
    """Return the logits of the heads that know cues alone, lessons smoothed."""
    return _made(CUES * cues, weights["cue_heads"])


def scores(
    cues: Rows, vectors: Rows, embedded: Embedded, language: str, weights: Weights
) -> dict[str, Rows]:
    """Return the logits of both heads for the sentences of a document, lessons smoothed."""
    return _made(columns(cues, vectors, embedded, language, weights["means"]), weights["heads"])


def _made(seen: Rows, learned: Any) -> dict[str, Rows]:
    import numpy as np

    made: dict[str, Rows] = {
        name: seen @ np.asarray(learned[name]["weights"], dtype=np.float32) + learned[name]["bias"]
        for name in HEADS
    }
    return joined(made)


def joined(made: dict[str, Rows]) -> dict[str, Rows]:
    """Return logits as they are used: lessons smoothed, and advice leaning on them.

    Advice stands where something is taught, so what speaks for a lesson speaks for it a little.
    """
    lesson = smooth(made["lesson"])
    return {"lesson": lesson, "recommendation": made["recommendation"] + LEAN * lesson}
