"""What every page says to browsers, and what comes of text that is meant to harm."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.library import one_of_each_level
from tests.personas import Cast
from tests.test_visibility_matrix import (
    ABSENT,
    LISTS,
    OF_A_LESSON,
    OF_A_SOURCE,
    REVIEWERS_ONLY,
    address,
    body_of,
)

pytestmark = pytest.mark.django_db
OF_PEOPLE = (
    "me",
    "account_login",
    "ask-recovery",
    "account_change_password",
    "mfa_index",
    "usersessions_list",
    "steward",
    "steward-people",
    "steward-invitations",
    "steward-organisations",
    "steward-node",
    "journal",
    "case",
)
WHOLE = {"content-security-policy", "x-content-type-options", "referrer-policy"} | {
    "cross-origin-opener-policy",
    "cross-origin-resource-policy",
    "permissions-policy",
    "x-frame-options",
    "cache-control",
}


class InlineCode(HTMLParser):
    """Collects what the content policy would refuse."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        kind = named.get("type") or ""
        if tag == "script" and not named.get("src") and "json" not in kind:
            self.found.append("script without src")
        if tag in {"style", "base", "object", "embed", "iframe"}:
            self.found.append(tag)
        for name, value in attrs:
            if name == "style" or name.startswith("on"):
                self.found.append(f"{tag} {name}")
            if name in {"href", "src", "action", "formaction"}:
                address = (value or "").strip().lower()
                if address.startswith(("javascript:", "vbscript:", "//")) or (
                    address.startswith("data:") and tag != "img"
                ):
                    self.found.append(f"{tag} {name}={value}")


def inline_code(page: str) -> list[str]:
    parser = InlineCode()
    parser.feed(page)
    return parser.found


def test_inline_code_would_be_found() -> None:
    page = "<p onclick='x'>a</p><script>1</script><a href='javascript:x'>b</a><i style='a:b'>c</i>"
    assert len(inline_code(page)) == 4
    assert inline_code("<script src='/static/a.js'></script><a href='/x'>y</a>") == []


@pytest.mark.asvs("3.4.3", "3.4.4", "3.4.5", "3.4.6", "3.5.8", "4.1.1", "14.2.3", "14.3.2")
@pytest.mark.parametrize("name", ["amina", "farid", "dina"])
def test_every_page_has_every_header_and_no_inline_code(cast: Cast, name: str) -> None:
    told = next(iter(one_of_each_level(cast).values()))
    client = cast.client_for(name)
    cases = {**LISTS, **OF_A_SOURCE, **OF_A_LESSON, **REVIEWERS_ONLY}
    addresses = [address(route, given, told) for route, given in cases.items()]
    addresses += [reverse(each) for each in OF_PEOPLE if _has(each)]
    addresses += [reverse("about", args=["privacy"]), "/none/", f"/lessons/{ABSENT}/"]
    pages = 0
    for where in addresses:
        response = client.get(where)
        present = {each.lower() for each in response.headers}
        assert present >= WHOLE, (where, WHOLE - present)
        policy = response.headers["Content-Security-Policy"]
        assert "unsafe" not in policy, where
        kind = response.headers["Content-Type"]
        assert not kind.startswith("text/") or "charset=utf-8" in kind.lower(), where
        if kind.startswith("text/html"):
            assert inline_code(body_of(response).decode()) == [], where
            pages += 1
    assert pages >= 20


def _has(route: str) -> bool:
    from django.urls import NoReverseMatch

    try:
        reverse(route)
    except NoReverseMatch:
        return False
    return True


