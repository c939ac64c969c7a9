"""What waits in a session until its sender is confirmed lies there sealed, for them alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from balai.people import waiting
from balai.people.models import Account
from tests.people.test_confirming import long_ago
from tests.people.test_idle import ME, TWO_HOURS, TYPED, left_alone, used
from tests.personas import PASSWORD, Cast

pytestmark = pytest.mark.django_db
KEY = "account_reauthentication_state"


def stored() -> str:
    """Return all that the session table holds, as whoever copied it reads it."""
    return repr([row.get_decoded() for row in Session.objects.all()])


def put_aside(cast: Cast) -> tuple[Client, str]:
    """Have Budi send a form after two hours; return the browser and where it was led."""
    browser = left_alone(used(cast), TWO_HOURS)
    return browser, browser.post(ME, TYPED).headers["Location"]


def name_of(cast: Cast, who: str) -> str:
    return str(Account.objects.get(pk=cast.account(who)).name)


@pytest.mark.asvs("14.2.4")
def test_the_session_table_holds_no_word_of_what_was_typed(cast: Cast) -> None:
    browser, _there = put_aside(cast)
    assert "harbour" in waiting.words_in(browser.session)
    rows = stored()
    assert KEY in rows
    for word in ("Budi of", "Budi+of", "harbour", "reading_languages", ME):
        assert word not in rows


def test_it_is_gone_once_it_was_carried_out(cast: Cast) -> None:
    browser, there = put_aside(cast)
    browser.post(there, {"password": PASSWORD, "next": ME})
    assert name_of(cast, "budi") == TYPED["name"]
    assert KEY not in stored()


def test_a_wrong_password_carries_nothing_out_and_leaves_it(cast: Cast) -> None:
    browser, there = put_aside(cast)
    browser.post(there, {"password": "no", "next": ME})
    assert name_of(cast, "budi") != TYPED["name"]
    assert "harbour" in waiting.words_in(browser.session)


def test_nobody_elses_sign_in_in_that_browser_gets_it(cast: Cast) -> None:
    browser, _there = put_aside(cast)
    before = name_of(cast, "chen")
    browser.force_login(Account.objects.get(pk=cast.account("chen")))
    browser.post("/account/reauthenticate/", {"password": PASSWORD, "next": ME})
    assert (name_of(cast, "chen"), KEY in stored()) == (before, False)


def test_moved_into_another_accounts_session_it_opens_for_nobody(cast: Cast) -> None:
    browser, _there = put_aside(cast)
    other = left_alone(used(cast, "chen"), TWO_HOURS)
    before = name_of(cast, "chen")
    session = other.session
    session[KEY] = browser.session[KEY]
    session.save()
    assert waiting.words_in(other.session) == ""
    answer = other.post("/account/reauthenticate/", {"password": PASSWORD, "next": ME})
    assert answer.headers["Location"] == ME
    assert name_of(cast, "chen") == before
    assert KEY not in other.session


def test_a_key_that_was_replaced_loses_it_and_nothing_breaks(cast: Cast, settings: Any) -> None:
    browser, _there = put_aside(cast)
    kept = dict(browser.session)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another" * 8
    assert "harbour" in waiting.words_in(kept)
    settings.SECRET_KEY_FALLBACKS = []
    assert waiting.words_in(kept) == ""


def test_allauths_own_pages_keep_it_sealed_as_well(cast: Cast) -> None:
    browser = long_ago(cast, "budi")
    asked = browser.post("/account/2fa/totp/activate/", {"code": "quaxabc"})
    assert "/reauthenticate/" in asked.headers["Location"]
    assert "quaxabc" in waiting.words_in(browser.session)
    assert "quaxabc" not in stored()
    assert "COOKIE" not in stored()
