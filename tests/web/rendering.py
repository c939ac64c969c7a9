"""Renders a template as a page would be, and fails on a variable that its context lacks."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.http import HttpRequest
from django.template.backends.django import DjangoTemplates
from django.test import RequestFactory
from django.utils import translation

from tests.web.samples import BASE

MISSING = "⟪missing⟫"


@cache
def _engine() -> DjangoTemplates:
    return DjangoTemplates(
        {
            "NAME": "look",
            "DIRS": [],
            "APP_DIRS": True,
            "OPTIONS": {
                "string_if_invalid": MISSING,
                "context_processors": ["django.template.context_processors.request"],
            },
        }
    )


def request_for(path: str = "/lessons/418/") -> HttpRequest:
    """Return a request as a middleware would have left it."""
    return RequestFactory().get(path)


def render(
    name: str, context: dict[str, Any], *, language: str = "en", request: HttpRequest | None = None
) -> str:
    """Return the page's HTML in a language, with what context processors give."""
    with translation.override(language):
        page = _engine().get_template(name).render({**BASE, **context}, request or request_for())
    assert MISSING not in page, f"{name} asks for something it is not given: {around(page)}"
    return page


def around(page: str) -> str:
    """Return the text around the first missing variable."""
    at = page.index(MISSING)
    return page[max(0, at - 160) : at + 80]
