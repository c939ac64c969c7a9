from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from balai.core.errors import NotReady
from balai.foundation.embedding import CarriedEmbedder
from balai.foundation.embedding.carried import PATIENCE

pytestmark = pytest.mark.thorough

SENTENCES = [
    "How can local police build trust with young people?",
    "Bagaimanakah polis boleh membina kepercayaan dengan belia?",
    "Comment la police peut-elle gagner la confiance des jeunes ?",
    "Hoe kan de politie het vertrouwen van jongeren winnen?",
    "ตำรวจชุมชนสร้างความไว้วางใจกับเยาวชนได้อย่างไร",
    "كيف يمكن للشرطة أن تبني الثقة مع الشباب؟",
    "The soup was cooked for four hours with carrots.",
]


def _processor_seconds(embedder: CarriedEmbedder) -> float:
    fields = Path(f"/proc/{embedder.child_pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@pytest.fixture(scope="module")
def embedder() -> Iterator[CarriedEmbedder]:
    made = CarriedEmbedder()
    yield made
    made.close()


def test_vectors_have_unit_length_and_meaning_crosses_languages(embedder: CarriedEmbedder) -> None:
    vectors = embedder.embed(SENTENCES, "passage")
    assert vectors.shape == (len(SENTENCES), embedder.dimension)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    likeness = vectors @ vectors[0]
    assert all(likeness[1:6] > likeness[6])


def test_a_vector_does_not_depend_on_its_neighbours(embedder: CarriedEmbedder) -> None:
    alone = np.concatenate([embedder.embed([text], "passage") for text in SENTENCES])
    together = embedder.embed(["x " * 400, *SENTENCES, "y"], "passage")[1:-1]
    assert np.array_equal(alone, together)


def test_a_query_is_not_a_passage(embedder: CarriedEmbedder) -> None:
    query, passage = (embedder.embed(SENTENCES[:1], kind)[0] for kind in ("query", "passage"))
    assert 0.7 < float(query @ passage) < 0.999


@pytest.mark.parametrize(
    "text",
    ["", "   ", "\ufdfa" * 1000, "a" * 1_000_000, "\x00\x01\x7f", "a\x00b", "\ud800 lone \udfff",
     "\u200b\u200e", "👩‍👩‍👧‍👦" * 300, "ก" * 5000, "\u0301" * 3000],
)  # fmt: skip
def test_hostile_text_is_harmless(embedder: CarriedEmbedder, text: str) -> None:
    embedder.embed(["started"], "query")
    before = _processor_seconds(embedder)
    vector = embedder.embed([text], "passage")[0]
    (tokens,) = embedder.count_tokens([text])
    assert abs(float(np.linalg.norm(vector)) - 1) < 1e-5
    assert tokens >= 0
    assert _processor_seconds(embedder) - before < 5  # of the child, whatever else runs


def test_nothing_to_embed_is_an_empty_matrix(embedder: CarriedEmbedder) -> None:
    assert embedder.embed([], "query").shape == (0, embedder.dimension)
    assert embedder.count_tokens([]) == []


def test_tokens_are_counted_beyond_what_the_model_reads(embedder: CarriedEmbedder) -> None:
    one, many = embedder.count_tokens(["community", "community " * 3000])
    assert one == 1
    assert many == 3000


def test_a_killed_child_is_started_again(embedder: CarriedEmbedder) -> None:
    before = embedder.embed(SENTENCES[:2], "passage")
    pid = embedder.child_pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    assert np.array_equal(embedder.embed(SENTENCES[:2], "passage"), before)
    assert embedder.child_pid != pid


def test_a_child_killed_at_work_loses_nothing() -> None:
    embedder = CarriedEmbedder(threads=1)
    try:
        expected = embedder.embed(SENTENCES, "passage")
        pid = embedder.child_pid
        assert pid is not None
        killer = threading.Timer(0.05, os.kill, (pid, signal.SIGKILL))
        killer.start()
        found = embedder.embed(SENTENCES * 4, "passage")
        killer.join()
        assert np.array_equal(found, np.tile(expected, (4, 1)))
    finally:
        embedder.close()


def test_an_idle_child_leaves_and_comes_back() -> None:
    embedder = CarriedEmbedder(threads=1, idle_seconds=0.3)
    try:
        first = embedder.embed(SENTENCES[:1], "query")
        deadline = time.monotonic() + 10
        while embedder.child_pid is not None and time.monotonic() < deadline:
            time.sleep(0.05)
        assert embedder.child_pid is None
        assert np.array_equal(embedder.embed(SENTENCES[:1], "query"), first)
    finally:
        embedder.close()


def test_a_query_overtakes_a_batch_of_passages(embedder: CarriedEmbedder) -> None:
    embedder.embed(["ready"], "query")
    batch = threading.Thread(target=embedder.embed, args=(["a word " * 150] * 40, "passage"))
    batch.start()
    time.sleep(0.1)
    embedder.embed(["What about the young?"], "query")
    assert batch.is_alive()
    batch.join()


LONG = "What about the young? " * 80
"""A question that no machine answers before it is asked for the answer."""


def test_a_query_that_is_late_does_not_end_the_batch(
    embedder: CarriedEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = ["a word " * 150] * 12
    expected = embedder.embed(texts[:1], "passage")
    found: list[np.ndarray] = []
    batch = threading.Thread(target=lambda: found.append(embedder.embed(texts, "passage")))
    pid = embedder.child_pid
    batch.start()
    time.sleep(0.05)
    monkeypatch.setitem(PATIENCE, "query", -2.0)
    with pytest.raises(NotReady) as caught:
        embedder.embed([LONG], "query")
    assert caught.value.kind == "encoder-slow"
    assert batch.is_alive()
    batch.join()
    assert embedder.child_pid == pid
    assert np.allclose(found[0], np.tile(expected, (12, 1)))


def test_a_child_that_nobody_else_waits_for_is_ended_when_late(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    embedder = CarriedEmbedder(threads=1)
    try:
        first = embedder.embed(SENTENCES[:1], "query")
        with monkeypatch.context() as patched:
            patched.setitem(PATIENCE, "query", -2.0)
            with pytest.raises(NotReady):
                embedder.embed([LONG], "query")
        assert embedder.child_pid is None
        assert np.array_equal(embedder.embed(SENTENCES[:1], "query"), first)
    finally:
        embedder.close()


def test_requests_from_several_threads_get_their_own_answers(embedder: CarriedEmbedder) -> None:
    expected = embedder.embed(SENTENCES, "passage")
    found: dict[int, object] = {}

    def ask(number: int) -> None:
        found[number] = embedder.embed([SENTENCES[number]], "passage")[0]

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(len(SENTENCES))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert np.array_equal(np.stack([found[n] for n in range(len(SENTENCES))]), expected)


def test_the_child_stays_under_800_megabytes(embedder: CarriedEmbedder) -> None:
    embedder.embed(["a word " * 300] * 8, "passage")
    with Path(f"/proc/{embedder.child_pid}/status").open() as status:
        peak = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
    assert peak < 800_000


def test_a_directory_without_a_model_is_a_clear_error(tmp_path: Path) -> None:
    embedder = CarriedEmbedder(tmp_path)
    with pytest.raises(NotReady, match="no encoder in"):
        embedder.embed(["x"], "query")


def test_a_kind_that_does_not_exist_is_refused(embedder: CarriedEmbedder) -> None:
    with pytest.raises(ValueError, match="query or a passage"):
        embedder.embed(["x"], "document")


def test_marks_cost_little_beside_vectors(embedder: CarriedEmbedder) -> None:
    # At most a quarter more; where numpy started threads of its own it was 39 %.
    text = " ".join(f"Sergeant Ali met Ms Tan in ward {n} of the port." for n in range(14))
    embedder.embed_and_mark([text])
    spent = {"vectors": 0.0, "both": 0.0}
    for turn in range(4):  # by turns: what else the machine does falls on both
        before = _processor_seconds(embedder)
        embedder.embed([f"{turn} {part} {text}" for part in range(4)], "passage")
        between = _processor_seconds(embedder)
        embedder.embed_and_mark([f"{turn} {part} {text}" for part in range(4)])
        spent["vectors"] += between - before
        spent["both"] += _processor_seconds(embedder) - between
    assert spent["both"] < 1.25 * spent["vectors"], spent
