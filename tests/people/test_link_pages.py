import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from balai.foundation.clock import now, stopped_at
from balai.people import actions
from balai.people.models import Account
from balai.people.queries import link, operator, viewer_by_email
from tests.people.browser import answered, opened, rows_in
from tests.personas import PASSWORD, Cast

pytestmark = pytest.mark.django_db
GOOD = "market roof lantern river"


def invited(cast: Cast, email: str = "gita@example.org") -> str:
    made = actions.invite(
        viewer=cast.viewer("amina"), email=email, organisation=cast.a, roles=["contributor"]
    )
    return made.path


def signed_in_as(browser: Client) -> str:
    return str(browser.session.get("_auth_user_id", ""))


@pytest.mark.asvs("3.5.3")
def test_opening_an_invitation_many_times_uses_nothing_up(cast: Cast) -> None:
    path, browser = invited(cast), Client()
    pages = [opened(browser, path) for _ in range(3)] + [browser.head(path.partition("#")[0])]
    assert {page.status_code for page in pages} == {200}
    assert "Straits Regional Centre" in pages[0].content.decode()
    assert rows_in(pages[0]) == []
    assert pages[0].headers["Cache-Control"].count("no-store") == 1


def test_an_invited_person_joins_and_is_signed_in(cast: Cast) -> None:
    browser = Client(headers={"Accept-Language": "fr"})
    answer = answered(browser, invited(cast), {"name": "Gita", "password": GOOD})
    assert answer.status_code == 302
    row = Account.objects.get(email="gita@example.org")
    assert signed_in_as(browser) == row.pk
    assert row.language == "fr"


def test_what_is_wrong_stands_beside_its_field(cast: Cast) -> None:
    path = invited(cast)
    page = answered(Client(), path, {"name": "<b>", "password": GOOD})
    assert page.status_code == 200
    assert page.context["form"].errors.keys() == {"name"}
    page = answered(Client(), path, {"name": "Gita", "password": "password"})
    assert page.context["form"].errors.keys() == {"password"}
    assert 'value="password"' not in page.content.decode()


def test_a_spent_link_says_why(cast: Cast) -> None:
    path = invited(cast)
    with stopped_at(now() + timedelta(days=15)):
        late = opened(Client(), path)
        assert (late.status_code, late.context["state"]) == (410, "expired")
        assert answered(Client(), path, {"name": "G", "password": GOOD}).status_code == 410
    answered(Client(), path, {"name": "Gita", "password": GOOD})
    replayed = answered(Client(), path, {"name": "Mallory", "password": GOOD})
    assert (replayed.status_code, replayed.context["state"]) == (410, "used")
    assert "used already" in replayed.content.decode()


@pytest.mark.parametrize("route", ["invitation", "recovery", "sign-in", "welcome"])
@pytest.mark.parametrize("token", ["x", "0" * 52, "%F0%9F%8F%AE", "a" * 200, "<b>'"])
def test_forged_links_are_all_answered_alike(cast: Cast, route: str, token: str) -> None:
    link = f"{reverse(route)}#{token}"
    for answer in (opened(Client(), link), answered(Client(), link)):
        assert (answer.status_code, answer.context["state"]) == (404, "unknown")


def test_an_account_holder_joins_with_one_button(cast: Cast) -> None:
    path = invited(cast, cast.email("chen"))
    stranger = opened(Client(), path)
    assert "/account/login/?next=" in stranger.content.decode()
    assert answered(Client(), path, {"name": "X", "password": GOOD}).status_code == 200
    other = opened(cast.client_for("esther"), path)
    assert "signed in to another account" in other.content.decode()
    answered(cast.client_for("esther"), path)
    assert cast.a not in cast.viewer("chen").organisations
    browser = cast.client_for("chen")
    assert opened(browser, path).context["is_own"] is True
    assert answered(browser, path).headers["Location"] == "/account/me/"
    assert cast.a in cast.viewer("chen").organisations
    assert cast.a not in cast.viewer("esther").organisations


def test_recovery_sets_a_password_and_asks_to_sign_in(cast: Cast) -> None:
    made = actions.make_recovery_link(viewer=cast.viewer("farid"), account_id=cast.account("budi"))
    browser = Client()
    page = opened(browser, made.path)
    assert page.status_code == 200
    assert rows_in(page) == []
    assert answered(browser, made.path, {"password": "short"}).status_code == 200
    assert answered(browser, made.path, {"password": GOOD}).headers["Location"] == "/account/login/"
    assert signed_in_as(browser) == ""
    browser.post("/account/login/", {"login": cast.email("budi"), "password": GOOD})
    assert signed_in_as(browser) == cast.account("budi")


