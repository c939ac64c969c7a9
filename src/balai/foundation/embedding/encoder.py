"""The encoder itself, in the process that calls it: tokens, vectors, states of tokens.

The web never uses this directly; it asks the child process, which does. Training and
benchmarks may.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from balai.core.privacy.learned.head import LAYERS, carried_head
from balai.core.privacy.learned.mark import Mark
from balai.foundation.embedding.aligned import align
from balai.foundation.embedding.build import GRAPH, MANIFEST, POSITIONS, TOKENISER, WORDS
from balai.foundation.embedding.cleaning import clean
from balai.foundation.embedding.port import Kind
from balai.foundation.embedding.weights import BLOCK_BYTES, BLOCK_WEIGHTS, unpack
from balai.foundation.embedding.windows import windows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BEGIN, END = 0, 2
PREFIX: dict[Kind, str] = {"query": "query: ", "passage": "passage: "}
"""The model was trained with these words before every text."""
_SPACES = re.compile(" {2,}")
MARKED_AT_ONCE = 360
"""Tokens of a passage whose marks come with its vector; a longer one is read again in parts."""


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
        self._only_needed = onnxruntime.RunOptions()
        self._only_needed.only_execute_path_to_fetches = True  # states need no later layer
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

    def marks(self, text: str) -> list[Mark]:
        """Return what in `text`, however long, reads like a name, a place or the like."""
        return [
            Mark(start + mark.start, start + mark.end, mark.type, mark.confidence)
            for start, end in windows(text, lambda part: len(self.pieces(clean(part))))
            for mark in self._marked(text[start:end], states=None)
        ]

    def vector_and_marks(self, text: str) -> tuple[NDArray[np.float32], list[Mark]]:
        """Return a passage's vector and its marks, in one pass where it fits in one.

        The vector is the very one that `vector` gives.
        """
        tokens = self.tokens(text, "passage")
        outputs = ["vector", *(f"l{layer}.x2" for layer in LAYERS)]
        vector, *states = self._run(outputs, tokens)
        if len(tokens) > MARKED_AT_ONCE:
            return vector[0], self.marks(text)
        return vector[0], self._marked(text, [state[0] for state in states])

    def _marked(self, text: str, states: list[NDArray[np.float32]] | None) -> list[Mark]:
        """Return the marks of a text that is read in one pass, by its states if known."""
        import numpy as np

        head, (pieces, places) = self._prefixed, self.placed(text)
        if not pieces:
            return []
        read = [BEGIN, *head, *pieces, END]
        if states is None or len(states[0]) != len(read):
            states = self.states(read, LAYERS)
        inner = slice(1 + len(head), 1 + len(head) + len(pieces))
        rows = np.concatenate([state[inner] for state in states], axis=1)
        return carried_head().marks(rows, text, places)

    def placed(self, text: str) -> tuple[list[int], list[tuple[int, int]]]:
        """Return the pieces of a text, as many as are read, and where each stands in it."""
        aligned = align(text, self._replacements)
        encoded = self._tokeniser.encode(aligned.text, add_special_tokens=False)
        most = self.positions - 2 - len(self._prefixed)
        return encoded.ids[:most], [aligned.place(*each) for each in encoded.offsets[:most]]

    @cached_property
    def _prefixed(self) -> list[int]:
        return self.pieces(PREFIX["passage"])

    def _run(self, outputs: list[str], tokens: Sequence[int]) -> list[NDArray[np.float32]]:
        words = unpack(self._words[list(tokens)]).reshape(len(tokens), self.dimension)
        words += self._places[: len(tokens)]
        found: list[NDArray[np.float32]] = self._session.run(
            outputs, {"embedded": words[None]}, self._only_needed
        )
        return found
