"""Roles that a stolen password alone must not open, and how the secrets of second steps lie."""

import json
from importlib import import_module

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db import connection
from django.test import Client

from balai.core.errors import NotAllowed, NotReady
from balai.foundation.node_settings import set_setting
from balai.foundation.sealing import is_newest, seal
from balai.people import actions
from balai.people.actions.second_step import require_second_step, seal_second_steps_anew
from balai.people.middleware import BEGAN_KNOWING
from balai.people.models import Account, Membership
from balai.people.policy import SECOND_STEP_ROLES
from balai.people.queries import require_standing, standing_of, viewer_by_email
from balai.people.second_step.adapter import PURPOSE
from tests.people.browser import rows_in
from tests.people.journal import kinds
from tests.people.test_sign_in import code_for, set_up, with_password
from tests.personas import ROLES, SECRET, Cast

pytestmark = pytest.mark.django_db
NEEDS = [name for name, held in ROLES.items() if SECOND_STEP_ROLES & {role for role, _ in held}]


def without_step(name: str, cast: Cast) -> Client:
    Authenticator.objects.filter(user_id=cast.account(name)).delete()
    return with_password(cast, name)


@pytest.mark.parametrize("name", NEEDS)
def test_without_a_second_step_a_role_does_not_count(cast: Cast, name: str) -> None:
    Authenticator.objects.filter(user_id=cast.account(name)).delete()
    account = Account.objects.get(pk=cast.account(name))
    standing = standing_of(account, second_step_for=SECOND_STEP_ROLES)
    held = frozenset((role, where or "") for role, where in ROLES[name])
    assert standing.viewer.roles | standing.withheld == held
    assert {role for role, _ in standing.withheld} == SECOND_STEP_ROLES & {r for r, _ in held}
    assert not SECOND_STEP_ROLES & {role for role, _ in standing.viewer.roles}


@pytest.mark.parametrize("step", ["totp", "webauthn"])
def test_with_either_second_step_it_does(cast: Cast, step: str) -> None:
    Authenticator.objects.filter(user_id=cast.account("amina")).update(type=step)
    account = Account.objects.get(pk=cast.account("amina"))
    assert standing_of(account, second_step_for=SECOND_STEP_ROLES).withheld == frozenset()


def test_recovery_codes_alone_are_no_second_step(cast: Cast) -> None:
    Authenticator.objects.filter(user_id=cast.account("farid")).update(type="recovery_codes")
    account = Account.objects.get(pk=cast.account("farid"))
    assert standing_of(account, second_step_for=SECOND_STEP_ROLES).withheld == {("steward", "")}


def test_belonging_by_a_withheld_role_alone_does_not_count(cast: Cast) -> None:
    Membership.objects.filter(account_id=cast.account("chen"), role="contributor").delete()
    Authenticator.objects.filter(user_id=cast.account("chen")).delete()
    account = Account.objects.get(pk=cast.account("chen"))
    viewer = standing_of(account, second_step_for=SECOND_STEP_ROLES).viewer
    assert viewer.organisations == frozenset()
    assert viewer.signed_in


def test_sign_in_leads_to_setting_one_up_and_the_role_waits_for_it(cast: Cast) -> None:
    browser = Client()
    Authenticator.objects.filter(user_id=cast.account("farid")).delete()
    from tests.personas import PASSWORD

    answer = browser.post(
        "/account/login/",
        {"login": cast.email("farid"), "password": PASSWORD, "next": "/steward/"},
    )
    assert answer.headers["Location"] == "/account/2fa/"
    assert browser.get("/account/2fa/").context["step"].is_needed
    assert browser.get("/steward/").status_code == 404
    assert browser.get("/").context["second_step_url"] == "/account/2fa/"
    assert browser.post(f"/steward/people/{cast.account('budi')}/recover/").status_code == 404
    set_up(browser)
    assert browser.get("/steward/").status_code == 200
    assert browser.get("/").context["second_step_url"] == ""


def test_whoever_needs_none_is_not_bothered(cast: Cast) -> None:
    browser = with_password(cast, "budi")
    assert browser.get("/").context["second_step_url"] == ""


def test_a_session_from_before_goes_on_until_it_ends(cast: Cast) -> None:
    browser = without_step("farid", cast)
    session = browser.session
    del session[BEGAN_KNOWING]
    session.save()
    assert browser.get("/steward/").status_code == 200
    again = with_password(cast, "farid")
    assert again.get("/steward/").status_code == 404


