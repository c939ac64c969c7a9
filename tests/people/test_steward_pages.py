import re
import time
from collections.abc import Callable
from smtplib import SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from balai.foundation.clock import now
from balai.foundation.journal.export import prove, read
from balai.foundation.journal.queries import head
from balai.foundation.models import Task, TaskState
from balai.people import actions, handouts
from balai.people.models import Account, Membership, Organisation
from balai.people.queries import link, operator
from tests.people.browser import opened, rows_in
from tests.personas import Cast

pytestmark = pytest.mark.django_db
MIX = re.compile(r"http://testserver(/(?:invitation|recovery/password)/#[0-9A-Z-]+)")


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


def made_path(page: Any) -> str:
    found = MIX.search(page.content.decode())
    assert found, page.content.decode()
    return found[1]


def test_an_invitation_gives_a_sheet_in_four_languages_once(cast: Cast) -> None:
    browser = cast.client_for("farid")
    page = browser.post(
        "/steward/invitations/",
        {"email": "gita@example.org", "organisation": cast.b, "roles": ["reviewer"]},
    )
    body = page.content.decode()
    assert rows_in(page) == []
    for language in ("en", "ms", "fr", "nl"):
        assert f'<section lang="{language}"' in body
    assert body.count("Harbour City Police") >= 4
    assert 'src="data:image/svg+xml;base64,' in body
    assert "style=" not in body
    path = made_path(page)
    assert link("invitation", path.partition("#")[2]).email == "gita@example.org"
    listed = browser.get("/steward/invitations/").content.decode()
    assert "gita@example.org" in listed
    assert path not in listed
    assert page.headers["Cache-Control"] == "private, no-store"


def test_a_convenor_invites_readers_of_the_own_organisation(cast: Cast) -> None:
    browser, address = cast.client_for("amina"), f"/organisations/{cast.a}/"
    assert [value for value, _ in browser.get(address).context["form"].fields["roles"].choices] == [
        "reader",
        "contributor",
    ]
    asked = {"email": "gita@example.org", "organisation": cast.a, "roles": ["reader"]}
    assert link("invitation", made_path(browser.post(address, asked)).partition("#")[2]).is_open
    for forged in ({"roles": ["convenor"]}, {"organisation": cast.b}, {"organisation": "node"}):
        page = browser.post(address, asked | forged)
        assert page.status_code == 200
        assert page.context["form"].errors
    (shown,) = browser.get(address).context["open_invitations"]
    back = browser.post(f"/invitations/{shown.id}/withdraw/", {"organisation": cast.a})
    assert back.headers["Location"] == address
    assert browser.get(address).context["open_invitations"] == ()


