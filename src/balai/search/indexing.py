"""From a record's texts to the entries of the index: terms and vectors, nothing written yet."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from balai.core.retrieval import ANALYSIS, analyse
from balai.foundation.indexing import IndexText

if TYPE_CHECKING:
    from balai.foundation.embedding import Embedder

BATCH = 256


@dataclass(frozen=True)
class Entry:
    """One entry ready to be written. `vector` is float16, or None without a model."""

    text: IndexText
    words: str
    text_hash: str
    analysis: str
    model: str
    vector: bytes | None


def text_hash(text: IndexText) -> str:
    """Return the hash by which a text that was embedded before is known again."""
    return hashlib.sha256(text.text.encode("utf-8", "surrogatepass")).hexdigest()


def entries_for(
    texts: Sequence[IndexText],
    embedder: Embedder,
    known: Mapping[str, bytes],
) -> list[Entry]:
    """Return the entries of a record. `known` maps text hashes to vectors of this model.

    Raises NotReady where the encoder cannot answer.
    """
    hashes = [text_hash(text) for text in texts]
    vectors = dict(known)
    if embedder.available:
        missing = {h: text.text for h, text in zip(hashes, texts, strict=True) if h not in vectors}
        vectors |= _embedded(missing, embedder)
    model = embedder.name if embedder.available else ""
    return [
        Entry(
            text=text,
            words=" ".join(analyse(text.text, text.language)),
            text_hash=each,
            analysis=ANALYSIS,
            model=model if each in vectors else "",
            vector=vectors.get(each) if model else None,
        )
        for each, text in zip(hashes, texts, strict=True)
    ]


def _embedded(missing: Mapping[str, str], embedder: Embedder) -> dict[str, bytes]:
    import numpy as np

    found: dict[str, bytes] = {}
    keys = list(missing)
    for start in range(0, len(keys), BATCH):
        batch = keys[start : start + BATCH]
        vectors = embedder.embed([missing[key] for key in batch], "passage")
        for key, vector in zip(batch, vectors.astype(np.float16), strict=True):
            found[key] = vector.tobytes()
    return found
