"""Names in running text through the child process: found, beside vectors, and never in the way."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from balai.core.errors import NotReady
from balai.core.privacy import Mark, MarkType
from balai.foundation.embedding import CarriedEmbedder, NoEmbedder, OpenAICompatibleEmbedder, wire
from balai.foundation.embedding.child import Server

TEXT = (
    "The market was quiet. Then Wanjiru Odhiambo told the officers what had happened in Kisumu. "
    "Nobody else had seen it."
)


@pytest.fixture(scope="module")
def embedder() -> Iterator[CarriedEmbedder]:
    made = CarriedEmbedder()
    yield made
    made.close()


def names(text: str, marks: list[Mark]) -> list[str]:
    return [text[each.start : each.end] for each in marks if each.type is MarkType.NAME]


def test_a_bare_name_is_marked_in_several_languages(embedder: CarriedEmbedder) -> None:
    texts = [
        TEXT,
        "Kemudian Rosnah Abdullah bercerita kepada polis tentang kejadian itu.",
        "Daarna vertelde Marieke Janssen aan de wijkagent wat er gebeurd was.",
        "Ensuite Camille Lefebvre a raconté aux policiers ce qui s’était passé.",
    ]
    found = [names(text, marks) for text, marks in zip(texts, embedder.marks(texts), strict=True)]
    assert found == [
        ["Wanjiru Odhiambo"],
        ["Rosnah Abdullah"],
        ["Marieke Janssen"],
        ["Camille Lefebvre"],
    ]


def test_a_long_text_is_marked_to_its_end(embedder: CarriedEmbedder) -> None:
    text = "The officers listened and wrote it down. " * 200 + TEXT
    (marks,) = embedder.marks([text], patience=30)
    assert names(text, marks)[-1] == "Wanjiru Odhiambo"
    assert marks == sorted(marks)


def test_vectors_are_the_same_with_marks_and_are_remembered_once(
    embedder: CarriedEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [TEXT, "Another passage.", "word " * 900]
    alone = embedder.embed(texts, "passage")
    together, marks = embedder.embed_and_mark(texts)
    assert np.array_equal(alone, together)
    assert names(TEXT, marks[0]) == ["Wanjiru Odhiambo"]
    asked: list[Any] = []
    ask = embedder._ask
    monkeypatch.setattr(
        embedder, "_ask", lambda request, *rest: asked.append(request) or ask(request, *rest)
    )
    again = embedder.embed(["New.", *texts], "passage")
    assert [request["texts"] for request in asked] == [["New."]]
    assert np.array_equal(again[1:], alone)
    embedder.embed(texts, "passage")
    assert [request["texts"] for request in asked][1:] == [texts]


@pytest.mark.parametrize(
    "text", ["", "   ", "\x00\ud800", "ก" * 3000, "\u0301" * 500, "a" * 20_000, "\n" * 50]
)
def test_hostile_text_is_harmless(embedder: CarriedEmbedder, text: str) -> None:
    (marks,) = embedder.marks([text])
    assert all(0 <= each.start < each.end <= len(text) for each in marks)


def test_who_waits_does_not_wait_for_the_encoder_to_be_made(tmp_path: Path) -> None:
    unmade = CarriedEmbedder(models=tmp_path)
    with pytest.raises(NotReady):
        unmade.marks([TEXT], patience=1)
    assert list(tmp_path.iterdir()) == []


def test_a_child_that_is_late_for_a_mark_goes_on_starting(embedder: CarriedEmbedder) -> None:
    late = CarriedEmbedder()
    try:
        with pytest.raises(NotReady):
            late.marks([TEXT], patience=0.01)
        pid = late.child_pid
        assert pid is not None
        assert names(TEXT, late.marks([TEXT])[0]) == ["Wanjiru Odhiambo"]
        assert late.child_pid == pid
    finally:
        late.close()


def test_other_embedders_look_for_no_names() -> None:
    for other in (NoEmbedder(), OpenAICompatibleEmbedder("http://localhost:1", "m")):
        assert not other.finds_names
        assert other.marks([TEXT, TEXT]) == [[], []]


class _Told:
    """An encoder that says what it was asked, in place of the heavy one."""

    name, dimension = "told", 2

    def marks(self, text: str) -> list[Mark]:
        if text == "fail":
            raise RuntimeError("no")
        return [Mark(0, len(text), MarkType.PLACE, 0.5)]

    def vector_and_marks(self, text: str) -> tuple[Any, list[Mark]]:
        return np.array([len(text), 1], np.float32), self.marks(text)


class _Sink(io.BytesIO):
    def frames(self, count: int) -> list[tuple[dict[str, Any], bytes]]:
        deadline = time.monotonic() + 5
        while time.monotonic() < deadline:
            source, found = io.BytesIO(self.getvalue()), []
            while (frame := wire.receive(source)) is not None:
                found.append(frame)
            if len(found) >= count:
                return found
            time.sleep(0.01)
        raise AssertionError("no answer")


def test_the_child_answers_marks_in_the_order_of_texts() -> None:
    source, sink = io.BytesIO(), _Sink()
    wire.send(source, {"id": 1, "do": "mark", "kind": "query", "texts": ["a", "bcd"]})
    wire.send(source, {"id": 2, "do": "both", "kind": "passage", "texts": ["ab", "c"]})
    wire.send(source, {"id": 3, "do": "mark", "kind": "passage", "texts": ["fail", "x"]})
    wire.send(source, {"id": 4, "do": "mark", "kind": "passage", "texts": []})
    source.seek(0)
    Server(_Told(), source, sink, 2).serve()
    answers = {header["id"]: (header, body) for header, body in sink.frames(4)}
    assert answers[1][0]["marks"] == [[[0, 1, "place", 0.5]], [[0, 3, "place", 0.5]]]
    assert answers[1][1] == b""
    assert np.frombuffer(answers[2][1], np.float32).tolist() == [2, 1, 1, 1]
    assert answers[2][0]["marks"] == [[[0, 2, "place", 0.5]], [[0, 1, "place", 0.5]]]
    assert "no" in answers[3][0]["error"]
    assert answers[4][0]["marks"] == []
