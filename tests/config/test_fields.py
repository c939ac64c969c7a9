"""What no field may take: markup, what cannot be seen, megabytes, choices that are none.

Every form of every page that a node shows is sent back; a new form is covered by being there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.config.test_hardening import inline_code
from tests.journeys.test_everywhere import places
from tests.kept import texts
from tests.personas import Cast
from tests.test_visibility_matrix import body_of
from tests.web.forms import Form, forms_of

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(300)]

HARMFUL = (
    "Reads <script>alert(1)</script> & <img src=x onerror=alert(2)> \u202egnp.exe\u202c"
    "\u0007\u2066 and\x00 goes on"
)
UNSEEN = re.compile("[\u202e\u2066\x07\x00]")
NONE_OFFERED = ("PURPLE", "AMBER\u202e+", "01ARZ3NDEKTSV4RRFFQ69G5FAV", "x" * 100_000)
"""A level, a code, an identifier that no form offers."""


def sent_back(cast: Cast) -> Iterator[tuple[Client, str, Form]]:
    """Yield each form of each page once, with the browser it is shown in and where it goes."""
    known = set()
    for route, place in places(cast).items():
        where, client = reverse(route, kwargs=place.given), cast.client_for(place.who)
        response = client.get(where)
        if not response.headers["Content-Type"].startswith("text/html"):
            continue
        for form in forms_of(body_of(response).decode()):
            target = form.action or where
            marks = (target, *form.names)
            if not form.action_is_final and marks not in known:
                known.add(marks)
                yield client, target, form


@pytest.fixture(autouse=True)
def _nothing_counted() -> None:
    cache.clear()


@pytest.mark.thorough
@pytest.mark.asvs("1.2.1", "2.2.1", "2.2.2")
def test_markup_and_unseen_characters_in_every_text_field(cast: Cast) -> None:
    fields, before = 0, len(list(texts()))
    for client, target, form in sent_back(cast):
        if not form.texts:
            continue
        fields += len(form.texts)
        method = client.post if form.method == "post" else client.get
        answer = method(target, form.values | dict.fromkeys(form.texts, HARMFUL), follow=True)
        assert answer.status_code < 500, target
        if not answer.headers["Content-Type"].startswith("text/html"):
            continue
        page = body_of(answer).decode()
        assert inline_code(page) == [], target
        assert "<script>alert" not in page, target
        assert not UNSEEN.search(page), target
    assert fields >= 45
    assert [where for where, value in texts() if UNSEEN.search(value)] == []
    assert sum("goes on" in value for _, value in texts()) >= 8
    assert len(list(texts())) > before


@pytest.mark.thorough
@pytest.mark.asvs("2.2.1", "2.2.2")
def test_what_no_field_offers_is_refused_and_changes_nothing(cast: Cast) -> None:
    fields = []
    for client, target, form in sent_back(cast):
        if form.method != "post":
            continue
        before = list(texts()) if form.choices else []
        for name in sorted(form.choices):
            fields.append((target, name))
            for wrong in NONE_OFFERED:
                sent = dict.fromkeys(form.texts, "Words.") | form.values | {name: wrong}
                answer = client.post(target, sent)
                assert answer.status_code in {200, 400}, (target, name, wrong[:10])
                assert answer.content.count(b"x") < len(NONE_OFFERED[-1]) / 4, (target, name)
                cache.clear()
        assert not form.choices or list(texts()) == before, target
    assert len(fields) >= 25


@pytest.mark.thorough
@pytest.mark.asvs("2.2.2")
def test_ten_megabytes_in_any_form_are_refused_in_words(cast: Cast) -> None:
    huge = "x" * 10_000_000
    forms = 0
    for client, target, form in sent_back(cast):
        if form.method != "post" or not form.texts:
            continue
        forms += 1
        before = list(texts())
        sent = "&".join(f"{key}={quote(value)}" for key, value in form.values.items())
        kind = "application/x-www-form-urlencoded"
        answer = client.post(target, f"{sent}&{form.texts[-1]}={huge}", content_type=kind)
        assert answer.status_code == 413, target
        assert "longer than this node takes" in unescape(answer.content.decode())
        assert list(texts()) == before, target
    assert forms >= 20


@pytest.mark.asvs("2.2.2")
def test_ten_megabytes_are_refused_in_either_encoding(cast: Cast) -> None:
    client = cast.client_for("budi")
    for content in ("application/x-www-form-urlencoded", None):
        body: object = "name=" + "x" * 10_000_000 if content else {"name": "x" * 10_000_000}
        options = {"content_type": content} if content else {}
        response = client.post(reverse("me"), body, **options)
        assert response.status_code == 413
        assert "longer than this node takes" in response.content.decode()
