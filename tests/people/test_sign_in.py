import re

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client

from balai.people import actions
from balai.people.models import Account
from balai.people.queries import operator
from tests.people.browser import answered, rows_in
from tests.people.journal import kinds
from tests.personas import PASSWORD, Cast

pytestmark = pytest.mark.django_db


def code_for(secret: str) -> str:
    """Return the code of this half minute: good for half a minute more on a slow machine."""
    _before, now, _after = yield_hotp_counters_from_time()
    return format_hotp_value(hotp_value(secret, now))


def signed_in(browser: Client) -> bool:
    return "_auth_user_id" in browser.session


def with_password(cast: Cast, name: str) -> Client:
    browser = Client()
    browser.post("/account/login/", {"login": cast.email(name), "password": PASSWORD})
    return browser


def set_up(browser: Client) -> str:
    browser.post("/account/reauthenticate/", {"password": PASSWORD})
    page = browser.get("/account/2fa/totp/activate/")
    assert rows_in(page) == []
    body = page.content.decode()
    assert 'src="data:image/svg+xml;base64,' in body
    assert "style=" not in body
    secret = page.context["form"].secret
    answer = browser.post("/account/2fa/totp/activate/", {"code": code_for(secret)})
    assert answer.status_code == 302, answer.context["form"].errors
    return str(secret)


@pytest.mark.asvs("6.3.8")
def test_wrong_passwords_are_answered_alike(cast: Cast) -> None:
    known = Client().post("/account/login/", {"login": cast.email("budi"), "password": "x" * 12})
    unknown = Client().post("/account/login/", {"login": "no@example.org", "password": "x" * 12})
    said = [list(page.context["form"].errors.values()) for page in (known, unknown)]
    assert said[0] == said[1]
    assert known.status_code == unknown.status_code == 200


@pytest.mark.asvs("6.3.1")
def test_guessing_is_slowed_down(cast: Cast) -> None:
    answers = [
        Client().post("/account/login/", {"login": cast.email("budi"), "password": f"wrong {n}"})
        for n in range(12)
    ]
    last = answers[-1]
    assert last.status_code == 429 or "Too many" in last.content.decode()
    right = Client()
    right.post("/account/login/", {"login": cast.email("budi"), "password": PASSWORD})
    assert not signed_in(right)


@pytest.mark.asvs("6.5.1")
def test_the_second_step_from_set_up_to_sign_in(cast: Cast) -> None:
    browser = with_password(cast, "budi")
    assert browser.get("/account/2fa/").context["step"].is_on is False
    secret = set_up(browser)
    page = browser.get("/account/2fa/")
    assert (page.context["step"].is_on, page.context["step"].codes_left) == (True, 10)
    assert rows_in(page) == []

    later = with_password(cast, "budi")
    assert not signed_in(later)
    assert later.get("/account/2fa/authenticate/").status_code == 200
    later.post("/account/2fa/authenticate/", {"code": "000000"})
    assert not signed_in(later)
    from django.core.cache import cache

    cache.clear()  # a code counts once; the test has no half minute to wait
    later.post("/account/2fa/authenticate/", {"code": code_for(secret)})
    assert signed_in(later)


@pytest.mark.asvs("6.5.1")
def test_a_recovery_code_works_once(cast: Cast) -> None:
    browser = with_password(cast, "budi")
    set_up(browser)
    page = browser.get("/account/2fa/recovery-codes/")
    assert page.status_code == 200
    code = page.context["unused_codes"][0]
    assert code in browser.get("/account/2fa/recovery-codes/download/").content.decode()
    for expected in (True, False):
        later = with_password(cast, "budi")
        later.post("/account/2fa/authenticate/", {"code": code})
        assert signed_in(later) is expected
    assert browser.get("/account/2fa/").context["step"].codes_left == 9


def test_new_recovery_codes_replace_the_old(cast: Cast) -> None:
    browser = with_password(cast, "budi")
    set_up(browser)
    old = browser.get("/account/2fa/recovery-codes/").context["unused_codes"]
    assert browser.get("/account/2fa/recovery-codes/generate/").status_code == 200
    browser.post("/account/2fa/recovery-codes/generate/")
    new = browser.get("/account/2fa/recovery-codes/").context["unused_codes"]
    assert not set(old) & set(new)
    assert len(new) == len(old) == 10


@pytest.mark.asvs("6.4.3")
def test_a_sign_in_link_does_not_pass_by_the_second_step(cast: Cast) -> None:
    set_up(with_password(cast, "budi"))
    later = Client()
    made = actions.sign_in_link(viewer=operator(), account_id=cast.account("budi"))
    answer = answered(later, made.path)
    assert answer.headers["Location"] == "/account/2fa/authenticate/"
    assert not signed_in(later)


@pytest.mark.asvs("2.3.1")
def test_no_step_of_signing_in_is_passed_over(cast: Cast) -> None:
    """The second step without the first leads back; the first alone opens nothing."""
    stranger = Client()
    assert stranger.get("/account/2fa/authenticate/").headers["Location"] == "/account/login/"
    stranger.post(
        "/account/2fa/authenticate/", {"code": code_for(set_up(with_password(cast, "budi")))}
    )
    assert not signed_in(stranger)
    half = with_password(cast, "budi")
    for address in ("/account/me/", "/account/2fa/", "/account/sessions/", "/contribute/"):
        assert half.get(address).status_code in {302, 404}, address
    assert half.post("/account/me/", {"name": "Mallory", "language": "en"}).status_code == 302
    assert Account.objects.get(pk=cast.account("budi")).name == "Budi"


