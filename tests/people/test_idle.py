"""A session that was left alone asks who is there, loses nothing, and ends after half a day."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import unquote

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client, override_settings

from balai.foundation.node_settings import set_setting
from balai.people.idle import NOTED, SEEN
from balai.people.middleware import BEGAN
from balai.people.models import Account
from tests.personas import PASSWORD, Cast

pytestmark = pytest.mark.django_db
TWO_HOURS = 2 * 3600 + 1
PROOFS = "account_authentication_methods"
ME = "/account/me/"
TYPED = {"name": "Budi of the harbour", "language": "fr", "reading_languages": ["fr"]}


def used(cast: Cast, name: str = "budi") -> Client:
    browser = cast.client_for(name)
    assert browser.get(ME).status_code == 200
    return browser


def left_alone(browser: Client, seconds: float) -> Client:
    """Let all of a session's moments be so many seconds ago; below nought the clock went back."""
    session = browser.session
    for each in (BEGAN, SEEN):
        if each in session:
            session[each] -= seconds
    session[PROOFS] = [each | {"at": each["at"] - seconds} for each in session.get(PROOFS, [])]
    session.save()
    return browser


def is_asked(browser: Client, path: str = ME) -> bool:
    answer = browser.get(path)
    return answer.status_code == 302 and "/reauthenticate/" in answer.headers["Location"]


@pytest.mark.asvs("7.3.1")
@pytest.mark.parametrize("name", ["budi", "amina", "farid", "omar"])
def test_after_two_hours_it_asks_who_is_there_and_goes_on(cast: Cast, name: str) -> None:
    browser = left_alone(used(cast, name), TWO_HOURS)
    asked = browser.get("/search/?q=market")
    assert asked.status_code == 302
    assert unquote(asked.headers["Location"]).endswith("?next=/search/?q=market")
    assert is_asked(browser)
    page = browser.get("/account/reauthenticate/?next=%2Fsearch%2F%3Fq%3Dmarket")
    assert "left alone for a while" in page.content.decode()
    wrong = browser.post("/account/reauthenticate/", {"password": "no", "next": ME})
    assert wrong.status_code == 200
    assert is_asked(browser)
    right = browser.post("/account/reauthenticate/", {"password": PASSWORD, "next": ME})
    assert right.headers["Location"] == ME
    assert browser.get(ME).status_code == 200


@pytest.mark.asvs("7.3.1")
def test_what_was_typed_is_carried_out_once_that_is_answered(cast: Cast) -> None:
    browser = left_alone(used(cast), TWO_HOURS)
    asked = browser.post(ME, TYPED)
    row = Account.objects.get(pk=cast.account("budi"))
    assert (asked.status_code, row.name) == (302, row.name)
    assert row.name != TYPED["name"]
    browser.post(asked.headers["Location"], {"password": PASSWORD, "next": ME})
    row.refresh_from_db()
    assert (row.name, row.language) == ("Budi of the harbour", "fr")


def test_reading_for_less_is_not_disturbed_and_writes_seldom(
    cast: Cast, django_assert_num_queries: Callable[[int], object]
) -> None:
    browser = used(cast)
    before = Session.objects.get().session_data
    browser.get(ME)
    assert Session.objects.get().session_data == before
    left_alone(browser, NOTED + 1)
    assert browser.get(ME).status_code == 200
    assert browser.session[SEEN] > browser.session[BEGAN]
    for _ in range(3):
        left_alone(browser, TWO_HOURS - 2 * NOTED)
        assert browser.get(ME).status_code == 200


@pytest.mark.asvs("7.3.2")
def test_use_does_not_lengthen_half_a_day(cast: Cast) -> None:
    browser = used(cast)
    for _ in range(11):
        left_alone(browser, 3600)
        assert browser.get(ME).status_code == 200
    left_alone(browser, 3600)
    assert browser.get(ME).headers["Location"].startswith("/account/login/")
    assert "_auth_user_id" not in browser.session


def test_what_a_page_asks_by_itself_is_no_use(cast: Cast) -> None:
    browser = left_alone(used(cast), TWO_HOURS - 60)
    assert browser.get(ME, headers={"HX-Request": "true"}).status_code == 200
    left_alone(browser, 60)
    by_itself = browser.get(ME, headers={"HX-Request": "true"})
    assert (by_itself.status_code, by_itself.json()["error"]["kind"]) == (401, "confirm-first")
    told = browser.post(ME, TYPED, headers={"Accept": "application/json"})
    assert told.status_code == 401
    assert is_asked(browser)


def test_one_can_leave_and_whoever_cannot_be_asked_signs_in(cast: Cast) -> None:
    browser = left_alone(used(cast), TWO_HOURS)
    assert browser.post("/account/logout/").status_code == 302
    assert "_auth_user_id" not in browser.session
    account = Account.objects.get(pk=cast.account("budi"))
    other = used(cast)
    account.set_unusable_password()
    account.save()
    other.force_login(account)
    other.get(ME)
    led = left_alone(other, TWO_HOURS).get("/search/?q=x")
    assert led.headers["Location"] == "/account/login/?next=/search/%3Fq%3Dx"
    assert "_auth_user_id" not in other.session


def test_a_clock_that_went_back_asks_rather_than_waits(cast: Cast) -> None:
    """A session's last use in a year would else count as just now until then."""
    browser = used(cast)
    left_alone(browser, -30)
    assert browser.get(ME).status_code == 200
    session = browser.session
    session[PROOFS] = [{"method": "password", "at": session[BEGAN] + 365 * 86_400}]
    session[SEEN] = session[BEGAN] + 365 * 86_400
    session.save()
    assert is_asked(browser)
    left_alone(browser, -365 * 86_400)
    assert browser.get(ME).headers["Location"].startswith("/account/login/")


def test_a_demos_visitor_knows_no_password_and_is_not_asked(cast: Cast) -> None:
    set_setting("is_demo", True)
    browser = used(cast)
    session = browser.session
    session[PROOFS] = [session[PROOFS][0] | {"method": "sign-in-link"}]
    session.save()
    assert left_alone(browser, TWO_HOURS).get(ME).status_code == 200


def test_a_node_sets_another_while(cast: Cast) -> None:
    assert settings.BALAI_IDLE_AGE == 7200
    with override_settings(BALAI_IDLE_AGE=600):
        assert is_asked(left_alone(used(cast), 601))
    with override_settings(BALAI_IDLE_AGE=12 * 3600):
        assert left_alone(used(cast), 3 * 3600).get(ME).status_code == 200
