"""Which texts are worth comparing: a few hashes of each, looked up before any two are compared.

A text's keys are the smallest hashes of its signature. The smallest of all hashes that two texts
have are a sample of both ("bottom-k", see `core.passages.duplicates`): of texts at least as alike
as `LIKE`, each of the first sixteen stands in both with a chance of 0.8 or more, and then it is
among the keys of both. That fewer than five do happens three times in a million. Texts that have
only common phrases of their language in common hardly share five.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from balai.core.passages.duplicates import Signature

LIKE = 0.8
"""How alike two texts are (Jaccard over pairs of words) to be pointed out as the same."""

KEYS = 16
_SHARED = 5
_SIGN = 1 << 63


def keys_of(signature: Signature) -> tuple[int, ...]:
    """Return a text's keys, as the signed numbers of 64 bits that databases keep."""
    return tuple(value - _SIGN for value in signature.hashes[:KEYS])


def least_shared(keys: tuple[int, ...]) -> int:
    """Return how many keys a text shares with one that is like it; a short one has few."""
    return min(_SHARED, ceil(LIKE * len(keys) - 1e-9))
