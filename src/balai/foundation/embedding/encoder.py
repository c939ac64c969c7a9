"""The encoder itself, in the process that calls it: tokens, vectors, states of tokens.

The web never uses this directly; it asks the child process, which does. Training and
benchmarks may.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from balai.foundation.embedding.build import GRAPH, MANIFEST, POSITIONS, TOKENISER, WORDS
from balai.foundation.embedding.cleaning import clean
from balai.foundation.embedding.port import Kind
from balai.foundation.embedding.weights import BLOCK_BYTES, BLOCK_WEIGHTS, unpack

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BEGIN, END = 0, 2
PREFIX: dict[Kind, str] = {"query": "query: ", "passage": "passage: "}
"""The model was trained with these words before every text."""
_SPACES = re.compile(" {2,}")


class Encoder:
    """One loaded model. `vector` and `states` may be called from several threads at once."""

    def __init__(self, directory: Path) -> None:
        import numpy as np
        import onnxruntime
        from tokenizers import Tokenizer

        manifest = json.loads((directory / MANIFEST).read_text(encoding="utf-8"))
        self.name = str(manifest["name"])
        self.dimension = int(manifest["dimension"])
        self.positions = int(manifest["positions"])
        self._replacements = str.maketrans(manifest["replacements"])
        self._tokeniser = Tokenizer.from_file(str(directory / TOKENISER))
        blocks = np.memmap(directory / WORDS, np.uint8, "r")
        self._words = blocks.reshape(-1, self.dimension // BLOCK_WEIGHTS, BLOCK_BYTES)
        self._places = np.fromfile(directory / POSITIONS, "<f4").reshape(-1, self.dimension)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(directory / GRAPH), options, providers=["CPUExecutionProvider"]
        )

    def pieces(self, text: str) -> list[int]:
        """Return the tokens of cleaned text, without markers."""
        text = _SPACES.sub(" ", text.translate(self._replacements)).strip()
        tokens: list[int] = self._tokeniser.encode(text, add_special_tokens=False).ids
        return tokens

    def tokens(self, text: str, kind: Kind) -> list[int]:
        """Return what the model reads of `text`: prefix, pieces and markers, at most 512."""
        pieces = self.pieces(PREFIX[kind] + clean(text))
        return [BEGIN, *pieces[: self.positions - 2], END]

    def vector(self, tokens: Sequence[int]) -> NDArray[np.float32]:
        """Return the vector of unit length for one text."""
        vector: NDArray[np.float32] = self._run(["vector"], tokens)[0][0]
        return vector

    def states(self, tokens: Sequence[int], layers: Sequence[int]) -> list[NDArray[np.float32]]:
        """Return the token states (tokens x dimension) after each of `layers`, from 0."""
        names = [f"l{layer}.x2" for layer in layers]
        return [state[0] for state in self._run(names, tokens)]

    def _run(self, outputs: list[str], tokens: Sequence[int]) -> list[NDArray[np.float32]]:
        words = unpack(self._words[list(tokens)]).reshape(len(tokens), self.dimension)
        words += self._places[: len(tokens)]
        found: list[NDArray[np.float32]] = self._session.run(outputs, {"embedded": words[None]})
        return found
