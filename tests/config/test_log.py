"""No token of a one-time link reaches the log, however its page fails."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from copy import deepcopy
from logging.config import DictConfigurator

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from balai.config.log import CARRY_TOKENS
from balai.people.tokens import new_token
from tests.people.browser import opened
from tests.personas import Cast


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the node's own formatter writes of everything that is logged."""
    configured = DictConfigurator(deepcopy(settings.LOGGING))  # which it uses up
    name = settings.LOGGING["handlers"]["stderr"]["formatter"]
    told = io.StringIO()
    handler = logging.StreamHandler(told)
    handler.setFormatter(configured.configure_formatter(configured.config["formatters"][name]))
    logging.getLogger().addHandler(handler)
    yield told
    logging.getLogger().removeHandler(handler)


def routes(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for each in patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from routes(each.url_patterns, route)
        else:
            yield route


def test_the_address_of_every_link_is_known() -> None:
    """A token stands behind the sign # and is not sent; whoever leaves that out sends it."""
    first = {each.split("/")[0] for each in routes(get_resolver().url_patterns)}
    assert set(CARRY_TOKENS) <= first


@pytest.mark.django_db
@pytest.mark.parametrize("part", CARRY_TOKENS)
@pytest.mark.parametrize("rest", ["", "/", "/more", "/more/"])
def test_a_page_that_is_gone_is_logged_without_its_token(
    cast: Cast, log: io.StringIO, part: str, rest: str
) -> None:
    token = new_token()
    answer = Client().get(f"/{part}/{token}{rest}", follow=True)
    assert answer.status_code in (404, 410)
    assert f"/{part}/…" in log.getvalue()
    assert token[:14] not in log.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize("typed", [str.lower, lambda token: token.replace("-", " ")])
def test_a_token_typed_otherwise_is_left_out_too(
    cast: Cast, log: io.StringIO, typed: object
) -> None:
    token = typed(new_token())
    assert Client().get(f"/recovery/{token}/").status_code == 404
    assert "/recovery/…" in log.getvalue()
    assert not any(group in log.getvalue() for group in (token[:9], token[-9:]))


@pytest.mark.django_db
def test_a_refused_form_and_a_fault_are_logged_without_it(
    cast: Cast, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = new_token()
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    assert client.post("/recovery/password/", {"code": token}).status_code == 403
    monkeypatch.setattr("balai.people.tokens.hash_of", _breaks)
    monkeypatch.setattr("balai.people.views.render", _breaks)
    browser = Client(raise_request_exception=False)
    assert opened(browser, f"/recovery/password/#{token}").status_code == 500
    assert "ValueError" in log.getvalue()
    assert token[:14] not in log.getvalue()


def _breaks(*given: object, **_named: object) -> None:
    raise ValueError(f"This page broke: {given}.")


def test_other_words_are_written_as_they_are(log: io.StringIO) -> None:
    logging.getLogger("balai").warning("a reader broke: %s", "at /sources/1/")
    assert log.getvalue().endswith("WARNING balai: a reader broke: at /sources/1/\n")
