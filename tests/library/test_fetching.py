from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from balai.core.errors import Invalid
from balai.foundation import outside
from balai.library import fetching


class Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/loop":
            self.send_response(302)
            self.send_header("Location", "/loop")
            self.end_headers()
        elif self.path == "/on":
            self.send_response(301)
            self.send_header("Location", "/report.html")
            self.end_headers()
        elif self.path == "/report.html":
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"<p>Words of a page.</p>")
        else:
            self.send_error(404)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    port = server.server_address[1]
    monkeypatch.setattr(outside, "public_address", lambda host, port: "127.0.0.1")
    monkeypatch.setattr(fetching, "_PORTS", {"http": port, "https": 443})
    yield "http://reports.example"
    server.shutdown()


@pytest.mark.asvs("15.3.2")
def test_a_page_is_fetched_through_its_redirect(site: str) -> None:
    found = fetching.fetch(f"{site}/on", largest=1000)
    assert found == fetching.Fetched(
        b"<p>Words of a page.</p>", "http://reports.example/report.html", "report.html"
    )


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/loop", "address-redirects"), ("/none", "address-status")],
)
def test_what_does_not_answer_is_refused_in_words(site: str, path: str, kind: str) -> None:
    with pytest.raises(Invalid) as refused:
        fetching.fetch(site + path, largest=1000)
    assert refused.value.kind == kind


def test_a_page_that_is_too_large_is_refused(site: str) -> None:
    with pytest.raises(Invalid) as refused:
        fetching.fetch(f"{site}/report.html", largest=5)
    assert refused.value.kind == "address-too-large"


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://169.254.169.254/latest/meta-data",
        "http://10.0.0.1/",
        "http://192.168.1.1/",
        "http://0.0.0.0/",
        "http://[::ffff:127.0.0.1]/",
        "http://2130706433/",
    ],
)
@pytest.mark.asvs("1.3.6", "13.2.4")
def test_nothing_inside_is_ever_asked(address: str) -> None:
    with pytest.raises(Invalid) as refused:
        fetching.fetch(address, largest=1000)
    assert refused.value.kind in {"address-inside", "address-unknown"}


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "ftp://example.org/",
        "http://a:b@example.org/",
        "http://example.org:22/",
    ],
)
@pytest.mark.asvs("1.2.2", "1.3.6")
def test_other_ways_are_refused(address: str) -> None:
    with pytest.raises(Invalid) as refused:
        fetching.fetch(address, largest=1000)
    assert refused.value.kind in {"address-form", "address-port"}
