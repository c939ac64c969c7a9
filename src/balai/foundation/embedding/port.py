"""The port: what Balai asks of an embedder, whichever it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

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

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return how many tokens of this model each text takes, without prefix or markers."""
