"""The reader's colours."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from balai.web.context import THEME_COOKIE, theme


@pytest.mark.parametrize(
    ("cookie", "expected"),
    [("dark", "dark"), ("light", "light"), ("", ""), ('"><script>', ""), ("DARK", "")],
)
def test_only_a_known_theme_is_taken_from_the_cookie(cookie: str, expected: str) -> None:
    request = RequestFactory().get("/")
    request.COOKIES[THEME_COOKIE] = cookie
    assert theme(request) == {"theme": expected}
    request = RequestFactory().get("/")
    request.COOKIES[f"__Host-{THEME_COOKIE}"] = cookie
    assert theme(request) == {"theme": expected}


def test_without_a_cookie_the_system_decides() -> None:
    assert theme(RequestFactory().get("/")) == {"theme": ""}
