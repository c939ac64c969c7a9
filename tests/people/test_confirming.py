"""What matters is asked for once more, and nothing that was typed is lost by it."""

import pytest
from django.test import Client

from balai.foundation.node_settings import set_setting
from balai.people import actions, waiting
from balai.people.models import Account, Membership, OneTimeLink
from balai.people.queries import operator
from tests.people.browser import answered
from tests.people.journal import kinds
from tests.people.test_sign_in import code_for
from tests.personas import PASSWORD, SECRET, Cast, prove

pytestmark = pytest.mark.django_db
ELEVEN_MINUTES = 660
ACTS = [
    ("/steward/people/{budi}/recover/", {}),
    ("/steward/people/{chen}/second-step/", {}),
    ("/steward/people/{budi}/close/", {}),
    ("/people/{budi}/role/", {"do": "give", "role": "reader", "organisation": "{b}"}),
    (
        "/steward/invitations/",
        {"email": "x@example.org", "organisation": "node", "roles": "steward"},
    ),
    ("/organisations/{a}/", {"email": "x@example.org", "organisation": "{a}", "roles": "reviewer"}),
    ("/account/me/close/", {"sure": "on"}),
    ("/account/me/leave/", {"role": "steward", "organisation": ""}),
    ("/steward/node/registration/", {"open": "yes"}),
]


def long_ago(cast: Cast, name: str) -> Client:
    browser = cast.client_for(name)
    prove(browser, Account.objects.get(pk=cast.account(name)), ago=ELEVEN_MINUTES)
    return browser


def filled(cast: Cast, text: str) -> str:
    return text.format(budi=cast.account("budi"), chen=cast.account("chen"), a=cast.a, b=cast.b)


@pytest.mark.parametrize(("path", "sent"), ACTS)
@pytest.mark.asvs("2.3.1", "7.5.3", "7.5.1")
def test_what_matters_waits_until_it_is_confirmed(
    cast: Cast, path: str, sent: dict[str, str]
) -> None:
    browser = long_ago(cast, "farid")
    where = filled(cast, path)
    asked = browser.post(where, {key: filled(cast, value) for key, value in sent.items()})
    assert asked.status_code == 302
    assert asked.headers["Location"].startswith("/account/reauthenticate/?next=%2F")
    assert kinds() == []


def test_once_confirmed_it_is_carried_out_as_it_was_typed(cast: Cast) -> None:
    browser = long_ago(cast, "farid")
    sent = {"do": "give", "role": "reviewer", "organisation": cast.b}
    asked = browser.post(f"/people/{cast.account('budi')}/role/", sent)
    there = asked.headers["Location"]
    assert browser.get(there).status_code == 200
    wrong = browser.post(there, {"password": "no", "next": f"/people/{cast.account('budi')}/role/"})
    assert wrong.status_code == 200
    done = browser.post(
        there, {"password": PASSWORD, "next": f"/people/{cast.account('budi')}/role/"}
    )
    assert done.status_code == 302
    assert Membership.objects.filter(account_id=cast.account("budi"), role="reviewer").count() == 1
    assert kinds() == ["people.role-given"]


def test_a_form_that_is_refused_comes_back_filled(cast: Cast) -> None:
    browser = long_ago(cast, "farid")
    typed = {"email": "not an address", "organisation": cast.b, "roles": ["reviewer", "reader"]}
    there = browser.post("/steward/invitations/", typed).headers["Location"]
    page = browser.post(there, {"password": PASSWORD, "next": "/steward/invitations/"})
    assert page.status_code == 200
    assert page.context["form"]["email"].value() == "not an address"
    assert page.context["form"]["roles"].value() == ["reviewer", "reader"]
    assert OneTimeLink.objects.count() == 0


def test_a_code_confirms_as_well_as_the_password(cast: Cast) -> None:
    browser = long_ago(cast, "farid")
    path = f"/steward/people/{cast.account('budi')}/recover/"
    browser.post(path)
    page = browser.post("/account/2fa/reauthenticate/", {"code": code_for(SECRET), "next": path})
    assert page.status_code == 200
    assert kinds() == ["people.recovery-made"]


def test_what_waits_is_not_carried_out_under_another_address(cast: Cast) -> None:
    browser = long_ago(cast, "farid")
    browser.post(f"/steward/people/{cast.account('budi')}/close/")
    answer = browser.post("/account/reauthenticate/", {"password": PASSWORD, "next": "/"})
    assert answer.headers["Location"] == "/"
    assert kinds() == []


def test_no_cookie_is_kept_with_what_waits(cast: Cast) -> None:
    browser = long_ago(cast, "farid")
    browser.post(f"/steward/people/{cast.account('budi')}/close/")
    kept = waiting.words_in(browser.session)
    assert '"POST"' in kept
    assert browser.cookies["sessionid"].value not in kept
    assert "COOKIE" not in kept


def test_whoever_confirmed_just_now_is_not_asked(cast: Cast) -> None:
    browser = cast.client_for("farid")
    browser.post(f"/steward/people/{cast.account('budi')}/recover/")
    assert kinds() == ["people.recovery-made"]


def test_ordinary_acts_are_not_asked_for_again(cast: Cast) -> None:
    browser = long_ago(cast, "amina")
    typed = {"email": "new@example.org", "organisation": cast.a, "roles": ["reader"]}
    assert browser.post(f"/organisations/{cast.a}/", typed).status_code == 200
    assert kinds() == ["people.invited"]


def test_a_persona_of_a_demo_is_not_asked_for_a_password_nobody_knows(cast: Cast) -> None:
    made = actions.sign_in_link(viewer=operator(), account_id=cast.account("budi"))
    browser = Client()
    answered(browser, made.path)
    session = browser.session
    proofs = session["account_authentication_methods"]
    proofs[0]["at"] -= ELEVEN_MINUTES
    session["account_authentication_methods"] = proofs
    session.save()
    assert browser.post("/account/me/close/", {"sure": "on"}).status_code == 302
    set_setting("is_demo", True)
    assert browser.post("/account/me/close/", {"sure": "on"}).status_code == 200


def test_an_account_without_any_way_to_confirm_is_told(cast: Cast) -> None:
    browser = long_ago(cast, "budi")
    account = Account.objects.get(pk=cast.account("budi"))
    account.set_unusable_password()
    account.save()
    browser.force_login(account)
    prove(browser, account, ago=ELEVEN_MINUTES)
    answer = browser.post("/account/me/close/", {"sure": "on"})
    assert answer.status_code == 503
    assert "Sign out and in again" in answer.content.decode()
