"""The port: what Balai asks of an embedder, whichever it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from balai.core.privacy.learned.mark import Mark

    Vectors = NDArray[np.float32]

Kind = Literal["query", "passage"]


class Embedder(Protocol):
    """Text in, vectors of unit length out.

    `name` identifies the model down to its weights: vectors of different names are never
    compared. `available` is False only for an embedder that cannot give vectors at all.
    """

    @property
    def name(self) -> str:
        """Return the identity of the model, with a hash of what it was made from."""

    @property
    def dimension(self) -> int:
        """Return how many numbers a vector has."""

    @property
    def available(self) -> bool:
        """Say whether vectors can be had."""

    def embed(self, texts: Sequence[str], kind: Kind) -> Vectors:
        """Return one row of unit length per text, float32, in the order of `texts`.

        A row depends on its own text only. Raises NotReady where the model cannot answer.
        """

    @property
    def finds_names(self) -> bool:
        """Say whether names in running text can be looked for: only the carried model's can."""

    def marks(self, texts: Sequence[str], *, patience: float | None = None) -> list[list[Mark]]:
        """Return what in each text, however long, reads like a name, a place or the like.

        With `patience` the answer is for a person who waits: it goes before other work, and
        NotReady is raised after that many seconds, counted from when the model is loaded.
        Without `finds_names` there are no marks.
        """

    def embed_and_mark(self, texts: Sequence[str]) -> tuple[Vectors, list[list[Mark]]]:
        """Return the vectors and the marks of passages, which take one pass together."""

    def __hash__(self) -> int:
        """Return a hash: embedders are told apart by identity, and answers kept beside them."""

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return how many tokens of this model each text takes, without prefix or markers."""
