"""Refused requests stand in the log: where, why and by whose account, and nothing of the person."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils.functional import SimpleLazyObject
from django.utils.log import log_response

import balai
from balai.core.audience import Level
from balai.people import actions
from balai.people.models import Account
from tests.config.test_log import log  # noqa: F401 - a fixture
from tests.factories.library import one_of_each_level
from tests.people.browser import answered
from tests.personas import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_counted() -> None:
    cache.clear()


def forbidden(cast: Cast, browser: Client) -> str:
    hidden = one_of_each_level(cast)[Level.RED].source
    browser.get(f"/sources/{hidden}/")
    return f"Not Found: /sources/{hidden}/ (not-found, "


def not_a_steward(cast: Cast, browser: Client) -> str:
    browser.post("/steward/invitations/", {"email": "x@example.org"})
    return "Not Found: /steward/invitations/ (not-found, "


def without_token(cast: Cast, browser: Client) -> str:
    browser.handler.enforce_csrf_checks = True
    browser.post("/account/me/", {"name": "Mallory Quellmann"})
    return "Forbidden (CSRF cookie not set.): /account/me/ ("


def from_another_site(cast: Cast, browser: Client) -> str:
    browser.handler.enforce_csrf_checks = True
    browser.post("/account/me/", {}, headers={"Origin": "https://elsewhere.example"})
    return (
        "Forbidden (Origin checking failed - https://elsewhere.example does not match any "
        "trusted origins.): /account/me/ ("
    )


def too_often(cast: Cast, browser: Client) -> str:
    for _ in range(31):
        browser.get("/invitation/")
    return "Too Many Requests: /invitation/ (too-often, "


def replayed(cast: Cast, browser: Client) -> str:
    made = actions.invite(
        viewer=cast.viewer("amina"),
        email="gita@example.org",
        organisation=cast.a,
        roles=["reader"],
    )
    fields = {"name": "Gita Quellmann", "password": "market roof lantern river"}
    answered(Client(), made.path, fields)
    answered(browser, made.path, fields)
    return "Gone: /invitation/ ("


REFUSED = (forbidden, without_token, from_another_site, too_often, replayed)


@pytest.mark.asvs("16.3.2", "16.3.3")
@pytest.mark.parametrize(
    ("refused", "name"),
    [
        *((each, name) for each in REFUSED for name in ("esther", "dina")),
        (not_a_steward, "esther"),  # whoever is signed out is asked to sign in
    ],
)
def test_what_is_refused_is_logged_with_the_account_and_no_name(
    cast: Cast,
    log: io.StringIO,  # noqa: F811
    refused: Callable[[Cast, Client], str],
    name: str,
) -> None:
    browser = cast.client_for(name)
    browser.defaults["REMOTE_ADDR"] = "192.0.2.77"
    whose = f"account {cast.account('esther')})" if name == "esther" else "no account)"
    expected = refused(cast, browser)
    lines = [each for each in log.getvalue().splitlines() if f"{expected}{whose}" in each]
    assert len(lines) == 1, log.getvalue()
    assert re.match(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} WARNING django\.", lines[0])
    for word in ("@", "quellmann", "192.0.2.77"):
        assert word not in log.getvalue().lower()


def test_a_page_that_breaks_is_logged_without_who_was_reading(
    cast: Cast,
    log: io.StringIO,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    browser = cast.client_for("esther")
    browser.raise_request_exception = False
    monkeypatch.setattr("balai.people.views.render", None)
    assert browser.get("/account/me/").status_code == 500
    assert "Internal Server Error: /account/me/\n" in log.getvalue()
    assert cast.account("esther") not in log.getvalue()


def test_a_line_in_the_log_asks_the_database_nothing(
    log: io.StringIO,  # noqa: F811
    django_assert_num_queries: Callable[[int], object],
) -> None:
    """Whoever has not been looked up by then is not looked up for the log."""
    request = RequestFactory().get("/not-there/")
    request.user = SimpleLazyObject(lambda: Account.objects.get(pk="x"))
    with django_assert_num_queries(0):
        log_response(
            "Not Found: %s", request.path, request=request, response=HttpResponse(status=404)
        )
    assert "Not Found: /not-there/ (no account)" in log.getvalue()


def test_a_refused_sign_in_is_logged_without_whose(
    cast: Cast,
    log: io.StringIO,  # noqa: F811
) -> None:
    for login in (cast.email("esther"), "nobody@example.org"):
        Client().post("/account/login/", {"login": login, "password": "a wrong password"})
    lines = log.getvalue().splitlines()
    assert [each.partition("WARNING ")[2] for each in lines] == [
        "balai.people.adapter: a sign-in was refused"
    ] * 2


_HANDLERS = """
import json, logging, django
django.setup()
from django.urls import get_resolver
get_resolver().url_patterns
names = [None, *logging.root.manager.loggerDict]
print(json.dumps([
    [each.name, type(handler).__name__, getattr(getattr(handler, "stream", None), "name", "")]
    for each in map(logging.getLogger, names) for handler in each.handlers
    if not isinstance(handler, logging.NullHandler)
]))
"""


@pytest.mark.asvs("16.2.3")
def test_the_log_is_written_to_standard_error_and_nowhere_else(tmp_path: Path) -> None:
    """Asked of a process of its own: pytest puts handlers into this one."""
    told = subprocess.run(
        [sys.executable, "-c", _HANDLERS],
        env={"BALAI_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "balai.config.settings"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(told.stdout) == [["root", "StreamHandler", "<stderr>"]]


@pytest.mark.asvs("16.2.3")
def test_nothing_in_the_code_adds_a_further_one() -> None:
    """The server's own log of who asked for what stays off: granian keeps one only where told."""
    added = re.compile(r"addHandler|FileHandler|SysLogHandler|basicConfig|log_access|access_log")
    found = [
        str(path)
        for path in Path(balai.__file__).parent.rglob("*.py")
        if added.search(path.read_text("utf-8"))
    ]
    assert found == []
