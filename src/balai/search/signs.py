"""Vectors by their signs alone: a bit a dimension, compared many times as fast.

The share of signs that two vectors have in common says how near they are (M. Charikar,
"Similarity estimation techniques from rounding algorithms", 2002): enough to choose which are
worth comparing exactly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]
    Signs = NDArray[np.uint64]


def words_for(dimension: int) -> int:
    """Return how many numbers of 64 bits the signs of a vector take."""
    return -(-dimension // 64)


def signs(vectors: Vectors) -> Signs:
    """Return the signs of vectors (rows): a row for each 64 dimensions, a column a vector."""
    import numpy as np

    packed = np.packbits(vectors > 0, axis=1)
    room = np.zeros((len(vectors), words_for(vectors.shape[1]) * 8), np.uint8)
    room[:, : packed.shape[1]] = packed
    return room.view(np.uint64).T


def likeness_by_signs(kept: Signs, vector: Vectors) -> Vectors:
    """Return about how near each vector of which the signs are `kept` is to one (its cosine)."""
    import numpy as np

    apart = np.zeros(kept.shape[1], np.uint16)
    for row, word in zip(kept, signs(vector[None])[:, 0], strict=True):
        apart += np.bitwise_count(row ^ word)
    likeness: Vectors = np.cos(np.arange(len(vector) + 1, dtype=np.float32) * np.pi / len(vector))
    return likeness.astype(np.float32)[apart]