def test_mail_is_offered_only_where_there_is_a_mail_server(
    cast: Cast, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    browser = cast.client_for("farid")
    asked = {
        "email": "gita@example.org",
        "organisation": cast.b,
        "roles": ["reader"],
        "by_mail": "on",
    }
    browser.post("/steward/invitations/", asked)
    assert mail.outbox == []
    settings.BALAI = replace(settings.BALAI, mail="smtp://mail.example.org")
    page = browser.post("/steward/invitations/", asked)
    (message,) = mail.outbox
    assert message.to == ["gita@example.org"]
    assert made_path(page) in message.body

    def broken(*arguments: object, **named: object) -> None:
        raise SMTPServerDisconnected("gone")

    monkeypatch.setattr("balai.people.stewardship.inviting.send_mail", broken)
    page = browser.post("/steward/invitations/", asked)
    assert "could not be sent" in page.content.decode()
    assert made_path(page)


def test_a_public_address_is_the_one_that_is_printed(cast: Cast, settings: Any) -> None:
    from dataclasses import replace

    settings.BALAI = replace(settings.BALAI, public_url="https://balai.example.org/")
    page = cast.client_for("farid").post(f"/steward/people/{cast.account('budi')}/recover/")
    assert page.context["sheet"].address.startswith("https://balai.example.org/recovery/password/#")


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


def test_organisations_are_added_named_and_linked(cast: Cast) -> None:
    browser = cast.client_for("farid")
    taken = browser.post("/steward/organisations/", {"name": "harbour city police"})
    assert taken.context["form"].errors.keys() == {"name"}
    made = browser.post("/steward/organisations/", {"name": "River Police", "country": "FR"})
    address = made.headers["Location"]
    assert "River Police" in browser.get(address).content.decode()
    browser.post(f"{address}name/", {"name": "River & Lake Police", "country": "BE"})
    assert "River &amp; Lake Police" in browser.get(address).content.decode()
    browser.post(f"{address}clients/", {"clients": [cast.b], "described": "Those we train"})
    page = browser.get(address)
    assert "Those we train" in page.content.decode()
    assert page.context["clients"] == ("Harbour City Police",)
    assert "Harbour City Police" in browser.get("/steward/organisations/").content.decode()
    page = browser.get(f"{address}clients/")
    assert page.context["form"].initial["clients"] == [cast.b]
    assert browser.post(f"{address}clients/", {"clients": ["x"]}).context["form"].errors


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


def test_the_node_is_put_in_words(cast: Cast) -> None:
    browser = cast.client_for("farid")
    browser.post("/steward/node/", {"name": "Straits", "community": "Police & friends"})
    assert "Police &amp; friends" in browser.get("/steward/node/").content.decode()
    assert browser.post("/steward/node/", {"name": "<b>"}).context["form"].errors


def test_stuck_work_is_listed_and_tried_again(cast: Cast) -> None:
    row = Task.objects.create(key="k", name="a.read_source", state=TaskState.STUCK, error="boom")
    browser = cast.client_for("farid")
    assert "boom" in browser.get("/steward/").content.decode()
    browser.post(f"/steward/tasks/{row.pk}/retry/")
    assert "boom" not in browser.get("/steward/").content.decode()


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


@pytest.mark.asvs("16.2.1")
def test_oversight_reads_what_happened_and_no_content(cast: Cast) -> None:
    actions.make_organisation(viewer=cast.viewer("farid"), name="Secret Squad")
    actions.ask_recovery(email=cast.email("budi"))
    page = cast.client_for("omar").get("/journal/")
    body = page.content.decode()
    assert [each.kind for each in page.context["shown"]] == [
        "people.recovery-asked",
        "people.organisation-made",
    ]
    assert page.context["shown"][1].actor == "Farid"
    assert "Secret Squad" not in body
    assert "budi@" not in body
    assert page.context["head"] in body
    assert 'href="/steward/' not in body  # no tabs that lead nowhere


def test_the_journal_comes_in_pages(cast: Cast) -> None:
    for number in range(105):
        actions.open_registration(viewer=cast.viewer("farid"), is_open=bool(number % 2))
    browser = cast.client_for("omar")
    first = browser.get("/journal/").context
    second = browser.get(f"/journal/?before={first['older']}").context
    assert (len(first["shown"]), len(second["shown"]), second["older"]) == (100, 5, None)
    assert first["shown"][-1].seq == second["shown"][0].seq + 1
    for odd in ("x", "-1", "9" * 40, "0"):
        assert browser.get(f"/journal/?before={odd}").status_code == 200


def test_the_journal_is_narrowed_by_kind_and_day(cast: Cast) -> None:
    actions.make_organisation(viewer=cast.viewer("farid"), name="Harbour Watch")
    actions.ask_recovery(email=cast.email("budi"))
    browser = cast.client_for("omar")

    def kinds(**asked: str) -> list[str]:
        return [each.kind for each in browser.get("/journal/", asked).context["shown"]]

    everything = ["people.recovery-asked", "people.organisation-made"]
    today = f"{now():%Y-%m-%d}"
    assert kinds(kind="people.recovery-asked") == everything[:1]
    assert kinds(since=today, until=today) == everything
    assert kinds(until="2001-01-01") == []
    assert kinds(since="2999-01-01") == []
    assert kinds(kind="no-kind", since="yesterday") == everything


@pytest.mark.parametrize("suffix", ["jsonl", "csv"])
@pytest.mark.asvs("16.2.4")
def test_the_journal_leaves_the_node_with_its_hashes(cast: Cast, suffix: str) -> None:
    actions.make_organisation(viewer=cast.viewer("farid"), name="Harbour Watch")
    actions.ask_recovery(email=cast.email("budi"))
    address = f"/journal/export.{suffix}"
    for who in ("amina", "budi"):
        assert _freshly(cast, who).get(address).status_code == 404
    answer = _freshly(cast, "omar").get(address)
    assert "attachment" in answer.headers["Content-Disposition"]
    text = answer.getvalue().decode()
    proof = prove(read(text.splitlines(keepends=True)))
    assert (proof.entries, proof.fault, proof.is_whole) == (2, None, True)
    assert proof.head == head()
    assert "Harbour" not in text
    assert _freshly(cast, "omar").get("/journal/export.xml").status_code == 404


def _freshly(cast: Cast, who: str) -> Client:
    """Return a browser whose holder has just confirmed who they are."""
    browser = cast.client_for(who)
    session = browser.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
    session.save()
    return browser


def test_taking_the_journal_out_asks_who_it_is(cast: Cast) -> None:
    browser = cast.client_for("omar")
    session = browser.session
    session["account_authentication_methods"] = []
    session.save()
    answer = browser.get("/journal/export.csv")
    assert answer.status_code == 302
    assert "reauthenticate" in answer.headers["Location"]


def test_a_role_of_ones_own_leads_back_to_ones_own_account(cast: Cast) -> None:
    answer = cast.client_for("omar").post(
        f"/people/{cast.account('omar')}/role/",
        {"do": "take", "role": "oversight", "organisation": "node"},
    )
    assert answer.headers["Location"] == "/account/me/"
    assert cast.viewer("omar").roles == frozenset()


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


@pytest.mark.parametrize("is_recovery", [False, True])
def test_handouts_are_complete_in_every_language(is_recovery: bool) -> None:
    from datetime import UTC, datetime

    sheet = handouts.handout(
        address="https://balai.example.org/invitation/#ABCD",
        expires=datetime(2026, 12, 6, tzinfo=UTC),
        node="Straits {node}",
        place="Harbour",
        is_recovery=is_recovery,
    )
    assert [each.language for each in sheet.explained] == ["en", "ms", "fr", "nl", "ar"]
    for each, date in zip(
        sheet.explained,
        (
            *("6 December 2026", "6 Disember 2026", "6 décembre 2026", "6 december 2026"),
            "6 ديسمبر 2026",
        ),
        strict=True,
    ):
        assert "Straits {node}" in each.title
        assert ("Harbour" in each.text) is not is_recovery
        assert date in each.text
        assert "{" not in each.text.replace("{node}", "")


def test_the_words_of_a_node_are_written_for_one_more_language(cast: Cast) -> None:
    browser, address = cast.client_for("farid"), "/steward/node/"
    page = browser.get(f"{address}?in=fr").content.decode()
    assert "Left empty: “Les membres" in page or "Left empty: “Membres" in page
    assert 'name="contact"' not in page
    answer = browser.post(f"{address}?in=fr", {"purpose": "Apprendre ensemble."})
    assert answer.headers["Location"] == f"{address}?in=fr"
    for language, shown in (("fr", True), ("en", False)):
        about = browser.get("/about/privacy/", headers={"accept-language": language})
        assert ("Apprendre ensemble." in about.content.decode()) is shown
    refused = browser.post(f"{address}?in=fr", {"name": "<b>"})
    assert refused.context["form"].errors["name"]
