from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.error import HTTPError

import pytest

from balai.foundation.posting import post_json


class Handler(BaseHTTPRequestHandler):
    """Answers by the path that is asked for, and remembers which were."""

    asked: list[str] = []

    def do_POST(self) -> None:
        Handler.asked.append(self.path)
        self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/elsewhere":
            self.send_response(302)
            self.send_header("Location", "/told")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        if self.path == "/no-web":
            self.wfile.write(b"SSH-2.0-OpenSSH\r\n\r\n")
            return
        body = {
            "/told": b'{"said": ["yes"]}',
            "/prose": b"<html>",
            "/deep": b"[" * 100_000,
            "/no-text": b"\xff\xfe\xfd",
        }[self.path]
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Stay quiet."""


@pytest.fixture
def address() -> Iterator[str]:
    Handler.asked = []
    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_reply_is_read_up_to_its_limit(address: str) -> None:
    assert post_json(f"{address}/told", {}, seconds=5) == {"said": ["yes"]}
    assert post_json(f"{address}/told", {}, seconds=5, longest=17) == {"said": ["yes"]}
    with pytest.raises(ValueError, match="longer than 16 bytes"):
        post_json(f"{address}/told", {}, seconds=5, longest=16)


def test_nobody_is_led_elsewhere(address: str) -> None:
    with pytest.raises(HTTPError) as raised:
        post_json(f"{address}/elsewhere", {}, seconds=5)
    raised.value.close()
    assert (raised.value.code, Handler.asked) == (302, ["/elsewhere"])


@pytest.mark.parametrize("path", ["prose", "deep", "no-text"])
def test_what_is_no_json_is_a_value_error(address: str, path: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        post_json(f"{address}/{path}", {}, seconds=5)


def test_a_server_that_is_none_of_the_web_is_an_os_error(address: str) -> None:
    with pytest.raises(OSError, match="none of the web"):
        post_json(f"{address}/no-web", {}, seconds=5)


def test_only_the_web_is_asked() -> None:
    for address in ("file:///etc/passwd", "ftp://127.0.0.1/a", "localhost"):
        with pytest.raises(ValueError, match="no address"):
            post_json(address, {}, seconds=5)


def test_a_local_address_is_never_asked_through_a_proxy(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert post_json(f"{address}/told", {}, seconds=5, is_local=True) == {"said": ["yes"]}
    with pytest.raises(OSError, match="refused"):
        post_json(f"{address}/told", {}, seconds=5)
