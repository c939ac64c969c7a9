from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import numpy as np
import pytest

from balai.core.errors import NotReady
from balai.foundation.embedding import OpenAICompatibleEmbedder


class Handler(BaseHTTPRequestHandler):
    """Answers as told by the model's name; remembers what it was asked."""

    asked: list[dict[str, Any]] = []
    keys: list[str | None] = []

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        body = json.loads(self.rfile.read(length))
        Handler.asked.append(body)
        Handler.keys.append(self.headers["Authorization"])
        model, count = body["model"], len(body["input"])
        rows = [{"index": n, "embedding": [3.0, 4.0 * (n + 1)]} for n in range(count)]
        if model == "refuses":
            self._say(401, b'{"error": "no key"}')
        elif model == "prose":
            self._say(200, b"<html>hello</html>")
        elif model == "short":
            self._say(200, json.dumps({"data": rows[:-1]}).encode())
        elif model == "zero":
            self._say(200, json.dumps({"data": [{"index": 0, "embedding": [0, 0]}]}).encode())
        else:
            self._say(200, json.dumps({"data": rows[::-1]}).encode())

    def _say(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Stay quiet."""


@pytest.fixture
def address() -> Iterator[str]:
    Handler.asked, Handler.keys = [], []
    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()
    thread.join()
    server.server_close()


def test_rows_come_back_in_order_and_of_unit_length(address: str) -> None:
    embedder = OpenAICompatibleEmbedder(address, "good", key="secret")
    vectors = embedder.embed(["a", "b"], "passage")
    assert np.allclose(vectors, [[0.6, 0.8], [3 / 73**0.5, 8 / 73**0.5]])
    assert (embedder.dimension, embedder.name) == (2, f"good@{address}")
    assert Handler.keys == ["Bearer secret"]


def test_many_texts_go_in_batches_cleaned_and_with_their_prefix(address: str) -> None:
    embedder = OpenAICompatibleEmbedder(address, "good", prefixes={"query": "find: "})
    embedder.embed(["x\x00y"] * 70, "query")
    assert [len(each["input"]) for each in Handler.asked] == [64, 6]
    assert Handler.asked[0]["input"][0] == "find: x y"


@pytest.mark.parametrize("model", ["refuses", "prose", "short", "zero"])
def test_a_server_that_misbehaves_is_a_clear_error(address: str, model: str) -> None:
    with pytest.raises(NotReady) as raised:
        OpenAICompatibleEmbedder(address, model).embed(["a"], "query")
    assert raised.value.kind == "encoder-failed"
    assert "BALAI" in raised.value.hint or "address" in raised.value.hint


def test_a_server_that_is_not_there_is_a_clear_error() -> None:
    with pytest.raises(NotReady, match="did not answer"):
        OpenAICompatibleEmbedder("http://127.0.0.1:9/v1", "m", timeout=1).embed(["a"], "query")


def test_nothing_to_embed_asks_nobody() -> None:
    vectors = OpenAICompatibleEmbedder("http://127.0.0.1:9/v1", "m").embed([], "query")
    assert vectors.shape[0] == 0
