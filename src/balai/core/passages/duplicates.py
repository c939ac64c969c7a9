"""Texts that say nearly the same: two editions of a report, a lesson proposed a second time.

A text is cut into pairs of neighbouring words (runs of four characters in scripts without
spaces), each hashed to 64 bits; how alike two texts are is the Jaccard coefficient of their sets
of hashes. Small sets are kept whole and compared exactly. Of larger ones the smallest hashes are
kept: a bottom-k sketch (Broder, "On the resemblance and containment of documents", 1997; Cohen
and Kaplan, "Summarizing data using bottom-k sketches", 2007), which needs one hash function where
MinHash needs hundreds. No chance is involved: the same texts give the same on every machine.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from heapq import nsmallest
from itertools import groupby, pairwise
from math import ceil, inf
from struct import pack, unpack

from balai.core.errors import Invalid

KEPT = 256
"""Hashes kept of a text. The standard error of a similarity s is sqrt(s (1 - s) / 256): 0.03 at
most."""

WORDS_A_RUN = 2
SIGNS_A_RUN = 4

_UNSPACED = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Thai, Lao, Burmese, Khmer, kana and Chinese characters."""
_UNIT = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")
_IS_UNSPACED = re.compile(rf"[{_UNSPACED}]")
_FORMAT = 1
_HEAD = 5


@dataclass(frozen=True)
class Signature:
    """What is kept of a text to compare it: how many runs it has, and its smallest hashes.

    `hashes` are in rising order; where `size` is not above `KEPT` they are the whole set.
    """

    size: int
    hashes: tuple[int, ...]

    @property
    def is_whole(self) -> bool:
        """Say whether nothing was left out, so that comparisons are exact."""
        return self.size == len(self.hashes)

    def to_bytes(self) -> bytes:
        """Return this signature in five bytes and eight for each hash, 2,053 at most."""
        return pack(f">BI{len(self.hashes)}Q", _FORMAT, self.size, *self.hashes)

    @classmethod
    def from_bytes(cls, data: bytes) -> Signature:
        """Return the signature that `to_bytes` wrote. Raises Invalid on anything else."""
        size = int.from_bytes(data[1:_HEAD], "big")
        count = min(size, KEPT)
        if data[:1] != bytes([_FORMAT]) or len(data) != _HEAD + 8 * count:
            raise Invalid("A stored signature cannot be read.", "Analyse the text again.")
        hashes: tuple[int, ...] = unpack(f">{count}Q", data[_HEAD:])
        if any(left >= right for left, right in pairwise(hashes)):
            raise Invalid("A stored signature is out of order.", "Analyse the text again.")
        return cls(size, hashes)


@dataclass(frozen=True)
class Pair:
    """Two texts that are nearly the same, by the names they were given."""

    first: str
    second: str
    similarity: float


def signature(text: str) -> Signature:
    """Return the signature of a text; case, accents, punctuation and spacing do not matter.

    A text without any letter or digit has an empty signature, which is like no other.
    """
    hashes = {_hash(run) for run in _runs(_UNIT.findall(_plain(text)))}
    return Signature(len(hashes), tuple(nsmallest(KEPT, hashes)))


def similarity(first: Signature, second: Signature) -> float:
    """Return how alike two texts are, from 0 to 1: exact for small texts, else an estimate.

    Both sets are known up to the largest hash of the one that was cut lowest; below it the
    coefficient of what is known estimates that of the whole.
    """
    known = min((each.hashes[-1] for each in (first, second) if not each.is_whole), default=inf)
    left = {value for value in first.hashes if value <= known}
    right = {value for value in second.hashes if value <= known}
    union = len(left | right)
    return len(left & right) / union if union else 0.0


def duplicates_of(
    text: Signature, among: Iterable[tuple[str, Signature]], threshold: float
) -> tuple[tuple[str, float], ...]:
    """Return (name, similarity) of those at least `threshold` like `text`, the most alike first."""
    alike = ((name, similarity(text, other)) for name, other in among)
    return tuple(
        sorted(
            (each for each in alike if each[1] >= threshold), key=lambda each: (-each[1], each[0])
        )
    )


def near_duplicates(items: Iterable[tuple[str, Signature]], threshold: float) -> tuple[Pair, ...]:
    """Return every pair at least `threshold` alike, the most alike first.

    Finds the same pairs as comparing each with each, without doing so. `threshold` must lie
    above 0 and not above 1, and names must differ; Invalid is raised otherwise.
    """
    named = dict(kept := list(items))
    if not 0 < threshold <= 1:
        raise Invalid("How alike texts must be is a number above 0 and not above 1.")
    if len(named) != len(kept):
        raise Invalid("Each text needs a name of its own.")
    pairs = (
        Pair(first, second, similarity(named[first], named[second]))
        for first, second in _candidates(named, threshold)
    )
    alike = (pair for pair in pairs if pair.similarity >= threshold)
    return tuple(sorted(alike, key=lambda pair: (-pair.similarity, pair.first, pair.second)))


def _plain(text: str) -> str:
    """Fold case and width, and drop accents; vowel signs of unspaced scripts are letters there."""
    split = unicodedata.normalize("NFKD", text).casefold()
    if split.isascii():
        return split
    return "".join(
        char
        for char in split
        if not unicodedata.combining(char) or _IS_UNSPACED.match(char) is not None
    )


def _runs(units: Sequence[str]) -> Iterator[str]:
    """Yield the runs of a text, each stretch of one kind of script cut on its own."""
    for unspaced, stretch in groupby(units, key=lambda unit: _IS_UNSPACED.match(unit) is not None):
        parts = list(stretch)
        size = min(SIGNS_A_RUN if unspaced else WORDS_A_RUN, len(parts))
        for at in range(len(parts) - size + 1):
            yield " ".join(parts[at : at + size])


def _hash(run: str) -> int:
    return int.from_bytes(blake2b(run.encode("utf-8", "replace"), digest_size=8).digest(), "big")


def _candidates(named: dict[str, Signature], threshold: float) -> Iterator[tuple[str, str]]:
    """Yield the pairs that can reach the threshold at all.

    Two signatures that do share at least `threshold` times the length of either. So, in one
    order of all hashes, the first few of each (length - that share + 1) must have one in common
    ("prefix filter", Chaudhuri, Ganti and Kaushik 2006). Rare hashes come first in the order,
    which keeps the lists short.
    """
    counts = Counter(value for each in named.values() for value in each.hashes)
    holders: defaultdict[int, list[str]] = defaultdict(list)
    for name, each in named.items():
        rare_first = sorted(each.hashes, key=lambda value: (counts[value], value))
        size = len(rare_first)
        met: set[str] = set()
        for value in rare_first[: size - ceil(threshold * size - 1e-9) + 1]:
            met.update(holders[value])
            holders[value].append(name)
        for other in sorted(met):
            yield min(other, name), max(other, name)