def test_a_steward_can_say_that_none_is_needed_and_it_is_on_record(cast: Cast) -> None:
    require_second_step(viewer=cast.viewer("farid"), is_required=False)
    assert kinds() == ["people.second-step-not-required"]
    assert without_step("farid", cast).get("/steward/").status_code == 200
    require_second_step(viewer=cast.viewer("farid"), is_required=True)
    require_second_step(viewer=cast.viewer("farid"), is_required=True)
    assert kinds()[1:] == ["people.second-step-required"]
    for other in ("amina", "omar", "dina"):
        with pytest.raises(NotAllowed):
            require_second_step(viewer=cast.viewer(other), is_required=False)


def test_the_command_line_acts_by_the_operators_authority(cast: Cast) -> None:
    Authenticator.objects.all().delete()
    viewer = viewer_by_email(cast.email("farid"))
    assert viewer is not None
    assert viewer.has("steward")


def test_an_account_with_an_app_signs_in_with_both(cast: Cast) -> None:
    browser = with_password(cast, "farid")
    assert browser.get("/steward/").status_code == 302
    browser.post("/account/2fa/authenticate/", {"code": code_for(SECRET)})
    assert browser.get("/steward/").status_code == 200


@pytest.mark.asvs("13.3.2")
def test_no_secret_lies_open_in_the_table(cast: Cast) -> None:
    browser = with_password(cast, "budi")
    secret = set_up(browser)
    codes = browser.get("/account/2fa/recovery-codes/").context["unused_codes"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM mfa_authenticator")
        rows = repr(cursor.fetchall())
    assert secret not in rows
    assert SECRET not in rows
    assert not [code for code in codes if code in rows]
    kept = [row.data for row in Authenticator.objects.filter(user_id=cast.account("budi"))]
    values = [data.get("secret") or data.get("seed") for data in kept]
    assert len(values) == 2
    assert all(value.startswith("sealed1.") for value in values)


def test_what_lay_open_is_sealed_by_the_upgrade(cast: Cast) -> None:
    migration = import_module("balai.people.migrations.0003_seal_second_steps")
    totp = Authenticator.objects.get(user_id=cast.account("farid"))
    totp.data = {"secret": SECRET}
    totp.save()
    codes = Authenticator.objects.create(
        user_id=cast.account("farid"),
        type="recovery_codes",
        data={"seed": "ab" * 40, "used_mask": 5},
    )
    migration.seal_secrets(apps, None)
    migration.seal_secrets(apps, None)  # twice does no harm
    totp.refresh_from_db()
    codes.refresh_from_db()
    assert SECRET not in json.dumps(totp.data)
    assert "ab" * 40 not in json.dumps(codes.data)
    assert codes.data["used_mask"] == 5
    assert totp.wrap().validate_code(code_for(SECRET))
    assert len(codes.wrap().get_unused_codes()) == 8


def test_a_demo_is_left_without_when_it_is_upgraded(cast: Cast) -> None:
    from balai.foundation.node_settings import get_setting

    migration = import_module("balai.people.migrations.0003_seal_second_steps")
    migration.let_demo_be(apps, None)
    assert get_setting("require_second_step") is True
    set_setting("is_demo", True)
    migration.let_demo_be(apps, None)
    assert get_setting("require_second_step") is False


def test_a_new_key_takes_over_and_the_old_one_can_go(cast: Cast, settings: object) -> None:
    former = settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "n" * 60, [former]
    assert seal_second_steps_anew() == len(NEEDS)
    assert seal_second_steps_anew() == 0
    settings.SECRET_KEY_FALLBACKS = []
    row = Authenticator.objects.get(user_id=cast.account("farid"))
    assert is_newest(row.data["secret"], PURPOSE)
    assert row.wrap().validate_code(code_for(SECRET))


def test_a_key_that_is_gone_changes_nothing(cast: Cast, settings: object) -> None:
    before = dict(Authenticator.objects.values_list("pk", "data"))
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "n" * 60, []
    with pytest.raises(NotReady):
        seal_second_steps_anew()
    assert dict(Authenticator.objects.values_list("pk", "data")) == before


def test_a_secret_that_cannot_be_opened_is_said_and_a_steward_helps(cast: Cast) -> None:
    row = Authenticator.objects.get(user_id=cast.account("chen"))
    row.data = {"secret": seal("x", "another purpose")}
    row.save()
    browser = with_password(cast, "chen")
    answer = browser.post("/account/2fa/authenticate/", {"code": "123456"})
    assert answer.status_code == 503
    assert "cannot be opened" in answer.content.decode()
    actions.remove_second_step(viewer=cast.viewer("farid"), account_id=cast.account("chen"))
    assert "_auth_user_id" in with_password(cast, "chen").session


def test_a_role_that_is_taken_in_the_middle_of_an_act_refuses_it(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    from balai.people.stewardship import views

    real = actions.make_organisation

    def taken_meanwhile(**named: object) -> object:
        Membership.objects.filter(account_id=cast.account("farid")).delete()
        return real(**named)

    monkeypatch.setattr(actions, "make_organisation", taken_meanwhile)
    assert views.actions is actions
    answer = cast.client_for("farid").post("/steward/organisations/", {"name": "New One"})
    assert answer.status_code == 404
    from balai.people.models import Organisation

    assert not Organisation.objects.filter(name="New One").exists()
    assert kinds() == []


def test_one_that_is_given_meanwhile_does_no_harm(cast: Cast) -> None:
    before = cast.viewer("budi")
    Membership.objects.create(
        account_id=cast.account("budi"), organisation_id=cast.a, role="reader"
    )
    require_standing(before)
    Account.objects.filter(pk=cast.account("budi")).update(is_active=False)
    with pytest.raises(NotAllowed):
        require_standing(before)


def test_a_steward_sees_whose_role_waits(cast: Cast) -> None:
    Authenticator.objects.filter(user_id=cast.account("chen")).delete()
    browser = cast.client_for("farid")
    page = browser.get("/steward/")
    assert [each.account_id for each in page.context["without_step"]] == [cast.account("chen")]
    assert rows_in(page) == []
    assert "1 person holds a role that waits for one" in page.content.decode()
    browser.post("/steward/node/second-step/", {"required": "no"})
    page = browser.get("/steward/")
    assert page.context["without_step"] == ()
    assert "a stolen password alone opens every role" in page.content.decode()
    assert "Ask for it" in browser.get("/steward/node/").content.decode()
    browser.post("/steward/node/second-step/", {"required": "yes"})
    assert kinds() == ["people.second-step-not-required", "people.second-step-required"]


@pytest.mark.parametrize("name", ["amina", "budi", "omar"])
def test_nobody_else_changes_whether_one_is_asked_for(cast: Cast, name: str) -> None:
    answer = cast.client_for(name).post("/steward/node/second-step/", {"required": "no"})
    assert answer.status_code == 404
    assert kinds() == []


@pytest.mark.parametrize(
    "credential",
    ["", "x", "[]", "1", "null", '"x"', "{}", '{"response": []}', '{"response": {"userHandle": 5}}',
     '{"id": "a", "rawId": "a", "type": "public-key", "response": {"userHandle": null}}',
     '{"id": "YQ", "rawId": "YQ", "type": "public-key", "response": {"clientDataJSON": "e30", '
     '"authenticatorData": "YQ", "signature": "YQ", "userHandle": "////"}}',
     "[" * 5000],
)  # fmt: skip
def test_what_is_no_passkey_is_refused_with_a_word(cast: Cast, credential: str) -> None:
    browser = Client()
    browser.get("/account/2fa/webauthn/login/", headers={"accept": "application/json"})
    answer = browser.post("/account/2fa/webauthn/login/", {"credential": credential})
    assert answer.status_code == 302
    assert "was not accepted" in browser.get("/account/login/").content.decode()
    assert "_auth_user_id" not in browser.session
    own = cast.client_for("budi")
    own.get("/account/2fa/webauthn/add/")
    page = own.post(
        "/account/2fa/webauthn/add/",
        {"name": "x", "credential": credential},
        headers={"host": "localhost"},
    )
    assert page.status_code == 200
    assert not Authenticator.objects.filter(user_id=cast.account("budi")).exists()


@pytest.mark.parametrize(
    ("host", "secure", "works"),
    [
        ("localhost:8000", False, True),
        ("balai.example.org", True, True),
        ("balai.example.org", False, False),
        ("127.0.0.1:8000", False, False),
        ("192.0.2.4", True, False),
        ("[::1]:8000", True, False),
    ],
)
def test_where_passkeys_do_not_work_the_page_says_so(
    host: str, secure: bool, works: bool, settings: object
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    browser = Client(headers={"host": host})
    page = browser.get("/account/login/", secure=secure).content.decode()
    assert ("Sign in with a passkey" in page) is works
    assert ("Passkeys cannot be used at this address" in page) is not works