@pytest.mark.asvs("3.3.1", "3.3.3", "3.3.4", "3.4.1", "3.3.2")
def test_behind_https_cookies_are_of_this_host_alone(tmp_path: Path) -> None:
    code = (
        "import json; from balai.config import settings as s; print(json.dumps([s.SESSION_COOKIE_"
        "NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, "
        "s.LANGUAGE_COOKIE_SECURE, s.LANGUAGE_COOKIE_NAME, s.SESSION_COOKIE_HTTPONLY, "
        "s.SESSION_COOKIE_SAMESITE, "
        "s.SECURE_HSTS_SECONDS]))"
    )
    environment = dict(os.environ, BALAI_HOME=str(tmp_path), BALAI_PUBLIC_URL="https://b.example")
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == [
        "__Host-session", "__Host-csrf", True, True, True, "__Host-language", True, "Lax",
        31_536_000,
    ]  # fmt: skip


@pytest.mark.asvs("2.2.1")
def test_a_name_is_kept_without_what_cannot_be_seen(cast: Cast) -> None:
    from balai.people.models import Account

    client = cast.client_for("budi")
    client.post(reverse("me"), {"name": "Bu\u202edi\x07 the\x00 first", "language": "en"})
    assert Account.objects.get(pk=cast.account("budi")).name == "Budi the first"


@pytest.mark.asvs("13.4.4", "4.1.4", "8.2.2")
@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "TRACE", "PUT", "DELETE", "PATCH"])
def test_other_methods_tell_nothing_of_what_is_there(cast: Cast, method: str) -> None:
    told = one_of_each_level(cast)
    for route, given in {**OF_A_SOURCE, **OF_A_LESSON}.items():
        absent = Client().generic(method, address(route, given, None))
        for each in told.values():
            page = Client().generic(method, address(route, given, each))
            if method == "HEAD" and page.status_code == 200:
                continue  # CLEAR
            assert page.status_code == absent.status_code, (route, method)
            assert page.content == absent.content
            assert set(page.headers) == set(absent.headers)


@pytest.mark.asvs("4.1.4", "3.5.3")
def test_a_method_cannot_be_put_in_the_place_of_another(cast: Cast) -> None:
    client = cast.client_for("budi")
    address = reverse("leave-role")
    for smuggled in ({"_method": "POST"}, {"method": "POST"}):
        assert client.get(address, smuggled).status_code == 405
    assert client.get(address, headers={"X-HTTP-Method-Override": "POST"}).status_code == 405


@pytest.mark.asvs("2.2.2")
def test_a_strange_host_name_is_not_answered(cast: Cast) -> None:
    response = Client().get("/", headers={"Host": "evil.example"})
    assert response.status_code == 400
    assert b"evil" not in response.content


@pytest.mark.asvs("3.7.2", "1.2.2")
@pytest.mark.parametrize(
    "onward",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "https:evil.example",
    ],
)
def test_nobody_is_led_on_to_another_site(cast: Cast, onward: str) -> None:
    from tests.personas import PASSWORD

    client = Client()
    fields = {"login": cast.email("budi"), "password": PASSWORD, "next": onward}
    signed_in = client.post(reverse("account_login") + f"?next={onward}", fields)
    assert signed_in.status_code == 302
    assert "evil" not in signed_in.headers["Location"]
    assert "javascript" not in signed_in.headers["Location"]
    chosen = client.post(reverse("set_language"), {"language": "fr", "next": onward})
    assert "evil" not in chosen.headers["Location"]


@pytest.mark.asvs("3.2.1", "5.3.1", "5.4.1", "14.3.2")
def test_a_file_is_served_so_that_nothing_in_it_runs(cast: Cast) -> None:
    for each in one_of_each_level(cast).values():
        response = cast.client_for("amina").get(reverse("source-original", args=[each.source]))
        if response.status_code != 200:
            continue
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert response.headers["Cache-Control"] == "private, no-store"
        kind, disposition = (
            response.headers[each] for each in ("Content-Type", "Content-Disposition")
        )
        may_show = kind in {"application/pdf", "text/plain; charset=utf-8"}
        assert may_show or disposition.startswith("attachment"), kind
        assert may_show or kind == "application/octet-stream"
