"""No reader resolves an entity: no file, no address, no unfolding to billions."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from balai.core.errors import Invalid
from tests import hostile
from tests.library.readers.run import read

pytestmark = pytest.mark.asvs("1.5.1")
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SECRET = "the words of another file"


@pytest.fixture
def outside(tmp_path: Path) -> Iterator[tuple[str, list[str]]]:
    """Give a document type that asks for a file and an address, and what that one was asked."""
    asked: list[str] = []

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            pass

    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    server = HTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_address[1]}"
    yield (
        f'<!DOCTYPE d SYSTEM "{address}/d.dtd" [<!ENTITY file SYSTEM "{secret.as_uri()}">'
        f'<!ENTITY page SYSTEM "{address}/page">'
        f'<!ENTITY % more SYSTEM "{address}/more"> %more;]>',
        asked,
    )
    server.shutdown()


def docx(doctype: str, words: str) -> bytes:
    body = (
        f'<?xml version="1.0"?>{doctype}<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>'
        f"{hostile.SENTENCE}{words}</w:t></w:r></w:p></w:body></w:document>"
    )
    return hostile.zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": body.encode()})


def odt(doctype: str, words: str) -> bytes:
    names = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    )
    body = (
        f'<?xml version="1.0"?>{doctype}<office:document-content {names}><office:body>'
        f"<office:text><text:p>{hostile.SENTENCE}{words}</text:p></office:text></office:body>"
        "</office:document-content>"
    )
    return hostile.zipped(
        {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": body.encode()}
    )


def html(doctype: str, words: str) -> bytes:
    page = f"<html><body><article><p>{hostile.SENTENCE * 3}{words}</p></article></body></html>"
    return f"{doctype.replace('DOCTYPE d', 'DOCTYPE html')}{page}".encode()


FORMS = {".docx": docx, ".odt": odt, ".html": html}


@pytest.mark.parametrize("suffix", FORMS)
def test_nothing_is_fetched_and_no_file_is_read(
    suffix: str, outside: tuple[str, list[str]]
) -> None:
    doctype, asked = outside
    try:
        text = read(FORMS[suffix](doctype, "&file; &page;"), suffix).text
    except Invalid as error:
        text = error.message
    assert SECRET not in text
    assert asked == []


@pytest.mark.parametrize("suffix", FORMS)
def test_entities_that_unfold_to_billions_do_not(suffix: str) -> None:
    entities = '<!ENTITY a0 "haha">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)
    )
    started = time.monotonic()
    try:
        text = read(FORMS[suffix](f"<!DOCTYPE d [{entities}]>", "&a11;"), suffix).text
    except Invalid as error:
        text = error.message
    assert len(text) < 5_000
    assert time.monotonic() - started < 10
