"""The pages of people: helping somebody, giving and taking roles, long lists."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from balai.foundation.models import Task, TaskState
from balai.people import actions
from balai.people.models import Account, Membership, Organisation
from balai.people.queries import operator
from tests.people.browser import made_path, opened
from tests.personas import Cast

pytestmark = pytest.mark.django_db


def test_a_steward_helps_and_manages_a_person(cast: Cast) -> None:
    browser, budi = cast.client_for("farid"), cast.account("budi")
    actions.ask_recovery(email=cast.email("budi"))
    assert "asks for a new password" in browser.get("/steward/people/").content.decode()
    assert "Something waits for you" in browser.get("/steward/").content.decode()
    sheet = browser.post(f"/steward/people/{budi}/recover/")
    assert opened(Client(), made_path(sheet)).status_code == 200
    role = f"/people/{budi}/role/"
    back = browser.post(role, {"do": "give", "role": "reviewer", "organisation": cast.a})
    assert back.headers["Location"] == f"/steward/people/{budi}/"
    browser.post(role, {"do": "give", "role": "oversight", "organisation": "node"})
    browser.post(role, {"do": "take", "role": "contributor", "organisation": cast.a})
    assert cast.viewer("budi").roles == {("reviewer", cast.a), ("oversight", "")}
    wrong = browser.post(
        role, {"do": "give", "role": "steward", "organisation": cast.a}, follow=True
    )
    assert "Choose at least one role that is held here" in wrong.content.decode()
    assert browser.post(role, {"do": "give", "role": "king"}).status_code == 400
    assert browser.get(role).status_code == 405
    browser.post(f"/steward/people/{budi}/close/")
    assert browser.get(f"/steward/people/{budi}/").status_code == 404


def test_a_convenor_gives_and_takes_with_buttons(cast: Cast) -> None:
    browser, role = cast.client_for("amina"), f"/people/{cast.account('budi')}/role/"
    back = browser.post(role, {"do": "give", "role": "reader", "organisation": cast.a})
    assert back.headers["Location"] == f"/organisations/{cast.a}/"
    browser.post(role, {"do": "take", "role": "contributor", "organisation": cast.a})
    assert cast.viewer("budi").roles == {("reader", cast.a)}


@pytest.mark.asvs("8.2.3")
def test_members_do_not_see_addresses(cast: Cast) -> None:
    body = cast.client_for("budi").get(f"/organisations/{cast.a}/").content.decode()
    assert "Amina" in body
    assert "amina@example.org" not in body
    assert "Chen" not in body
    assert (
        "budi@example.org"
        in cast.client_for("amina").get(f"/organisations/{cast.a}/").content.decode()
    )


@pytest.mark.asvs("8.2.3")
def test_how_somebody_signs_in_is_for_stewards(cast: Cast) -> None:
    actions.ask_recovery(email=cast.email("budi"))
    address = f"/organisations/{cast.a}/"
    seen = {
        who: any(
            each.asks_recovery or each.last_seen or each.second_step
            for each in cast.client_for(who).get(address).context["shown"].people
        )
        for who in ("amina", "budi", "farid")
    }
    assert seen == {"amina": False, "budi": False, "farid": True}


def test_the_last_steward_is_told_why_the_role_stays(cast: Cast) -> None:
    page = cast.client_for("farid").post(
        f"/people/{cast.account('farid')}/role/",
        {"do": "take", "role": "steward", "organisation": "node"},
        follow=True,
    )
    assert "this is the last one" in page.content.decode()
    assert cast.viewer("farid").has("steward")


def test_a_role_of_ones_own_leads_back_to_ones_own_account(cast: Cast) -> None:
    answer = cast.client_for("omar").post(
        f"/people/{cast.account('omar')}/role/",
        {"do": "take", "role": "oversight", "organisation": "node"},
    )
    assert answer.headers["Location"] == "/account/me/"
    assert cast.viewer("omar").roles == frozenset()


def more_people(cast: Cast, numbers: range) -> None:
    for number in numbers:
        account = Account.objects.create_user(f"m{number}@example.org", None, name=f"M {number}")
        place = Organisation.objects.create(name=f"Place {number}")
        place.clients.add(cast.a)
        for role, where in (("contributor", cast.a), ("reviewer", place.pk)):
            Membership.objects.create(account=account, role=role, organisation_id=where)
        actions.invite(
            viewer=operator(), email=f"n{number}@example.org", organisation=cast.a, roles=["reader"]
        )
        actions.ask_recovery(email=account.email)
        Task.objects.create(key=f"t{number}", name="a.b", state=TaskState.STUCK)


def counted(browser: Client, address: str) -> int:
    browser.get(address)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert browser.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize(
    ("who", "address_of"),
    [
        ("farid", lambda cast: "/steward/"),
        ("farid", lambda cast: "/steward/people/"),
        ("farid", lambda cast: "/steward/invitations/"),
        ("farid", lambda cast: "/steward/organisations/"),
        ("omar", lambda cast: "/journal/"),
        ("farid", lambda cast: f"/organisations/{cast.a}/"),
        ("budi", lambda cast: f"/organisations/{cast.a}/"),
        ("amina", lambda cast: f"/organisations/{cast.a}/"),
        ("amina", lambda cast: f"/organisations/{cast.a}/clients/"),
        ("budi", lambda cast: "/account/me/"),
    ],
)
def test_lists_grow_without_more_queries(
    cast: Cast, who: str, address_of: Callable[[Cast], str]
) -> None:
    browser, address = cast.client_for(who), address_of(cast)
    more_people(cast, range(1))
    before = counted(browser, address)
    more_people(cast, range(1, 4))
    assert counted(browser, address) == before <= 24


def test_long_lists_come_in_pages(cast: Cast) -> None:
    Account.objects.bulk_create(
        Account(email=f"p{number}@example.org", name=f"P {number:03}") for number in range(60)
    )
    browser = cast.client_for("farid")
    first = browser.get("/steward/people/").context["shown"]
    second = browser.get("/steward/people/?page=2").context["shown"]
    assert (len(first.people), first.has_more) == (50, True)
    assert (len(second.people), second.first, second.total) == (16, 51, 66)
    assert not {p.account_id for p in first.people} & {p.account_id for p in second.people}
    for odd in ("0", "-1", "x", "999999", "1" * 50):
        assert browser.get(f"/steward/people/?page={odd}").status_code == 200