@pytest.mark.asvs("6.3.8")
def test_asking_says_the_same_to_everybody(cast: Cast) -> None:
    pages = [
        Client().post("/recovery/", {"email": email})
        for email in (cast.email("budi"), "nobody@example.org")
    ]
    known, unknown = (re.sub(rb'value="\w{64}"', b"", page.content) for page in pages)
    assert known == unknown
    assert [page.status_code for page in pages] == [200, 200]


@pytest.mark.asvs("6.3.1")
def test_asking_too_often_is_refused(cast: Cast) -> None:
    answers = [
        Client().post("/recovery/", {"email": cast.email("budi")}).status_code for _ in range(8)
    ]
    assert answers[0] == 200
    assert answers[-1] == 429


@pytest.mark.asvs("7.6.2")
def test_a_sign_in_link_shows_one_button_that_works_once(cast: Cast) -> None:
    made = actions.sign_in_link(viewer=operator(), account_id=cast.account("budi"))
    browser = Client()
    for _ in range(3):
        page = opened(browser, made.path)
        assert page.status_code == 200
        assert signed_in_as(browser) == ""
    assert page.content.decode().count(">Sign in</button>") == 1
    assert answered(browser, made.path).status_code == 302
    assert signed_in_as(browser) == cast.account("budi")
    again = Client()
    assert answered(again, made.path).status_code == 410
    assert signed_in_as(again) == ""


@pytest.mark.asvs("7.2.4")
def test_a_sign_in_link_takes_the_place_of_another_session(cast: Cast) -> None:
    browser = cast.client_for("amina")
    answered(browser, actions.sign_in_link(viewer=operator(), account_id=cast.account("budi")).path)
    assert signed_in_as(browser) == cast.account("budi")


@pytest.mark.asvs("3.5.1")
def test_links_need_the_token_of_their_own_form(cast: Cast) -> None:
    made = actions.sign_in_link(viewer=operator(), account_id=cast.account("budi"))
    assert (
        Client(enforce_csrf_checks=True).post("/sign-in/", {"code": made.token}).status_code == 403
    )
    assert link("sign-in", made.token).is_open


def test_an_empty_node_says_where_to_begin(db: None) -> None:
    assert Client().get("/welcome/").status_code == 200
    path = f"/welcome/begin/#{actions.welcome_token()}"
    page = opened(Client(), path)
    assert page.status_code == 200
    assert rows_in(page) == []
    browser = Client()
    answers = {
        "name": "Hana",
        "email": "hana@example.org",
        "password": GOOD,
        "organisation_name": "Island Ministry",
        "country": "MY",
        "works_with_content": "on",
    }
    wrong = answered(browser, path, answers | {"organisation_name": "<i>"})
    assert wrong.context["form"].errors.keys() == {"organisation_name"}
    done = answered(browser, path, answers)
    assert done.headers["Location"] == "/account/2fa/"  # a steward needs a second step first
    hana = viewer_by_email("hana@example.org")
    assert hana is not None
    assert signed_in_as(browser) == hana.account
    assert hana.has("steward")
    assert browser.get("/steward/").status_code == 404
    assert Client().get("/welcome/").status_code == 404
    assert answered(Client(), path, answers).status_code == 410


def test_registration_follows_the_stewards_word(cast: Cast) -> None:
    answers = {"email": "gita@example.org", "name": "Gita", "password": GOOD}
    assert Client().get("/account/signup/").status_code == 403
    assert Client().post("/account/signup/", answers).status_code == 403
    assert "/account/signup/" not in Client().get("/account/login/").content.decode()
    cast.client_for("farid").post("/steward/node/registration/", {"open": "yes"})
    assert "/account/signup/" in Client().get("/account/login/").content.decode()
    browser = Client()
    assert browser.post("/account/signup/", answers).status_code == 302
    assert signed_in_as(browser)
    taken = Client().post("/account/signup/", answers)
    assert taken.context["form"].errors.keys() == {"email"}
    assert Account.objects.filter(email="gita@example.org").count() == 1


def test_the_password_of_a_persona_signs_in(cast: Cast) -> None:
    browser = Client()
    page = browser.post(
        "/account/login/", {"login": "BUDI@example.org", "password": PASSWORD, "next": "/x/"}
    )
    assert page.headers["Location"] == "/x/"
    assert signed_in_as(browser) == cast.account("budi")
    outside = Client().post(
        "/account/login/",
        {"login": cast.email("budi"), "password": PASSWORD, "next": "https://evil.example/"},
    )
    assert outside.headers["Location"] == "/"
