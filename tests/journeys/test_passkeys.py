"""Passkeys in a browser: made, used alone, used after the password, used to confirm."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator

from balai.people.models import Account
from tests.journeys.marks import JOURNEY, WIDTHS
from tests.journeys.walking import Walk
from tests.personas import PASSWORD, Cast

pytestmark = JOURNEY


def give_authenticator(walk: Walk) -> Any:
    """Put an authenticator into the browser that answers as if a finger were held to it."""
    session = walk.page.context.new_cdp_session(walk.page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return session


def add_passkey(walk: Walk) -> None:
    page = walk.go("/account/2fa/")
    walk.follow("Add a passkey")
    page.get_by_label("Name of this passkey").fill("Work \u202ephone")
    page.locator("main").get_by_role("button", name="Make the passkey").first.click()
    page.wait_for_url("**/account/2fa/recovery-codes/")  # the script sends the form by itself
    walk.look()


def sign_out(walk: Walk) -> None:
    walk.page.context.clear_cookies()


@WIDTHS
def test_a_passkey_opens_the_role_and_signs_in_alone(
    walk: Callable[..., Walk], everybody: Cast, width: int
) -> None:
    Authenticator.objects.filter(user_id=everybody.account("farid")).delete()
    way = walk("farid", width)
    give_authenticator(way)
    way.go("/")
    assert "does not count until" in way.text
    add_passkey(way)
    kept = Authenticator.objects.get(user_id=everybody.account("farid"), type="webauthn")
    assert kept.data["name"] == "Work phone"
    way.go("/steward/")
    assert "How the node stands" in way.text

    sign_out(way)
    page = way.go("/account/login/?next=/steward/people/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_role("heading", name="6 people can sign in").wait_for()
    way.look()
    sign_out(way)
    page = way.go("/account/login/")
    page.get_by_label("E-mail address").fill(everybody.email("farid"))
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    way.follow("Sign in", "button")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(way.node + "/")
    page.wait_for_load_state()
    way.go("/account/2fa/")
    way.follow("Remove")
    way.follow("Remove it", "button")
    assert not Authenticator.objects.filter(user_id=everybody.account("farid")).exists()
    way.go("/")
    assert "does not count until" in way.text


def test_a_passkey_of_somebody_else_is_refused(walk: Callable[..., Walk], everybody: Cast) -> None:
    way = walk("budi", 1280)
    session = give_authenticator(way)
    add_passkey(way)
    Authenticator.objects.filter(user_id=everybody.account("budi")).delete()
    sign_out(way)
    page = way.go("/account/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_text("The passkey was not accepted").wait_for()
    way.look()
    assert session is not None


def test_a_browser_that_gives_no_passkey_is_told(
    walk: Callable[..., Walk], everybody: Cast
) -> None:
    way = walk("dina", 400)
    session = give_authenticator(way)
    session.send("WebAuthn.disable")
    page = way.go("/account/login/")
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new Error('no')) }")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_text("The browser gave no passkey").wait_for()
    way.look()
    assert Account.objects.count() == 6


@WIDTHS
def test_confirming_with_a_passkey_goes_on_with_what_was_asked(
    walk: Callable[..., Walk], everybody: Cast, width: int
) -> None:
    Authenticator.objects.filter(user_id=everybody.account("farid")).delete()
    way = walk("farid", width)
    give_authenticator(way)
    add_passkey(way)
    Account.objects.filter(pk=everybody.account("farid")).update(password="!")
    sign_out(way)
    page = way.go("/account/login/?next=/account/me/close/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_role("heading", name="Close my account").wait_for()
    _make_old(everybody)
    page.get_by_label("Close my account").check()
    way.follow("Close my account", "button")
    assert "Is it still you?" in way.text
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_text(
        "this is the last one"
    ).wait_for()  # carried out, and refused: the only steward


def _make_old(cast: Cast) -> None:
    """Let the last proof of who somebody is be eleven minutes old."""
    from django.contrib.sessions.models import Session

    for row in Session.objects.all():
        kept = row.get_decoded()
        proofs = kept.get("account_authentication_methods")
        if proofs:
            for each in proofs:
                each["at"] -= 660
            row.session_data = Session.get_session_store_class()().encode(kept)
            row.save()
