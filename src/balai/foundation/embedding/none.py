"""No embedder: search by words still works, and says that it searches by words only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from balai.core.errors import NotReady
from balai.foundation.embedding.port import Kind

if TYPE_CHECKING:
    from balai.core.privacy.learned.mark import Mark
    from balai.foundation.embedding.port import Vectors


class NoEmbedder:
    """Chosen with `BALAI_EMBEDDER = "none"`."""

    name = "none"
    dimension = 0
    available = False
    finds_names = False

    def embed(self, texts: Sequence[str], kind: Kind) -> Vectors:
        """Raise NotReady: there is no model."""
        raise NotReady(
            "This node searches by words only: no encoder is switched on.",
            "A steward can set BALAI_EMBEDDER to “carried”.",
            kind="no-embedder",
        )

    def marks(self, texts: Sequence[str], *, patience: float | None = None) -> list[list[Mark]]:
        """Return no marks: names in running text are not looked for."""
        return [[] for _ in texts]

    def embed_and_mark(self, texts: Sequence[str]) -> tuple[Vectors, list[list[Mark]]]:
        """Raise NotReady: there is no model."""
        return self.embed(texts, "passage"), self.marks(texts)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Estimate tokens from length: about 3.5 characters each, never none for a word."""
        return [-(-len(text.strip()) * 2 // 7) for text in texts]
