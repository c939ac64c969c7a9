"""What the head sees of a sentence besides its vector: cue families and its shape.

None of it is a word of a language or a place in the document: the place of a sentence betrays
the template of a web site, not what the sentence says.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from balai.core.passages.document import BlockKind

from .cueing import FAMILIES, Cues

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

SHAPES = (
    "item",
    "short",
    "long",
    "number",
    "money",
    "year",
    "address",
    "citation",
    "question",
    "lead-in",
)
NAMES = (*FAMILIES, *SHAPES, *(f"beside:{name}" for name in FAMILIES))
_MOST = 2
_SHORT, _LONG = 8, 40
_PATTERNS = (
    re.compile(r"\d"),
    re.compile(r"[$€£%]|\bRM\s?\d"),
    re.compile(r"\b(?:1[89]|20)\d\d\b"),
    re.compile(r"https?://|www\.|\S@\S"),
    re.compile(r"\((?:[^()]*,\s*)?(?:1[89]|20)\d\d[a-z]?\)|\bet al\b"),
)


def shape(sentence: str, kind: BlockKind) -> tuple[float, ...]:
    """Return the shape of a sentence as zeros and ones, in the order of SHAPES."""
    words = len(sentence.split())
    return (
        float(kind is BlockKind.LIST_ITEM),
        float(words < _SHORT),
        float(words > _LONG),
        *(float(found.search(sentence) is not None) for found in _PATTERNS),
        float("?" in sentence or "؟" in sentence),
        float(sentence.rstrip().endswith(":")),
    )


def matrix(
    sentences: Sequence[str], cues: Sequence[Cues], kinds: Sequence[BlockKind]
) -> NDArray[np.float32]:
    """Return one row per sentence of a document, in order, with the columns of NAMES."""
    import numpy as np

    counts = np.array([c.counts for c in cues], dtype=np.float32).reshape(-1, len(FAMILIES))
    counts = np.minimum(counts, _MOST)
    shapes = np.array(
        [shape(s, k) for s, k in zip(sentences, kinds, strict=True)], dtype=np.float32
    ).reshape(-1, len(SHAPES))
    return np.hstack([counts, shapes, beside(counts)])


def beside(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return half the sum of the rows before and after each row."""
    import numpy as np

    total = np.zeros_like(rows)
    total[1:] += rows[:-1]
    total[:-1] += rows[1:]
    return total / np.float32(2)