@pytest.mark.asvs("7.5.1")
def test_switching_the_second_step_off(cast: Cast) -> None:
    browser = with_password(cast, "budi")
    set_up(browser)
    assert browser.get("/account/2fa/totp/deactivate/").status_code == 200
    browser.post("/account/2fa/totp/deactivate/")
    assert browser.get("/account/2fa/").context["step"].is_on is False
    assert kinds()[-1] == "people.second-step-ended"
    assert signed_in(with_password(cast, "budi"))


@pytest.mark.asvs("6.2.2", "6.2.3", "7.4.3")
def test_changing_the_password_ends_other_sessions_and_is_on_record(cast: Cast) -> None:
    here, elsewhere = with_password(cast, "budi"), with_password(cast, "budi")
    assert here.get("/account/password/change/").status_code == 200
    wrong = here.post(
        "/account/password/change/",
        {"oldpassword": "no", "password1": "a b c d e f g", "password2": "a b c d e f g"},
    )
    assert wrong.context["form"].errors.keys() == {"oldpassword"}
    fresh = "river roof lantern market"
    done = here.post(
        "/account/password/change/",
        {"oldpassword": PASSWORD, "password1": fresh, "password2": fresh},
    )
    assert done.headers["Location"] == "/account/me/"
    assert here.get("/account/me/").status_code == 200
    assert elsewhere.get("/account/me/").status_code == 302
    assert Account.objects.get(pk=cast.account("budi")).check_password(fresh)
    assert kinds() == ["people.password-changed"]


@pytest.mark.asvs("7.5.2")
def test_sessions_are_listed_and_the_others_can_be_ended(cast: Cast) -> None:
    here, elsewhere = with_password(cast, "budi"), with_password(cast, "budi")
    page = here.get("/account/sessions/")
    assert rows_in(page) == []
    assert sorted(each.is_current for each in page.context["sessions"]) == [False, True]
    here.post("/account/sessions/")
    assert here.get("/account/me/").status_code == 200
    assert elsewhere.get("/account/me/").status_code == 302


@pytest.mark.asvs("3.5.3", "7.4.4")
def test_signing_out_takes_a_button(cast: Cast) -> None:
    browser = with_password(cast, "budi")
    browser.get("/account/logout/")
    assert signed_in(browser)
    assert browser.post("/account/logout/").headers["Location"] == "/"
    assert not signed_in(browser)


@pytest.mark.asvs("7.4.2")
def test_a_closed_account_cannot_sign_in(cast: Cast) -> None:
    Account.objects.filter(pk=cast.account("budi")).update(is_active=False)
    assert not signed_in(with_password(cast, "budi"))


def test_a_browser_without_a_choice_is_greeted_in_the_accounts_language(cast: Cast) -> None:
    Account.objects.filter(pk=cast.account("budi")).update(language="ms")
    browser = with_password(cast, "budi")
    assert browser.cookies["django_language"].value == "ms"
    chosen = Client()
    chosen.cookies["django_language"] = "nl"
    chosen.post("/account/login/", {"login": cast.email("budi"), "password": PASSWORD})
    assert chosen.cookies["django_language"].value == "nl"


UNUSED = [
    "email/",
    "confirm-email/",
    "confirm-email/abc/",
    "login/code/confirm/",
    "password/reset/key/1-abc/",
    "password/reset/done/",
    "2fa/webauthn/signup/",
    "2fa/webauthn/keys/1/edit/",
    "2fa/trust/",
    "3rdparty/",
    "anything/else/",
]


@pytest.mark.parametrize("page", UNUSED)
@pytest.mark.parametrize("name", ["dina", "budi"])
def test_what_balai_does_not_use_is_out_of_reach(cast: Cast, name: str, page: str) -> None:
    browser = cast.client_for(name)
    assert browser.get(f"/account/{page}").status_code == 404
    assert browser.post(f"/account/{page}").status_code == 404


def test_every_address_of_allauth_is_answered_by_balai(db: None) -> None:
    """Whatever allauth adds in a later version stays out of reach until Balai takes it up."""
    from allauth.urls import urlpatterns
    from django.urls import resolve

    from balai.people import urls

    own = {each.callback for each in urls.urlpatterns}
    addresses = _flat(urlpatterns)
    assert len(addresses) > 20
    for pattern in addresses:
        address = "/account/" + re.sub(r"\(\?P<\w+>[^)]*\)|<[^>]*>", "x", pattern).strip("^$")
        assert resolve(address).func in own, address


def _flat(patterns: list[object], before: str = "") -> list[str]:
    found = []
    for each in patterns:
        here = before + str(each.pattern).lstrip("^")
        inner = getattr(each, "url_patterns", None)
        found += _flat(inner, here) if inner is not None else [here]
    return found
