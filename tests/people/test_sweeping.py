"""What has had its time is cleared away by the worker, whether or not somebody comes by."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client

from balai.foundation.clock import now, stopped_at
from balai.foundation.tasks.worker import sweep
from balai.people import actions
from balai.people.actions.one_time import REMEMBERED
from balai.people.models import OneTimeLink
from tests.personas import PASSWORD, Cast

pytestmark = pytest.mark.django_db


def signed_in() -> Client:
    browser = Client(REMOTE_ADDR="192.0.2.77")
    browser.post("/account/login/", {"login": "budi@example.org", "password": PASSWORD})
    browser.get("/account/sessions/")
    return browser


def test_a_session_and_its_address_go_when_its_time_is_over(cast: Cast) -> None:
    """Also where nobody signed out: the row would hold the address for ever."""
    old, new = signed_in(), signed_in()
    assert UserSession.objects.filter(ip="192.0.2.77").count() == 2
    Session.objects.filter(pk=old.session.session_key).update(expire_date=now())
    sweep()
    assert [each.session_key for each in UserSession.objects.all()] == [new.session.session_key]
    assert not Session.objects.filter(pk=old.session.session_key).exists()
    assert new.get("/account/sessions/").status_code == 200
    with stopped_at(now() + timedelta(seconds=settings.SESSION_COOKIE_AGE + 1)):
        sweep()
    assert not UserSession.objects.exists()
    assert not Session.objects.exists()


def test_the_address_of_an_invitation_goes_also_where_no_other_is_made(cast: Cast) -> None:
    actions.invite(
        viewer=cast.viewer("farid"),
        email="new@example.net",
        organisation=cast.b,
        roles=["reader"],
    )
    ends = OneTimeLink.objects.get().expires
    for late, left in ((-1, 1), (1, 0)):
        with stopped_at(ends + REMEMBERED + timedelta(minutes=late)):
            sweep()
        assert OneTimeLink.objects.count() == left
