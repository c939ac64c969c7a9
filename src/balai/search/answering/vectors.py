"""Vectors of sentences: made when a question needs them, and kept for a while in memory.

They are kept by the hash of their text, whoever asked: a vector opens nothing, and only
sentences of what a viewer may see are ever looked up.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from balai.core.retrieval.words import without_vowel_signs
from balai.foundation.embedding import Embedder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

KEPT = 20_000
"""Vectors kept, of some 800 bytes each."""
LONGEST_SENTENCE = 1_000
"""Characters of a sentence that are compared: a table read as one sentence would take seconds."""


class SentenceVectors:
    """The vectors used last, by model and text; safe for several threads."""

    def __init__(self, most: int = KEPT) -> None:
        self._most = most
        self._kept: OrderedDict[tuple[str, bytes], NDArray[np.float16]] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, sentences: Sequence[str], embedder: Embedder) -> NDArray[np.float32]:
        """Return one row per sentence. Raises NotReady where the encoder cannot answer."""
        import numpy as np

        keys = [(embedder.name, _hash(each)) for each in sentences]
        with self._lock:
            known = {key: self._kept[key] for key in keys if key in self._kept}
        missing = {key: text for key, text in zip(keys, sentences, strict=True) if key not in known}
        if missing:
            texts = [without_vowel_signs(text[:LONGEST_SENTENCE]) for text in missing.values()]
            made = embedder.embed(texts, "query").astype(np.float16)
            known |= dict(zip(missing, made, strict=True))
        with self._lock:
            for key, vector in known.items():
                self._kept[key] = vector
                self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        rows = [known[key] for key in keys]
        return np.array(rows, np.float32).reshape(len(rows), embedder.dimension)


def _hash(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


sentence_vectors = SentenceVectors()
