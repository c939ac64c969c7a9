"""Common passwords are refused on every way by which a password is set."""

from __future__ import annotations

import ast
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from django.contrib.auth.password_validation import CommonPasswordValidator, validate_password
from django.core.exceptions import ValidationError
from django.test import Client

import balai
from balai.core.errors import Invalid
from balai.foundation.node_settings import set_setting
from balai.people import actions
from balai.people.models import Account
from tests.personas import PASSWORD, Cast

pytestmark = pytest.mark.django_db
COMMON = "Password2026!"
Answer = Callable[[Cast, str], object]


def changed(cast: Cast, password: str) -> object:
    fields = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    return cast.client_for("budi").post("/account/password/change/", fields)


def invited(cast: Cast, password: str) -> object:
    made = actions.invite(
        viewer=cast.viewer("amina"), email="g@example.org", organisation=cast.a, roles=["reader"]
    )
    actions.accept_invitation(token=made.token, name="Gita", password=password)
    return None


def recovered(cast: Cast, password: str) -> object:
    made = actions.make_recovery_link(viewer=cast.viewer("farid"), account_id=cast.account("budi"))
    actions.use_recovery(token=made.token, password=password)
    return None


def registered(cast: Cast, password: str) -> object:
    set_setting("registration_open", True)
    fields = {"email": "g@example.org", "name": "Gita", "password": password}
    return Client().post("/account/signup/", fields)


def begun(cast: Cast, password: str) -> object:
    Account.objects.all().delete()
    actions.make_first_steward(
        token=actions.welcome_token(),
        name="Gita",
        email="g@example.org",
        password=password,
        organisation_name="Island Ministry",
        country="MY",
    )
    return None


def keeps(way: Answer, cast: Cast, password: str) -> bool:
    """Say whether some account has the password after one way was tried with it."""
    with suppress(Invalid):
        way(cast, password)
    return any(each.check_password(password) for each in Account.objects.filter(is_active=True))


@pytest.mark.asvs("6.2.4")
@pytest.mark.parametrize("way", [changed, invited, recovered, registered, begun])
def test_a_common_password_is_refused_however_it_is_set(cast: Cast, way: Answer) -> None:
    assert not keeps(way, cast, COMMON)
    assert keeps(way, cast, "four posts hold the hall")


@pytest.mark.asvs("6.2.4")
def test_common_passwords_lengthened_to_fit_are_refused() -> None:
    """The list has few of twelve characters: what fits the node's rule is made of the others."""
    listed = sorted(each for each in CommonPasswordValidator().passwords if each)
    assert len(listed) > 3000
    kept = []
    for each in listed:
        twice = each * max(2, -(-12 // len(each)))
        for long in (each.ljust(12, "!"), each.capitalize().ljust(12, "1"), twice):
            try:
                validate_password(long)
            except ValidationError:
                continue
            kept.append((each, long))
    assert kept == []


@pytest.mark.asvs("6.2.4")
@pytest.mark.parametrize(
    "common",
    [
        "PASSWORD!!!!",
        "p@ssw0rdp@ssw0rd",
        "123456789012",
        "2109876543210",
        "abcdefghijkl",
        "0000000000000",
        "!!Football99!!",
        "letmeinletmein",
    ],
)
def test_what_people_do_to_a_common_password_is_seen(common: str) -> None:
    with pytest.raises(ValidationError, match="too common"):
        validate_password(common)


@pytest.mark.parametrize("good", ["love 58392758301746", "lantern and a password", "838274019283"])
def test_a_common_word_does_not_spoil_a_good_password(good: str) -> None:
    validate_password(good)


@pytest.mark.asvs("6.2.4")
def test_there_is_no_further_way_to_set_a_password() -> None:
    """Who adds one must come by here: `hashed` checks, and allauth's form does so by itself."""
    root = Path(balai.__file__).parent
    setting = {
        f"{path.relative_to(root)} {ast.unparse(node)}"
        for path in root.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).rpartition(".")[2] in {"set_password", "make_password"}
    }
    assert setting == {
        "people/actions/passwords.py make_password(password)",
        "people/actions/accounts.py make_password(None)",
        "people/adapter.py user.set_password(password)",
        "people/models.py account.set_password(password)",  # accounts of tests
    }
