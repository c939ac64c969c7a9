"""Who opens which page, who changes what, and what everybody else is told."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from balai.people.models import Account, Membership, Organisation
from tests.people.browser import rows_in
from tests.personas import Cast

pytestmark = pytest.mark.django_db


def pages_of(cast: Cast) -> dict[str, tuple[str, set[str]]]:
    """Return every page that can be opened, with who may open it besides the signed out."""
    a = cast.a
    return {
        "overview": ("/steward/", {"farid"}),
        "people": ("/steward/people/", {"farid"}),
        "person": (f"/steward/people/{cast.account('budi')}/", {"farid"}),
        "invitations": ("/steward/invitations/", {"farid"}),
        "organisations": ("/steward/organisations/", {"farid"}),
        "node": ("/steward/node/", {"farid"}),
        "journal": ("/journal/", {"farid", "omar"}),
        "members": (f"/organisations/{a}/", {"farid", "amina", "budi"}),
        "clients": (f"/organisations/{a}/clients/", {"farid", "amina"}),
        "rename": (f"/organisations/{a}/name/", {"farid", "amina"}),
    }


def test_who_opens_which_page_and_that_no_row_is_in_a_context(cast: Cast) -> None:
    for name, (address, allowed) in pages_of(cast).items():
        assert Client().get(address).headers["Location"].startswith("/account/login/?next="), name
        for who in ("amina", "budi", "chen", "esther", "farid", "omar"):
            page = cast.client_for(who).get(address)
            assert page.status_code == (200 if who in allowed else 404), (name, who)
            assert rows_in(page) == [], (name, who)


def without_tokens(page: Any) -> bytes:
    return re.sub(rb'value="\w{64}"', b"", page.content)


@pytest.mark.asvs("8.2.2")
def test_absent_and_forbidden_are_the_same_bytes(cast: Cast) -> None:
    browser = cast.client_for("chen")
    for pattern in ("/organisations/{}/", "/organisations/{}/clients/", "/steward/people/{}/"):
        there, nowhere = (
            without_tokens(browser.get(pattern.format(each))).replace(each.encode(), b"")
            for each in (cast.a, "0" * 26)
        )
        assert there == nowhere


POSTS = [
    ("/people/{budi}/role/", {"do": "give", "role": "reviewer", "organisation": "{a}"}),
    ("/people/{budi}/role/", {"do": "take", "role": "contributor", "organisation": "{a}"}),
    ("/people/{budi}/role/", {"do": "give", "role": "steward", "organisation": "node"}),
    ("/steward/people/{budi}/recover/", {}),
    ("/steward/people/{budi}/second-step/", {}),
    ("/steward/people/{budi}/close/", {}),
    (
        "/steward/invitations/",
        {"email": "g@example.org", "organisation": "{a}", "roles": ["reader"]},
    ),
    ("/steward/organisations/", {"name": "New"}),
    ("/steward/node/", {"name": "New", "community": "x"}),
    ("/steward/node/registration/", {"open": "yes"}),
    ("/steward/tasks/{a}/retry/", {}),
    ("/organisations/{a}/clients/", {"clients": ["{b}"]}),
    ("/organisations/{a}/name/", {"name": "Mine"}),
    ("/organisations/{a}/", {"email": "g@example.org", "organisation": "{a}", "roles": ["reader"]}),
]


@pytest.mark.parametrize(
    ("who", "address", "data"),
    [
        (who, address, data)
        for who in ("chen", "omar", "budi")
        for address, data in POSTS
        if (who, data.get("do")) != ("budi", "take")  # one may give up a role of one's own
    ],
)
@pytest.mark.asvs("8.2.1", "8.3.1")
def test_nobody_without_the_right_changes_anything(
    cast: Cast, who: str, address: str, data: dict[str, Any]
) -> None:
    names = {"a": cast.a, "b": cast.b, "budi": cast.account("budi")}
    filled = {
        key: [each.format(**names) for each in value]
        if isinstance(value, list)
        else value.format(**names)
        for key, value in data.items()
    }
    browser = cast.client_for(who)
    before = snapshot()
    answer = browser.post(address.format(**names), filled)
    assert answer.status_code in {200, 404}
    if answer.status_code == 200:  # a member sees the own organisation, and no form to invite
        assert (who, address) == ("budi", "/organisations/{a}/")
        assert "form" not in answer.context
    assert snapshot() == before
    assert Client().post(address.format(**names), filled).status_code == 302
    assert snapshot() == before


def snapshot() -> list[Any]:
    from balai.foundation.models import JournalEntry, NodeSetting
    from balai.people.models import OneTimeLink

    return [
        sorted(map(str, model.objects.values_list()))
        for model in (Account, Membership, Organisation, OneTimeLink, JournalEntry, NodeSetting)
    ]


@pytest.mark.asvs("1.2.1")
def test_hostile_names_are_shown_as_letters(cast: Cast) -> None:
    """Rows written before a rule existed are escaped all the same."""
    hostile = '"><img src=x onerror=alert(1)>'
    Account.objects.filter(pk=cast.account("budi")).update(name=hostile)
    Organisation.objects.filter(pk=cast.a).update(name=hostile)
    for who, address in (
        ("farid", "/steward/people/"),
        ("farid", f"/steward/people/{cast.account('budi')}/"),
        ("farid", "/steward/organisations/"),
        ("farid", "/steward/invitations/"),
        ("amina", f"/organisations/{cast.a}/"),
        ("amina", f"/organisations/{cast.a}/clients/"),
        ("budi", "/account/me/"),
    ):
        body = cast.client_for(who).get(address).content.decode()
        assert "<img src=x" not in body
        assert "&lt;img src=x" in body
