"""Texts that say nearly the same: two editions of a report, a lesson proposed a second time.

A text is cut into overlapping runs of words (shingles), each hashed to 64 bits; how alike two
texts are is the Jaccard coefficient of their sets of shingles. Small sets are kept whole and
compared exactly; larger ones are kept as the smallest hashes (a bottom-k sketch, after Broder,
"On the resemblance and containment of documents", 1997, and Cohen and Kaplan, "Summarizing data
using bottom-k sketches", 2007), which takes one hash function where MinHash takes hundreds. No
chance is involved: the same texts give the same result on every machine.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from heapq import nsmallest
from struct import iter_unpack, pack

from balai.core.errors import Invalid

KEPT = 256
"""Hashes kept of a text. The error of a similarity s is about sqrt(s(1 - s) / 256): at most 0.03."""

WORDS_A_SHINGLE = 3
SIGNS_A_SHINGLE = 5
"""For scripts without spaces between words, as many characters."""

_SHORT = 40
"""Below this many words a text is cut finer, word by word and in pairs: one changed word in a
sentence of ten would otherwise take three shingles in eight with it."""

_UNSPACED = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Thai, Lao, Burmese, Khmer, kana and Chinese characters."""

_PIECE = re.compile(rf"[{_UNSPACED}]+|[^\W_{_UNSPACED}]+")
_IS_UNSPACED = re.compile(rf"[{_UNSPACED}]")
_VERSION = 1


@dataclass(frozen=True)
class Signature:
    """What is kept of a text to compare it: its size and its smallest hashes, in order.

    `size` is the number of different shingles, `short` says how it was cut. Where `size` is not
    above `KEPT`, `hashes` is the whole set and a comparison is exact.
    """

    size: int
    short: bool
    hashes: tuple[int, ...]

    def to_bytes(self) -> bytes:
        """Return this signature in at most 2,054 bytes."""
        head = pack(">BBI", _VERSION, self.short, self.size)
        return head + b"".join(pack(">Q", value) for value in self.hashes)

    @classmethod
    def from_bytes(cls, data: bytes) -> Signature:
        """Return the signature that `to_bytes` wrote. Raises Invalid on anything else."""
        size = int.from_bytes(data[2:6], "big")
        count = min(size, KEPT)
        if data[:1] != bytes([_VERSION]) or data[1:2] not in b"\0\1" or len(data) != 6 + 8 * count:
            raise Invalid(
                "A stored signature of a text cannot be read.", "Analyse the text again."
            )
        hashes = tuple(value for (value,) in iter_unpack(">Q", data[6:]))
        if any(left >= right for left, right in zip(hashes, hashes[1:], strict=False)):
            raise Invalid(
                "A stored signature of a text is out of order.", "Analyse the text again."
            )
        return cls(size, data[1] == 1, hashes)


def signature(text: str) -> Signature:
    """Return the signature of a text. Case, accents of width, punctuation and spacing are ignored.

    A text without letters or digits has an empty signature, which is like no other.
    """
    pieces = _PIECE.findall(unicodedata.normalize("NFKC", text).casefold())
    units, unspaced = _units(pieces)
    short = not unspaced and len(units) < _SHORT
    hashes = {_hash(shingle) for shingle in _shingles(units, short=short, unspaced=unspaced)}
    return Signature(len(hashes), short, tuple(nsmallest(KEPT, hashes)))
