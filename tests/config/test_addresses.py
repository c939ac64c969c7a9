"""Nothing sensitive stands in an address: proxies, logs and histories keep addresses."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from balai.knowledge.voice.actions import contests
from balai.people import actions
from balai.people.queries import operator
from tests.config.test_hardening import OF_PEOPLE, _has
from tests.factories.library import one_of_each_level
from tests.knowledge.voice.shelf import lesson_at
from tests.people.browser import opened
from tests.personas import Cast
from tests.test_visibility_matrix import (
    LISTS,
    OF_A_LESSON,
    OF_A_SOURCE,
    REVIEWERS_ONLY,
    address,
    body_of,
)
from tests.web.forms import forms_of

pytestmark = pytest.mark.django_db
SECRET = re.compile(r"token|password|secret|code|csrf|key$", re.IGNORECASE)


OF_TERMS = [
    ("join/<str:code>/", "code"),
    ("browse/<str:axis>/<str:code>/", "code"),
    ("browse/<str:axis>/<str:code>/export.<str:suffix>", "code"),
]
"""Codes that everybody may know: those of the vocabulary, and that of a room, which stands on its
projector, opens nothing once the room is closed, and is no participant's token."""


def arguments(patterns: list[URLPattern | URLResolver]) -> Iterator[tuple[str, str]]:
    for each in patterns:
        if isinstance(each, URLResolver):
            yield from arguments(each.url_patterns)
        else:
            yield from ((str(each.pattern), name) for name in each.pattern.converters)


@pytest.mark.asvs("14.2.1")
def test_no_route_takes_a_secret_in_its_path() -> None:
    found = list(arguments(get_resolver().url_patterns))
    assert len(found) > 20
    assert [each for each in found if SECRET.search(each[1]) and each not in OF_TERMS] == []


def links(cast: Cast) -> dict[str, str]:
    viewer = operator()
    invited = actions.invite(
        viewer=viewer, email="g@example.org", organisation=cast.a, roles=["reader"]
    )
    contested = contests.contest(
        viewer=cast.viewer("dina"),
        record_kind="lesson",
        record_id=lesson_at(cast),
        ground="wrong",
        wanted="answer",
        text="They were not asked.",
        language="en",
    )
    return {
        "invitation": invited.path,
        "recovery": actions.make_recovery_link(viewer=viewer, account_id=cast.account("budi")).path,
        "sign-in": actions.sign_in_link(viewer=viewer, account_id=cast.account("budi")).path,
        "contest-link": contested.path,
    }


@pytest.mark.asvs("14.2.1", "14.2.4")
def test_a_links_token_stands_behind_the_sign_and_lies_sealed_afterwards(cast: Cast) -> None:
    for route, link in links(cast).items():
        path, sign, token = link.partition("#")
        assert (path, sign) == (reverse(route), "#")
        assert len(token) > 50
        browser = Client()
        assert "Code" in browser.get(path).content.decode()
        page = opened(browser, link)
        assert page.status_code == 200
        assert token not in page.content.decode()
        kept = [json.dumps(row.get_decoded()) for row in Session.objects.all()]
        assert any("links_in_hand" in each for each in kept)
        assert not any(token in each or token.replace("-", "") in each for each in kept)


@pytest.mark.asvs("14.2.1")
@pytest.mark.parametrize("name", ["amina", "farid", "dina"])
def test_no_form_puts_a_secret_into_its_address(cast: Cast, name: str) -> None:
    told = next(iter(one_of_each_level(cast).values()))
    cases = {**LISTS, **OF_A_SOURCE, **OF_A_LESSON, **REVIEWERS_ONLY}
    addresses = [address(route, given, told) for route, given in cases.items()]
    client, asking = cast.client_for(name), 0
    for where in [*addresses, *(reverse(each) for each in OF_PEOPLE if _has(each))]:
        response = client.get(where)
        if not response.headers["Content-Type"].startswith("text/html"):
            continue
        for form in forms_of(body_of(response).decode()):
            if form.method == "get":
                asking += 1
                assert [each for each in form.names if SECRET.search(each)] == [], where
    assert asking >= 2
