"""What the operator can do about signing in without the web."""

from __future__ import annotations

from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator

from balai.cli.entry import REFUSED, WRONG_USE
from balai.core.errors import Invalid
from balai.foundation.node_settings import get_setting
from balai.people.models import Provider
from balai.people.providers import protocol, queries
from tests.cli.conftest import Balai
from tests.personas import ROLES, Cast

pytestmark = pytest.mark.django_db
ISSUER = "https://login.example.org"


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> None:
    """A provider that answers at ISSUER; how it is spoken to is tested in tests/people."""

    def discover(issuer: str) -> None:
        if issuer != ISSUER:
            raise Invalid("It does not answer.", kind="address-unreachable")

    monkeypatch.setattr(protocol, "discover", discover)


def test_second_steps_are_listed(balai: Balai, cast: Cast) -> None:
    Authenticator.objects.filter(user_id=cast.account("chen")).delete()
    rows = {row["email"]: row for row in balai("user", "second-steps", "--json").data}
    assert rows.keys() == {cast.email(name) for name in ROLES}
    assert (rows[cast.email("farid")]["apps"], rows[cast.email("farid")]["needed"]) == (1, True)
    assert (rows[cast.email("budi")]["apps"], rows[cast.email("budi")]["needed"]) == (0, False)
    only = balai("user", "second-steps", "--missing", "--json").data
    assert [row["email"] for row in only] == [cast.email("chen")]
    assert "its role needs one" in balai("user", "second-steps").out
    for name in ("amina", "budi", "omar"):
        refused = balai("user", "second-steps", "--as", cast.email(name), "--json")
        assert refused.status == REFUSED


def test_a_second_step_is_asked_for_or_not(balai: Balai, cast: Cast) -> None:
    assert balai("steward", "second-step", "optional", "--json").data == {"second_step": "optional"}
    assert get_setting("require_second_step") is False
    balai("steward", "second-step", "required")
    assert get_setting("require_second_step") is True
    refused = balai("steward", "second-step", "optional", "--as", cast.email("amina"))
    assert refused.status == REFUSED


def test_secrets_are_sealed_anew(balai: Balai, cast: Cast, settings: object) -> None:
    former = settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "n" * 60, [former]
    assert balai("user", "reseal", "--json").data == {"second_steps": 5, "providers": 0}
    assert balai("user", "reseal", "--json").data == {"second_steps": 0, "providers": 0}


def test_a_provider_is_named_listed_and_removed(
    balai: Balai, cast: Cast, tmp_path: Path, answering: None
) -> None:
    secret = tmp_path / "secret"
    secret.write_text("s3cret\n")
    told = ["--issuer", ISSUER, "--client-id", "node"]
    made = balai(
        "user", "provider", "Harbour City Police", *told, "--secret", str(secret), "--json"
    )
    assert made.data == [
        {
            "organisation": cast.b,
            "name": "Harbour City Police",
            "issuer": ISSUER,
            "client_id": "node",
            "address_back": f"/account/provider/{cast.b}/back/",
        }
    ]
    assert queries.client_of(cast.b).secret == "s3cret"
    balai("user", "provider", cast.b, "--client-id", "other")
    assert (queries.client_of(cast.b).client_id, queries.client_of(cast.b).secret) == (
        "other",
        "s3cret",
    )
    assert "s3cret" not in balai("user", "provider").out
    refused = balai("user", "provider", cast.b, "--issuer", "https://other.example", "--json")
    assert refused.status == REFUSED
    assert balai("user", "provider", cast.b, "--remove", "--json").data == []
    assert Provider.objects.count() == 0


def test_a_provider_is_a_stewards_business(balai: Balai, cast: Cast, answering: None) -> None:
    told = ["--issuer", ISSUER, "--client-id", "node", "--as", cast.email("amina"), "--json"]
    assert balai("user", "provider", cast.a, *told).status == REFUSED
    assert balai("user", "provider", "--remove").status == WRONG_USE
    both = ["--remove", "--issuer", ISSUER]
    assert balai("user", "provider", cast.a, *both).status == WRONG_USE
