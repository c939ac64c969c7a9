"""Taking away what all queries, or all passages, of a language share.

Vectors of one encoder crowd together by language and by kind of text, so that a few passages
are near to everything ("hubs"; M. Radovanović et al., "Hubs in space", 2010) and short queries
are ranked by what they have in common with any query. Subtracting a mean per language, one of
queries and one of passages, and dividing by the length again, removes both. Means must be of
the same kind of text as what they centre: a mean of passages makes queries worse.

A library is small at first, so its own mean is joined with that of seed texts as if those were
`SEED_WEIGHT` further documents.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vector = NDArray[np.float32]

SEED_WEIGHT = 10.0
_TINY = 1e-6


@dataclass(frozen=True)
class Centres:
    """The means of one model: language to vector, and one for languages without their own."""

    by_language: Mapping[str, Vector]
    general: Vector

    def of(self, language: str) -> Vector:
        """Return the mean of a language."""
        return self.by_language.get(language, self.general)

    def mixed(self, shares: Mapping[str, float]) -> Vector:
        """Return the mean for a text that may be in several languages, by probability."""
        total = sum(shares.values())
        if total <= 0:
            return self.general
        parts = [self.of(language) * (share / total) for language, share in shares.items()]
        return sum(parts[1:], parts[0])


@dataclass
class Mean:
    """A mean of document means that grows document by document.

    Each document counts once, however many passages it has.
    """

    total: Vector | None = None
    documents: int = 0

    def add(self, passages: Vector) -> None:
        """Add one document by its passages (n x dimension)."""
        mean = passages.mean(axis=0)
        self.total = mean if self.total is None else self.total + mean
        self.documents += 1

    def remove(self, passages: Vector) -> None:
        """Take away one document that was added before."""
        if self.documents <= 1 or self.total is None:
            self.total, self.documents = None, 0
            return
        self.total = self.total - passages.mean(axis=0)
        self.documents -= 1

    def joined_with(self, seed: Vector, weight: float = SEED_WEIGHT) -> Vector:
        """Return the mean of the documents and of `weight` documents like the seed."""
        if self.total is None:
            return seed
        joined = (self.total + weight * seed) / (self.documents + weight)
        mean: Vector = joined.astype(seed.dtype)
        return mean


def centred(vectors: Vector, mean: Vector) -> Vector:
    """Return vectors minus the mean, of unit length again (rows of a matrix, or one vector).

    A vector equal to the mean says nothing and stays zero.
    """
    import numpy as np

    moved = vectors - mean
    lengths = np.linalg.norm(moved, axis=-1, keepdims=True)
    unit: Vector = np.where(lengths > _TINY, moved / np.maximum(lengths, _TINY), 0)
    return unit.astype(np.float32)


def general_mean(means: Sequence[Vector]) -> Vector:
    """Return the mean of the means of several languages."""
    import numpy as np

    mean: Vector = np.mean(np.stack(list(means)), axis=0).astype(np.float32)
    return mean
