"""The clock jumps: codes count once, proofs do not outlast their minutes."""

from __future__ import annotations

import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from tests.people.test_sign_in import set_up, signed_in, with_password
from tests.personas import Cast

pytestmark = pytest.mark.django_db
START = 1_800_000_015.0
"""A moment in the middle of a code's half minute."""


def code_at(secret: str, moment: float) -> str:
    return format_hotp_value(hotp_value(secret, int(moment) // 30))


def stopped(patch: pytest.MonkeyPatch, moment: float) -> None:
    patch.setattr(time, "time", lambda: moment)


def answered(cast: Cast, code: str) -> Client:
    browser = with_password(cast, "budi")
    browser.post("/account/2fa/authenticate/", {"code": code})
    return browser


@pytest.mark.parametrize(("skew", "is_taken"), [(-60, False), (-30, True), (30, True), (60, False)])
def test_a_code_is_taken_half_a_minute_early_or_late(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, skew: int, is_taken: bool
) -> None:
    secret = set_up(with_password(cast, "budi"))
    stopped(monkeypatch, time.time() + 600)
    assert signed_in(answered(cast, code_at(secret, time.time() + skew))) is is_taken


@pytest.mark.parametrize("later", [0, 31, 45, -3600])
@pytest.mark.asvs("6.5.1")
def test_a_code_of_a_clock_ahead_is_not_taken_twice(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, later: int
) -> None:
    secret = set_up(with_password(cast, "budi"))
    begun = (int(time.time()) // 30 + 20) * 30 + 15
    stopped(monkeypatch, begun)
    code = code_at(secret, begun + 30)
    assert signed_in(answered(cast, code))
    if later < 0:  # the clock is set back, and comes to the same moment again
        stopped(monkeypatch, begun + later)
        assert not signed_in(answered(cast, code))
        later = 35
    stopped(monkeypatch, begun + later)
    assert not signed_in(answered(cast, code))
    assert signed_in(answered(cast, code_at(secret, begun + later + 30))) is (later > 30)


def test_a_proof_from_before_the_clock_was_set_back_is_none(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = with_password(cast, "budi")
    leads = browser.get("/account/2fa/totp/activate/")
    assert leads.status_code in (200, 302)
    stopped(monkeypatch, time.time() - 3600)
    from balai.people.confirming import is_confirmed

    assert not is_confirmed(browser.get("/me/").wsgi_request)
