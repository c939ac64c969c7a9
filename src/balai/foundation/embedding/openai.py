"""An embedder behind an OpenAI-compatible address that a steward declared.

Off by default: text leaves the node for that address, so it is the steward's decision.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError
from urllib.parse import urlsplit

from balai.core.errors import NotReady
from balai.foundation.embedding.cleaning import clean
from balai.foundation.embedding.none import NoEmbedder
from balai.foundation.embedding.port import Kind
from balai.foundation.posting import post_json

if TYPE_CHECKING:
    from balai.core.privacy.learned.mark import Mark
    from balai.foundation.embedding.port import Vectors

BATCH = 64
HINT = "Check the address, the model's name and that the server runs; `balai doctor` asks it too."


class OpenAICompatibleEmbedder:
    """POSTs to `<url>/embeddings`, the form that OpenAI's, Ollama's, vLLM's … servers share.

    `prefixes` are put before queries and passages, for models trained with them.
    """

    available = True
    finds_names = False

    def __init__(
        self,
        url: str,
        model: str,
        *,
        key: str = "",
        timeout: float = 30.0,
        prefixes: dict[Kind, str] | None = None,
    ) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.netloc or not model:
            raise NotReady(
                f"“{url}|{model}” does not name an encoder.",
                "Write BALAI_EMBEDDER as openai:<address>|<model>, with http or https.",
                kind="no-embedder",
            )
        self._url, self._model = url.rstrip("/"), model
        self._key, self._timeout = key, timeout
        self._prefixes = prefixes or {}
        self._dimension = 0

    @property
    def name(self) -> str:
        """Return address and model; what a remote server changes behind them is its own affair."""
        return f"{self._model}@{self._url}"

    @property
    def dimension(self) -> int:
        """Return how many numbers a vector has; the server is asked once."""
        if not self._dimension:
            self.embed(["dimension"], "query")
        return self._dimension

    def embed(self, texts: Sequence[str], kind: Kind) -> Vectors:
        """Return one row of unit length per text."""
        import numpy as np

        prefix = self._prefixes.get(kind, "")
        inputs = [prefix + clean(text) for text in texts]
        rows: list[list[float]] = []
        for start in range(0, len(inputs), BATCH):
            rows += self._fetch(inputs[start : start + BATCH])
        if not rows:
            return np.zeros((0, self._dimension), np.float32)
        vectors = np.array(rows, np.float32)
        self._dimension = vectors.shape[1]
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        if not np.isfinite(vectors).all() or (lengths == 0).any():
            raise NotReady(f"{self.name} gave vectors without length.", HINT, kind="encoder-failed")
        unit: Vectors = vectors / lengths
        return unit

    def marks(self, texts: Sequence[str], *, patience: float | None = None) -> list[list[Mark]]:
        """Return no marks: the interface shows no states of tokens."""
        return NoEmbedder().marks(texts)

    def embed_and_mark(self, texts: Sequence[str]) -> tuple[Vectors, list[list[Mark]]]:
        """Return the vectors of passages, and no marks."""
        return self.embed(texts, "passage"), self.marks(texts)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Estimate: the interface offers no tokeniser."""
        return NoEmbedder().count_tokens(texts)

    def _fetch(self, inputs: list[str]) -> list[list[float]]:
        body = {"model": self._model, "input": inputs}
        try:
            answer = post_json(
                f"{self._url}/embeddings", body, key=self._key, seconds=self._timeout
            )
            return _rows(answer, len(inputs))
        except HTTPError as error:
            said = error.read(300).decode("utf-8", "replace")
            raise NotReady(
                f"{self._url} refused the text ({error.code}): {said}", HINT, kind="encoder-failed"
            ) from None
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise NotReady(
                f"{self._url} did not answer as an encoder does: {error}",
                HINT,
                kind="encoder-failed",
            ) from None


def _rows(answer: Any, wanted: int) -> list[list[float]]:
    data = sorted(answer["data"], key=lambda row: row["index"])
    rows = [[float(number) for number in row["embedding"]] for row in data]
    if len(rows) != wanted or len({len(row) for row in rows}) > 1:
        raise ValueError(f"{len(rows)} vectors for {wanted} texts")
    return rows
