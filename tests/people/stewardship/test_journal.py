"""The page of the journal: what it shows, how it is narrowed, how it leaves the node."""

from __future__ import annotations

import time

import pytest
from django.test import Client

from balai.foundation.clock import now
from balai.foundation.journal.export import prove, read
from balai.foundation.journal.queries import head
from balai.people import actions
from tests.personas import Cast

pytestmark = pytest.mark.django_db


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
