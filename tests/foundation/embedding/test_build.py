from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from balai.core.errors import NotReady
from balai.foundation.embedding.build import MANIFEST, build, ensure_model, find_model
from balai.foundation.embedding.encoder import Encoder
from balai.foundation.embedding.weights import carried_file, read_weights, unpack
from tests.foundation.embedding.test_carried import SENTENCES

pytestmark = pytest.mark.thorough

VARIED = [
    *SENTENCES,
    "Trust",
    "Kejiranan 2.0: 45% daripada 1,200 penduduk (2019–2021)",
    "https://example.org/a?b=c&d=é",
    "ALL CAPITALS AND !!! ???",
    "社区警务与暴力极端主义的预防",
    "Ökologische Straßenführung; coöperatie; l’été à Montréal",
    "The officers met residents every month. " * 12,
    "สวัสดี " * 60,
]


def test_eight_bits_stay_close_to_the_weights_in_full(tmp_path: Path) -> None:
    """The same graph in float32 is the reference; the package's own engine is never run."""
    import onnxruntime

    from balai.foundation.embedding.graph import make_graph

    encoder = Encoder(ensure_model())
    full = onnxruntime.InferenceSession(
        make_graph(read_weights(carried_file()), quantised=False),
        providers=["CPUExecutionProvider"],
    )
    cosines = []
    for text in VARIED:
        tokens = encoder.tokens(text, "passage")
        words = unpack(encoder._words[tokens]).reshape(len(tokens), -1)
        words += encoder._places[: len(tokens)]
        reference = full.run(["vector"], {"embedded": words[None]})[0][0]
        cosines.append(float(reference @ encoder.vector(tokens)))
    assert min(cosines) >= 0.99, dict(zip(VARIED, cosines, strict=True))


def test_states_of_tokens_are_given_for_heads() -> None:
    encoder = Encoder(ensure_model())
    tokens = encoder.tokens("Encik Karim lives in Ipoh.", "passage")
    states = encoder.states(tokens, (5, 8))
    assert [state.shape for state in states] == [(len(tokens), encoder.dimension)] * 2
    assert not np.allclose(states[0], states[1])


def test_tokens_are_those_of_the_published_tokeniser() -> None:
    """Identifiers as the model's authors publish them for these words (XLM-R vocabulary)."""
    encoder = Encoder(ensure_model())
    assert encoder.tokens("how much protein should a female eat", "query") == [
        0, 41, 1294, 12, 3642, 5045, 21308, 5608, 10, 117776, 73203, 2,
    ]  # fmt: skip
    assert len(encoder.tokens("word " * 2000, "passage")) == 512


def test_a_damaged_or_foreign_file_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.bin"
    other.write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(NotReady, match="not a file of weights"):
        build(tmp_path / "model", other)
    assert [each.name for each in tmp_path.iterdir()] == ["other.bin"]


def test_two_builds_at_once_leave_one_whole_model(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "balai.foundation.embedding.build", str(tmp_path / "model")]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(2)]
    assert [process.wait(120) for process in running] == [0, 0]
    for process in running:
        assert process.stdout is not None
        process.stdout.close()
    assert [each.name for each in tmp_path.iterdir()] == ["model"]
    manifest = json.loads((tmp_path / "model" / MANIFEST).read_text())
    usual = json.loads((ensure_model() / MANIFEST).read_text())
    assert manifest["name"] == usual["name"]
    one, other = Encoder(tmp_path / "model"), Encoder(ensure_model())
    tokens = one.tokens(SENTENCES[0], "query")
    assert np.array_equal(one.vector(tokens), other.vector(tokens))


def test_the_model_is_looked_for_where_a_node_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = ensure_model()
    monkeypatch.setenv("BALAI_MODELS", str(tmp_path / "declared"))
    assert find_model() is None
    shutil.copytree(made, tmp_path / "declared" / made.name)
    assert find_model() == tmp_path / "declared" / made.name
    assert find_model(models=tmp_path / "elsewhere") is None
