"""Making the carried encoder: once per installation, from the weights a package carries.

    python -m balai.foundation.embedding.build

writes the eight-bit graph, the word embeddings (left in four bits, read through a memory map)
and the tokeniser into a directory, about 85 MB. The directory appears under its name only when
it is whole, so two processes may build at once and a killed build leaves nothing in the way.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from balai.core.errors import NotReady

if TYPE_CHECKING:
    from balai.foundation.embedding.weights import Weights

MODEL = "multilingual-e5-small"
RECIPE = 2
"""Raised whenever the same weights would give other vectors."""
MANIFEST = "manifest.json"
GRAPH, WORDS, POSITIONS, TOKENISER = (
    "encoder.onnx",
    "words.q4",
    "positions.f32",
    "tokenizer.json",
)


def _candidates(home: Path | None, models: Path | None) -> list[Path]:
    """Return the directories to look in, the preferred first."""
    name = f"{MODEL}-{RECIPE}"
    if models is None and (declared := os.environ.get("BALAI_MODELS")):
        models = Path(declared)
    if models is not None:
        return [models / name]
    if home is None:
        from platformdirs import user_data_path

        home = Path(os.environ.get("BALAI_HOME") or user_data_path("balai"))
    return [Path(sys.prefix) / "share" / "balai" / "models" / name, home / "models" / name]


def find_model(home: Path | None = None, models: Path | None = None) -> Path | None:
    """Return the directory of the encoder if it has been made."""
    return next((path for path in _candidates(home, models) if (path / MANIFEST).is_file()), None)


def ensure_model(home: Path | None = None, models: Path | None = None) -> Path:
    """Return the directory of the encoder, making it in a child process if it is missing.

    Raises NotReady with what the child said when it cannot be made.
    """
    if found := find_model(home, models):
        return found
    target = next((path for path in _candidates(home, models) if _writable(path.parent)), None)
    if target is None:
        raise NotReady(
            "There is no place to put the encoder.",
            "Set BALAI_MODELS to a directory that can be written.",
            kind="no-embedder",
        )
    command = [sys.executable, "-m", "balai.foundation.embedding.build", str(target)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode != 0:
        raise NotReady(
            f"The encoder could not be made: {done.stderr.strip()[-500:] or 'it was killed'}",
            "Check the disk (90 MB are needed) and memory, then run `make setup`.",
            kind="no-embedder",
        )
    return target


def _writable(directory: Path) -> bool:
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(directory, os.W_OK)


def build(target: Path, source: Path | None = None) -> None:
    """Make the encoder at `target`; if another process was first, its result stands."""
    from balai.foundation.embedding.weights import carried_file, read_weights

    source = source or carried_file()
    weights = read_weights(source)
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        _write(weights, partial)
        partial.chmod(0o755)
        try:
            partial.rename(target)
        except OSError:
            if not (target / MANIFEST).is_file():
                raise
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _write(weights: Weights, directory: Path) -> None:
    from importlib.metadata import version

    from balai.foundation.embedding.graph import make_graph
    from balai.foundation.embedding.weights import PACKAGE

    (directory / GRAPH).write_bytes(make_graph(weights, quantised=True))
    (directory / WORDS).write_bytes(weights.packed("emb.word").tobytes())
    positions = weights.vector("emb.pos").reshape(-1, weights.shape.hidden)
    token_type = weights.vector("emb.type")[: weights.shape.hidden]
    (directory / POSITIONS).write_bytes((positions + token_type).tobytes())
    (directory / TOKENISER).write_text(tokeniser_json(weights), encoding="utf-8")
    fingerprint = hashlib.sha256(weights.data + str(RECIPE).encode()).hexdigest()
    manifest = {
        "name": f"{MODEL}-int8-{fingerprint[:12]}",
        "source": {"package": PACKAGE, "version": version(PACKAGE)},
        "source_sha256": hashlib.sha256(weights.data).hexdigest(),
        "recipe": RECIPE,
        "licence": "MIT",
        "dimension": weights.shape.hidden,
        "positions": weights.shape.positions,
        "replacements": weights.replacements,
        "made_with": {name: version(name) for name in ("onnx", "tokenizers", "numpy")},
    }
    text = json.dumps(manifest, ensure_ascii=True, indent=1)
    (directory / MANIFEST).write_text(text, encoding="utf-8")


def tokeniser_json(weights: Weights) -> str:
    """Return the tokeniser (Unigram over words marked with U+2581) in its own format."""
    from tokenizers import Tokenizer, models, pre_tokenizers

    vocabulary = list(zip(weights.pieces, weights.scores, strict=True))
    tokeniser = Tokenizer(models.Unigram(vocabulary, unk_id=weights.unknown))
    tokeniser.pre_tokenizer = pre_tokenizers.Metaspace(
        replacement="\u2581", prepend_scheme="always"
    )
    return str(tokeniser.to_str(pretty=False))


def main(arguments: list[str]) -> int:
    """Make the encoder if it is missing, at the path given or at its usual place."""
    if arguments:
        target = Path(arguments[0])
        if not (target / MANIFEST).is_file():
            build(target)
    else:
        target = ensure_model()
    sys.stdout.write(f"{target}\n")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except NotReady as error:
        sys.exit(f"{error.message} {error.hint}")
