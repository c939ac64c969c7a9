"""The rendered samples and the static files, given to Chromium without a server.

Every request that is not one of them is refused and remembered: a page may ask for nothing else.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import balai.web

STATIC = Path(balai.web.__file__).parent / "static"
HOST = "http://balai.test"
POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""The node's own policy: the pages must work under it."""


@dataclass
class Site:
    """Pages by path; `asked` is what the browser requested, `strays` what it may not have."""

    pages: dict[str, str | Callable[[Any], dict[str, Any]]]
    asked: list[str] = field(default_factory=list)
    strays: list[str] = field(default_factory=list)
    weights: dict[str, int] = field(default_factory=dict)

    def answer(self, route: Any) -> None:
        """Fulfil one request of the browser."""
        url = route.request.url
        path = url.removeprefix(HOST).split("?")[0].split("#")[0]
        self.asked.append(path)
        body: bytes
        if not url.startswith(HOST):
            self.strays.append(url)
            route.abort()
            return
        if path.startswith("/static/"):
            file = STATIC / path.removeprefix("/static/")
            if not file.is_file():
                self.strays.append(url)
                route.fulfill(status=404, body="")
                return
            body = file.read_bytes()
            kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
            route.fulfill(status=200, body=body, content_type=kind)
        else:
            page = self.pages.get(path)
            if callable(page):
                route.fulfill(**page(route.request))
                return
            if page is None:
                self.strays.append(url)
                route.fulfill(status=404, body="")
                return
            body = page.encode()
            route.fulfill(
                status=200,
                body=body,
                content_type="text/html; charset=utf-8",
                headers={"Content-Security-Policy": POLICY},
            )
        self.weights[path] = len(body)


@contextmanager
def chromium() -> Iterator[Any]:
    """Yield a Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        yield browser
        browser.close()
