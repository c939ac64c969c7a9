"""Signing in through an organisation's provider, which may lie, be down, or be inside."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from django.db import connection
from django.test import Client

from balai.core.errors import Invalid, NotAllowed
from balai.foundation import outside
from balai.foundation.sealing import is_newest
from balai.people import actions
from balai.people.actions import providers as act
from balai.people.models import Account, Membership, Provider, ProviderSubject
from balai.people.providers import queries
from balai.people.providers.protocol import Person, clean_issuer
from tests.people.browser import rows_in
from tests.people.journal import details, kinds
from tests.people.providers.fake import CLIENT, SECRET, Fake, serve, strange_key
from tests.people.test_sign_in import code_for
from tests.personas import SECRET as TOTP
from tests.personas import Cast, prove

pytestmark = pytest.mark.django_db


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Fake]:
    made = Fake()
    server = serve(made, tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "cert.pem"))
    monkeypatch.setattr(outside, "public_address", lambda host, port: "127.0.0.1")
    yield made
    server.shutdown()
    server.server_close()


@pytest.fixture
def named(cast: Cast, fake: Fake) -> Fake:
    act.name_provider(
        viewer=cast.viewer("farid"),
        organisation_id=cast.a,
        issuer=fake.issuer,
        client_id=CLIENT,
        secret=SECRET,
    )
    return fake


def begun(browser: Client, fake: Fake, organisation: str, then: str = "") -> dict[str, str]:
    """Begin at the node; return what the browser takes to the provider."""
    answer = browser.get(f"/account/provider/{organisation}/" + (f"?next={then}" if then else ""))
    assert answer.status_code == 302, answer.content.decode()
    there = urlsplit(answer.headers["Location"])
    assert f"{there.scheme}://{there.netloc}" == fake.issuer
    asked = {key: values[0] for key, values in parse_qs(there.query).items()}
    fake.nonce = asked["nonce"]
    return asked


def came_back(browser: Client, fake: Fake, organisation: str, **named: str) -> Any:
    asked = begun(browser, fake, organisation)
    sent = {"code": "abc", "state": asked["state"]} | named
    return browser.get(f"/account/provider/{organisation}/back/", sent)


def who(browser: Client) -> str | None:
    return browser.session.get("_auth_user_id")


def test_a_member_signs_in(cast: Cast, named: Fake) -> None:
    browser = Client()
    page = browser.get("/account/login/?next=/contributions/")
    assert rows_in(page) == []
    assert [each.name for each in page.context["providers"]] == ["Straits Regional Centre"]
    asked = begun(browser, named, cast.a, then="/contributions/")
    assert asked["redirect_uri"] == f"http://testserver/account/provider/{cast.a}/back/"
    assert (asked["scope"], asked["code_challenge_method"]) == ("openid email profile", "S256")
    done = browser.get(
        f"/account/provider/{cast.a}/back/", {"code": "abc", "state": asked["state"]}
    )
    assert done.headers["Location"] == "/contributions/"
    assert who(browser) == cast.account("budi")
    token = next(each for each in named.asked if each[0] == "/token")
    assert token[2]["code"] == "abc"
    assert token[1].startswith("Basic ")
    assert "client_secret" not in token[2]
    assert kinds()[-1] == "people.provider-met"
    assert Account.objects.get(pk=cast.account("budi")).name == "Budi"


def test_the_second_step_is_asked_for_all_the_same(cast: Cast, named: Fake) -> None:
    named.claims = {"email": "amina@example.org"}
    browser = Client()
    assert came_back(browser, named, cast.a).headers["Location"] == "/account/2fa/authenticate/"
    assert who(browser) is None
    browser.post("/account/2fa/authenticate/", {"code": code_for(TOTP)})
    assert who(browser) == cast.account("amina")


def test_an_invitation_lets_in_and_gives_what_it_says(cast: Cast, named: Fake) -> None:
    actions.invite(
        viewer=cast.viewer("amina"),
        email="gita@example.org",
        organisation=cast.a,
        roles=["contributor"],
    )
    named.claims = {"email": "Gita@Example.org", "sub": "gita", "name": "Gi\u202eta\u0000"}
    browser = Client()
    came_back(browser, named, cast.a)
    gita = Account.objects.get(email="gita@example.org")
    assert who(browser) == gita.pk
    assert (gita.name, gita.has_usable_password()) == ("Gita", False)
    assert list(Membership.objects.filter(account=gita).values_list("role", "organisation_id")) == [
        ("contributor", cast.a)
    ]
    came_back(Client(), named, cast.a)
    assert Account.objects.filter(email="gita@example.org").count() == 1
    assert "gita" not in details().lower()


@pytest.mark.parametrize("email", ["chen@example.org", "nobody@example.org", "farid@example.org"])
@pytest.mark.asvs("6.8.1", "8.4.1")
def test_a_provider_opens_nothing_outside_its_organisation(
    cast: Cast, named: Fake, email: str
) -> None:
    named.claims = {"email": email, "sub": email}
    before = Account.objects.count(), Membership.objects.count()
    answer = came_back(Client(), named, cast.a)
    assert answer.status_code == 403
    assert "no account here that belongs to this organisation" in answer.content.decode()
    assert (Account.objects.count(), Membership.objects.count()) == before


def test_inviting_does_not_let_a_provider_into_an_account_of_others(
    cast: Cast, named: Fake
) -> None:
    actions.invite(
        viewer=cast.viewer("amina"),
        email=cast.email("chen"),
        organisation=cast.a,
        roles=["reader"],
    )
    named.claims = {"email": cast.email("chen"), "sub": "chen"}
    browser = Client()
    assert came_back(browser, named, cast.a).status_code == 403
    assert who(browser) is None


def test_an_invitation_to_somewhere_else_does_not_count(cast: Cast, named: Fake) -> None:
    actions.invite(
        viewer=cast.viewer("farid"), email="new@example.org", organisation=cast.b, roles=["reader"]
    )
    named.claims = {"email": "new@example.org"}
    assert came_back(Client(), named, cast.a).status_code == 403
    assert not Account.objects.filter(email="new@example.org").exists()


def test_an_address_that_passed_to_somebody_else_does_not_open_the_account(
    cast: Cast, named: Fake
) -> None:
    came_back(Client(), named, cast.a)
    named.claims = {"sub": "the next one with this address"}
    answer = came_back(Client(), named, cast.a)
    assert answer.status_code == 403
    assert "somebody else by this address" in answer.content.decode()
    assert act.forget_subject(viewer=cast.viewer("farid"), account_id=cast.account("budi"))
    browser = Client()
    came_back(browser, named, cast.a)
    assert who(browser) == cast.account("budi")


def test_one_person_at_the_provider_has_one_account(cast: Cast, named: Fake) -> None:
    came_back(Client(), named, cast.a)
    named.claims = {"email": "amina@example.org"}
    assert came_back(Client(), named, cast.a).status_code == 403


def now_and(seconds: int) -> int:
    return int(time.time()) + seconds


LIES: list[tuple[str, dict[str, Any], str]] = [
    ("another issuer", {"claims": {"iss": "https://evil.example"}}, "another provider"),
    ("another audience", {"claims": {"aud": "somebody-else"}}, "another service"),
    ("several audiences", {"claims": {"aud": [CLIENT, "other"]}}, "another service"),
    ("another party", {"claims": {"aud": [CLIENT], "azp": "other"}}, "another service"),
    ("no audience", {"claims": {"aud": None}}, "not signed"),
    ("another nonce", {"claims": {"nonce": "x"}}, "another question"),
    ("no nonce", {"claims": {"nonce": None}}, "another question"),
    ("unverified", {"claims": {"email_verified": False}}, "vouch"),
    ("not said", {"claims": {"email_verified": None}}, "vouch"),
    ("a word for yes", {"claims": {"email_verified": "true"}}, "vouch"),
    ("no address", {"claims": {"email": None, "email_verified": None}}, "vouch"),
    ("two addresses", {"claims": {"email": ["budi@example.org"]}}, "vouch"),
    ("no subject", {"claims": {"sub": None}}, "not signed"),
    ("an empty subject", {"claims": {"sub": ""}}, "who you are"),
    ("expired", {"claims": {"exp": now_and(-90)}}, "expired"),
    ("from the future", {"claims": {"iat": now_and(3600)}}, "future"),
    ("without an end", {"claims": {"exp": None}}, "not signed"),
    ("a strange key", {"key": strange_key()}, "not signed"),
    ("a strange key, unnamed", {"key": strange_key(), "kid": None}, "not signed"),
    ("an unknown key", {"kid": "other"}, "not signed"),
    ("an error", {"status": 500}, "refused to answer (500)"),
    ("a redirect", {"status": 302}, "refused to answer (302)"),
    ("no JSON", {"body": b"<html>"}, "cannot be read"),
    ("deep JSON", {"body": b"[" * 100_000}, "cannot be read"),
    ("a list", {"body": b"[]"}, "cannot be read"),
    ("no token", {"body": b"{}"}, "not signed"),
    ("a token of another form", {"body": b'{"id_token": {"a": 1}}'}, "not signed"),
    ("too much", {"body": b" " * 400_000}, "too great a length"),
]


@pytest.mark.parametrize(("lie", "says"), [(a, b) for _, a, b in LIES], ids=[x for x, _, _ in LIES])
@pytest.mark.asvs("6.8.2", "9.1.1", "9.1.3", "9.2.1", "9.2.3")
def test_a_provider_that_lies_is_found_out(
    cast: Cast, named: Fake, lie: dict[str, Any], says: str
) -> None:
    for name, value in lie.items():
        setattr(named, name, value)
    browser = Client()
    answer = came_back(browser, named, cast.a)
    assert answer.status_code == 403
    assert says in answer.content.decode()
    assert "Sign in with a password" in answer.content.decode()
    assert who(browser) is None
    assert ProviderSubject.objects.count() == 0


@pytest.mark.asvs("6.8.2", "9.1.1", "9.1.2")
def test_a_signature_by_nobody_or_by_a_shared_secret_does_not_count(
    cast: Cast, named: Fake
) -> None:
    honest = Fake.token
    public = (
        strange_key()
        .public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    )
    for key, alg in ((None, "none"), (SECRET + SECRET + SECRET, "HS256"), (public, "HS256")):
        asked = begun(browser := Client(), named, cast.a)
        claims = jwt.decode(honest(named), options={"verify_signature": False})
        if alg == "HS256" and isinstance(key, bytes):
            key = key.replace(b"PUBLIC KEY", b"SECRET")
        token = jwt.encode(claims, key, algorithm=alg, headers={"kid": "own"})
        named.body = json.dumps({"id_token": token}).encode()
        answer = browser.get(
            f"/account/provider/{cast.a}/back/", {"code": "abc", "state": asked["state"]}
        )
        assert answer.status_code == 403
        assert "not signed" in answer.content.decode()


@pytest.mark.parametrize(("claim", "seconds"), [("exp", -50), ("iat", 50)])
def test_a_clock_that_is_a_little_off_does_no_harm(
    cast: Cast, named: Fake, claim: str, seconds: int
) -> None:
    named.claims = {claim: now_and(seconds)}
    browser = Client()
    came_back(browser, named, cast.a)
    assert who(browser) == cast.account("budi")


@pytest.mark.parametrize(("claim", "seconds"), [("exp", -70), ("iat", 80)])
@pytest.mark.asvs("9.2.1")
def test_one_that_is_off_by_more_is_told(cast: Cast, named: Fake, claim: str, seconds: int) -> None:
    named.claims = {claim: now_and(seconds)}
    answer = came_back(Client(), named, cast.a)
    assert answer.status_code == 403
    assert "clocks" in answer.content.decode()


def test_the_address_may_come_from_the_userinfo(cast: Cast, named: Fake) -> None:
    named.claims = {"email": None, "email_verified": None}
    named.userinfo = {"email": "budi@example.org", "email_verified": True}
    browser = Client()
    came_back(browser, named, cast.a)
    assert who(browser) == cast.account("budi")
    named.userinfo |= {"sub": "somebody else"}
    answer = came_back(Client(), named, cast.a)
    assert "two people at once" in answer.content.decode()


@pytest.mark.parametrize(
    "changed", [{"state": "forged"}, {"state": ""}, {"code": ""}, {"error": "access_denied"}]
)
def test_what_was_not_asked_is_not_answered(
    cast: Cast, named: Fake, changed: dict[str, str]
) -> None:
    browser = Client()
    assert came_back(browser, named, cast.a, **changed).status_code == 403
    assert who(browser) is None
    assert not [path for path, _head, _form in named.asked if path == "/token"]


@pytest.mark.asvs("2.3.1", "10.1.2")
def test_an_answer_counts_once_and_in_the_browser_that_asked(cast: Cast, named: Fake) -> None:
    browser = Client()
    asked = begun(browser, named, cast.a)
    there = f"/account/provider/{cast.a}/back/"
    sent = {"code": "abc", "state": asked["state"]}
    assert Client().get(there, sent).status_code == 403
    elsewhere = f"/account/provider/{cast.b}/back/"
    assert browser.get(elsewhere, sent).status_code == 403
    assert browser.get(there, sent).status_code == 403  # the answer elsewhere used it up
    asked = begun(browser, named, cast.a)
    sent = {"code": "abc", "state": asked["state"]}
    assert browser.get(there, sent).status_code == 302
    assert Client(headers={}).get(there, sent).status_code == 403
    assert browser.get(there, sent).status_code == 403


def test_an_answer_that_comes_too_late_is_refused(cast: Cast, named: Fake) -> None:
    browser = Client()
    asked = begun(browser, named, cast.a)
    session = browser.session
    session["provider_asked"] = session["provider_asked"] | {"at": time.time() - 601}
    session.save()
    answer = browser.get(
        f"/account/provider/{cast.a}/back/", {"code": "abc", "state": asked["state"]}
    )
    assert "came too late" in answer.content.decode()


def test_an_answer_that_names_another_issuer_is_refused(cast: Cast, named: Fake) -> None:
    answer = came_back(Client(), named, cast.a, iss="https://evil.example")
    assert "another provider" in answer.content.decode()


@pytest.mark.parametrize(
    "lie",
    [
        {"issuer": "https://evil.example"},
        {"token_endpoint": "http://login.example.org/token"},
        {"jwks_uri": ""},
        {"authorization_endpoint": 5},
    ],
)
def test_a_provider_that_says_odd_things_of_itself_is_refused(
    cast: Cast, named: Fake, lie: dict[str, Any]
) -> None:
    named.discovery = lie
    answer = Client().get(f"/account/provider/{cast.a}/")
    assert answer.status_code == 403
    assert "Sign in with a password" in answer.content.decode()


@pytest.mark.asvs("16.5.2")
def test_one_that_is_down_leaves_the_password(cast: Cast, named: Fake) -> None:
    Provider.objects.update(issuer="https://login.example.org:1")
    answer = Client().get(f"/account/provider/{cast.a}/")
    assert answer.status_code == 403
    assert "could not be reached" in answer.content.decode()


@pytest.mark.asvs("1.3.6")
def test_one_inside_the_network_is_not_asked(
    cast: Cast, named: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    for host in ("127.0.0.1", "localhost", "[::1]", "10.0.0.1", "169.254.169.254"):
        Provider.objects.update(issuer=f"https://{host}:{named.port}")
        answer = Client().get(f"/account/provider/{cast.a}/")
        assert answer.status_code == 403
        assert "inside a private network" in answer.content.decode()
    assert named.asked == []


def test_endpoints_inside_the_network_are_not_asked_either(
    cast: Cast, named: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = Client()
    asked = begun(browser, named, cast.a)
    named.discovery = {"token_endpoint": f"https://inside.example:{named.port}/token"}

    def guard(host: str, port: int) -> str:
        if host == "inside.example":
            raise outside.refusal("inside", f"“{host}” is inside a private network.")
        return "127.0.0.1"

    monkeypatch.setattr(outside, "public_address", guard)
    answer = browser.get(
        f"/account/provider/{cast.a}/back/", {"code": "abc", "state": asked["state"]}
    )
    assert "inside a private network" in answer.content.decode()


def test_where_none_is_named_there_is_nothing(cast: Cast) -> None:
    assert Client().get(f"/account/provider/{cast.a}/").status_code == 404
    assert Client().get("/account/login/").context["providers"] == ()


@pytest.mark.asvs("13.3.2")
def test_the_secret_lies_sealed_and_is_never_shown(cast: Cast, named: Fake) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_provider")
        assert SECRET not in repr(cursor.fetchall())
    assert is_newest(Provider.objects.get().secret, act.PURPOSE)
    page = cast.client_for("farid").get(f"/organisations/{cast.a}/provider/")
    assert SECRET not in page.content.decode()
    assert rows_in(page) == []
    assert queries.client_of(cast.a).secret == SECRET
    assert SECRET not in details()


def test_a_new_key_seals_it_anew(cast: Cast, named: Fake, settings: Any) -> None:
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "n" * 60, [settings.SECRET_KEY]
    assert act.seal_providers_anew() == 1
    assert act.seal_providers_anew() == 0
    settings.SECRET_KEY_FALLBACKS = []
    assert queries.client_of(cast.a).secret == SECRET


def test_a_steward_names_one_that_answers(cast: Cast, fake: Fake) -> None:
    browser = cast.client_for("farid")
    where = f"/organisations/{cast.a}/provider/"
    sent = {"issuer": "https://nothing.example:1", "client_id": CLIENT, "secret": SECRET}
    refused = browser.post(where, sent)
    assert refused.status_code == 200
    assert refused.context["form"].errors
    assert Provider.objects.count() == 0
    done = browser.post(where, sent | {"issuer": fake.issuer})
    assert done.headers["Location"] == f"/organisations/{cast.a}/"
    assert kinds() == ["people.provider-named"]
    came_back(Client(), fake, cast.a)
    browser.post(where, {"issuer": fake.issuer, "client_id": "another", "secret": ""})
    assert queries.client_of(cast.a).secret == SECRET
    assert ProviderSubject.objects.count() == 1
    browser.post(f"{where}remove/")
    assert Provider.objects.count() == ProviderSubject.objects.count() == 0


@pytest.mark.parametrize("name", ["amina", "budi", "chen", "omar", "dina"])
def test_nobody_but_a_steward_names_providers(cast: Cast, named: Fake, name: str) -> None:
    viewer, browser = cast.viewer(name), cast.client_for(name)
    with pytest.raises(NotAllowed):
        act.name_provider(
            viewer=viewer, organisation_id=cast.a, issuer=named.issuer, client_id="x", secret="y"
        )
    with pytest.raises(NotAllowed):
        act.remove_provider(viewer=viewer, organisation_id=cast.a)
    with pytest.raises(NotAllowed):
        act.forget_subject(viewer=viewer, account_id=cast.account("budi"))
    with pytest.raises(NotAllowed):
        queries.providers(viewer)
    expected = 302 if name == "dina" else 404
    there = f"/organisations/{cast.a}/provider/"
    assert browser.get(there).status_code == expected
    assert browser.post(there, {"issuer": "x"}).status_code == expected
    assert browser.post(f"{there}remove/").status_code == expected


@pytest.mark.parametrize(
    "issuer", ["", "login.example.org", "http://login.example.org", "https://x/?a=b", "https://"]
)
def test_what_cannot_be_an_issuer_is_refused(issuer: str) -> None:
    with pytest.raises(Invalid):
        clean_issuer(issuer)


def test_a_providers_word_confirms_that_it_is_still_you(cast: Cast, named: Fake) -> None:
    browser = Client()
    came_back(browser, named, cast.a)
    account = Account.objects.get(pk=cast.account("budi"))
    account.set_unusable_password()
    account.save()
    browser.force_login(account)
    prove(browser, account, ago=660)
    there = browser.post("/account/me/close/", {"sure": "on"}).headers["Location"]
    assert there == f"/account/provider/{cast.a}/?next=%2Faccount%2Fme%2Fclose%2F"
    asked = begun(browser, named, cast.a, then="/account/me/close/")
    assert (asked["prompt"], asked["max_age"]) == ("login", "0")
    closed = browser.get(
        f"/account/provider/{cast.a}/back/", {"code": "abc", "state": asked["state"]}
    )
    assert closed.status_code == 200
    assert kinds()[-1] == "people.account-closed"


def test_the_page_that_asks_once_more_offers_the_provider(cast: Cast, named: Fake) -> None:
    browser = Client()
    came_back(browser, named, cast.a)
    page = browser.get("/account/reauthenticate/?next=/account/me/").content.decode()
    assert "Confirm through Straits Regional Centre" in page


def test_the_word_on_somebody_else_confirms_nothing(cast: Cast, named: Fake) -> None:
    browser = cast.client_for("amina")
    answer = came_back(browser, named, cast.a)
    assert answer.status_code == 403
    assert who(browser) == cast.account("amina")


def test_a_closed_account_is_not_opened(cast: Cast, named: Fake) -> None:
    actions.close_account(viewer=cast.viewer("budi"), account_id=cast.account("budi"))
    browser = Client()
    assert came_back(browser, named, cast.a).status_code == 403
    assert who(browser) is None


def test_an_address_that_is_none_is_refused(cast: Cast, named: Fake) -> None:
    with pytest.raises(Invalid):
        act.admit(organisation_id=cast.a, person=Person("x", "not an address", ""))
