"""From a record's texts to the entries of the index: terms and vectors, nothing written yet."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from balai.core.retrieval import ANALYSIS, analyse
from balai.foundation.indexing import IndexText

if TYPE_CHECKING:
    from balai.foundation.embedding import Embedder

BATCH = 256
LEAD_WORDS = 60
FACTS = "facts-1"
"""Changed whenever the same records would give other facts; the index is then made anew."""


@dataclass(frozen=True)
class Entry:
    """One entry ready to be written. `vector` is float16, or None without a model."""

    text: IndexText
    words: str
    text_hash: str
    analysis: str
    model: str
    vector: bytes | None


def with_lead(texts: Sequence[IndexText]) -> list[IndexText]:
    """Return the texts with the lead of their passages: the first 60 words after the title.

    The title is a part of its own; in the lead it would take the place of what the report says
    about itself. Any lead that came with the texts is replaced. Texts without passages are
    returned as they are.
    """
    passages = [text for text in texts if text.part == "passage"]
    others = [text for text in texts if text.part not in ("passage", "lead")]
    if not passages:
        return others
    titles = [text.text.split() for text in others if text.part == "title"]
    words: list[str] = []
    for passage in passages:
        words += passage.text.split()
        if len(words) >= LEAD_WORDS + max(map(len, titles), default=0):
            break
    for title in titles:
        if words[: len(title)] == title:
            words = words[len(title) :]
    lead = replace(passages[0], part="lead", part_id="", text=" ".join(words[:LEAD_WORDS]))
    return [*others, *([lead] if lead.text else []), *passages]


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
