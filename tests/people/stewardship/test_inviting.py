"""Inviting somebody: the printed sheet, the mail, who may be invited where."""

from __future__ import annotations

from smtplib import SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail

from balai.people import handouts
from balai.people.queries import link
from tests.people.browser import made_path, rows_in
from tests.personas import Cast

pytestmark = pytest.mark.django_db


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
