"""What is left of somebody who closed the account: the record, and nothing of the person.

Every table is looked through, as the code enumerates them, so that a new one is not forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote_plus

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.conf import settings as django_settings
from django.contrib.sessions.models import Session
from django.core.mail import EmailMessage
from django.db import connection
from django.test import Client

from balai.foundation.models import JournalDetail, JournalEntry
from balai.foundation.node_settings import get_setting, set_setting
from balai.foundation.ports.outbox import OutboxBackend, addresses_of
from balai.people import actions
from balai.people.actions import providers
from balai.people.models import Account, Addressee, OneTimeLink, ProviderSubject
from balai.people.providers.protocol import Person
from balai.people.queries import names_of
from tests.factories.library import one_of_each_level
from tests.people.test_sign_in import set_up
from tests.personas import PASSWORD, Cast, prove

pytestmark = pytest.mark.django_db
NAME, EMAIL = "Budiarto Quellmann", "budi@example.org"
OF_THE_PERSON = ("quellmann", "budiarto", EMAIL, "192.0.2.77", "a browser of budi")


def everything_kept() -> Iterator[tuple[str, str]]:
    """Yield the text of every row of every table, also of sessions that are encoded."""
    for model in apps.get_models(include_auto_created=True):
        table = model._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                yield table, unquote_plus(repr(row)).lower()
    for session in Session.objects.all():
        yield "django_session, opened", unquote_plus(repr(session.get_decoded())).lower()


def mentions(*words: str) -> list[tuple[str, str]]:
    return [(table, word) for table, row in everything_kept() for word in words if word in row]


@pytest.fixture
def lived(cast: Cast, settings: Any, tmp_path: Path) -> Cast:
    """Budi has left traces wherever one can."""
    settings.BALAI = replace(settings.BALAI, home=str(tmp_path))
    budi, farid = cast.account("budi"), cast.viewer("farid")
    Account.objects.filter(pk=budi).update(name=NAME)
    one_of_each_level(cast)
    browser = Client(REMOTE_ADDR="192.0.2.77", HTTP_USER_AGENT="A browser of Budi")
    browser.post("/account/login/", {"login": EMAIL, "password": PASSWORD})
    assert "_auth_user_id" in browser.session
    set_up(browser)
    browser.get("/account/sessions/")
    begun = Client()
    begun.post("/account/login/", {"login": EMAIL, "password": PASSWORD})
    assert "_auth_user_id" not in begun.session
    EmailAddress.objects.create(user_id=budi, email=EMAIL)
    actions.name_addressees(viewer=cast.viewer("chen"), addresses=[EMAIL])
    actions.invite(viewer=farid, email=EMAIL, organisation=cast.b, roles=["reader"])
    actions.ask_recovery(email=EMAIL)
    actions.make_recovery_link(viewer=farid, account_id=budi)
    actions.give_role(viewer=farid, account_id=budi, organisation=cast.b, role="reader")
    providers.name_provider(
        viewer=farid, organisation_id=cast.a, issuer="https://x.example", client_id="c", secret="s"
    )
    providers.admit(organisation_id=cast.a, person=Person("subject of budi", EMAIL, NAME))
    steward = cast.client_for("farid")
    prove(steward, Account.objects.get(pk=cast.account("farid")), ago=700)
    steward.post("/steward/invitations/", {"email": EMAIL, "roles": "steward"})
    set_setting("contact", EMAIL)
    OutboxBackend().send_messages([EmailMessage("Hello", NAME, None, [EMAIL])])
    OutboxBackend().send_messages([EmailMessage("Hello", "x", None, ["chen@example.org"])])
    assert {table for table, _ in mentions(*OF_THE_PERSON)} >= {
        "people_account",
        "people_addressee",
        "people_onetimelink",
        "account_emailaddress",
        "usersessions_usersession",
        "django_session, opened",
        "foundation_nodesetting",
    }
    return cast


@pytest.mark.parametrize("by", ["budi", "farid"])
@pytest.mark.asvs("14.2.4")
def test_nothing_of_the_person_stays_in_any_table(
    lived: Cast, by: str, django_capture_on_commit_callbacks: Any
) -> None:
    budi = lived.account("budi")
    before = JournalEntry.objects.count()
    with django_capture_on_commit_callbacks(execute=True):
        actions.close_account(viewer=lived.viewer(by), account_id=budi)
    assert mentions(*OF_THE_PERSON) == []
    assert not Authenticator.objects.filter(user_id=budi).exists()
    assert not UserSession.objects.filter(user_id=budi).exists()
    assert not ProviderSubject.objects.filter(account_id=budi).exists()
    assert not OneTimeLink.objects.filter(account_id=budi).exists()
    assert not Addressee.objects.filter(email=EMAIL).exists()
    assert not JournalDetail.objects.filter(entry__record_id=budi).exists()
    assert JournalEntry.objects.count() == before + 1
    assert get_setting("contact") == ""
    row = Account.objects.get(pk=budi)
    assert (row.name, row.last_login, row.is_active) == ("", None, False)
    assert not row.has_usable_password()
    left = [addresses_of(each) for each in Path(django_settings.BALAI.home).rglob("*.eml")]
    assert left == [{"chen@example.org"}]


def test_the_identifier_leads_to_the_record_and_to_a_former_member(lived: Cast) -> None:
    budi = lived.account("budi")
    actions.close_account(viewer=lived.viewer("farid"), account_id=budi)
    tables = {table for table, _word in mentions(budi.lower())}
    assert tables <= {
        "people_account",
        "foundation_journalentry",
        "foundation_task",  # what ended with the account
        "library_source",
        "library_contribution",
        "sharing_gate",
        "sharing_audience",
        "knowledge_candidate",
        "knowledge_statement",
        "sharing_release",
    }
    assert names_of([budi, lived.account("chen"), "nobody"]) == {
        budi: "A former member",
        lived.account("chen"): "Chen",
    }


def test_the_chain_of_the_journal_still_holds(lived: Cast) -> None:
    from balai.foundation.journal.queries import first_broken

    actions.close_account(viewer=lived.viewer("farid"), account_id=lived.account("budi"))
    assert first_broken() is None


def test_others_stay_signed_in_and_what_they_typed_about_the_person_is_gone(lived: Cast) -> None:
    steward = lived.client_for("farid")
    prove(steward, Account.objects.get(pk=lived.account("farid")), ago=700)
    steward.post("/steward/invitations/", {"email": EMAIL, "roles": "steward"})
    actions.close_account(viewer=lived.viewer("farid"), account_id=lived.account("budi"))
    assert steward.get("/account/me/").status_code == 200
    assert "account_reauthentication_state" not in steward.session
