import json
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.test import Client, RequestFactory, override_settings

from balai.core.errors import Invalid
from balai.foundation.limits import LIMITS, TooOften, counted, is_within, limited, read_limits
from balai.people.models import Account
from tests.personas import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_counted() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def asked(who: object = None, at: str = "192.0.2.7", **headers: str) -> object:
    request = RequestFactory().post("/", REMOTE_ADDR=at, **headers)
    request.user = who or AnonymousUser()
    return request


def uses(what: str, most: int = 400, **named: object) -> int:
    """Return how often `what` goes well before it is refused."""
    for count in range(most):
        if not is_within(asked(**named), what, key="x"):
            return count
    raise AssertionError("never refused")


@pytest.mark.parametrize("what", LIMITS)
def test_every_limit_limits(cast: Cast, what: str) -> None:
    rates = [rate.split("/") for rate in LIMITS[what].rates.split(",")]
    account = Account.objects.get(pk=cast.account("budi"))
    assert uses(what, who=account) == min(int(amount) for amount, _time, _by in rates)
    limits = [int(amount) for amount, _time, by in rates if by != "user"]
    cache.clear()
    assert uses(what) == min(limits)


def test_accounts_and_addresses_are_counted_apart(cast: Cast) -> None:
    budi, chen = (Account.objects.get(pk=cast.account(name)) for name in ("budi", "chen"))
    assert uses("comment", who=budi) == 30
    assert uses("comment", who=chen, at="192.0.2.8") == 30
    assert uses("comment", at="192.0.2.9") == 60


def test_what_is_refused_says_so_with_429(cast: Cast) -> None:
    from django.urls import reverse

    page = reverse("sign-in")
    answers = [Client().get(page) for _ in range(31)]
    assert {each.status_code for each in answers[:30]} == {200}
    assert answers[30].status_code == 429
    assert "too often" in answers[30].content.decode()
    with pytest.raises(TooOften):
        limited(asked(at="127.0.0.1"), "link")


def test_a_view_counts_what_is_sent_and_not_what_is_looked_at() -> None:
    view = counted(lambda request: request.method, "comment")
    looked = RequestFactory().get("/")
    looked.user = AnonymousUser()
    assert {view(looked) for _ in range(100)} == {"GET"}
    for _ in range(60):
        view(asked())
    with pytest.raises(TooOften):
        view(asked())


def test_the_forwarded_address_counts_only_behind_a_proxy() -> None:
    spoofed = [{"at": "192.0.2.1", "HTTP_X_FORWARDED_FOR": f"203.0.113.{n}"} for n in range(40)]
    went = [is_within(asked(**each), "link") for each in spoofed]
    assert went == [True] * 30 + [False] * 10
    cache.clear()
    with override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=1):
        went = [is_within(asked(**each), "link") for each in spoofed]
    assert all(went)


def test_a_steward_sets_other_rates() -> None:
    chosen = read_limits("comment = 2/h/user, 3/h/ip ; link=5/m/ip")
    assert chosen == {"comment": "2/h/user,3/h/ip", "link": "5/m/ip"}
    assert read_limits("") == {}
    with override_settings(BALAI_LIMITS=chosen):
        assert uses("comment") == 3


@pytest.mark.parametrize(
    "text",
    ["x=1/m/ip", "comment", "comment=", "comment=0/m/ip", "link=5", "link=5/m/cat", "link=5/w/ip"],
)
def test_a_limit_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_limits(text)
    assert refused.value.kind == "unknown-limit"


@pytest.mark.asvs("14.2.2")
def test_what_is_counted_says_when_and_not_what(cast: Cast) -> None:
    """The cache is the only one: it holds times under keys, and no word of what was sent."""
    from django.conf import settings
    from django.core.cache import caches

    assert list(settings.CACHES) == ["default"]
    browser = cast.client_for("budi")
    wrong = {"login": "budi@example.org", "password": "a secret in the wrong place"}
    Client().post("/account/login/", wrong)
    Client().post("/recovery/", {"email": "somebody@example.net"})
    browser.post("/account/login/", wrong)
    browser.get("/invitation/")
    browser.get("/")
    kept = (
        caches["default"]._connection().execute("SELECT key, value, expires FROM kept").fetchall()
    )
    assert len(kept) >= 4
    for key, value, expires in kept:
        assert expires is not None, key
        assert all(isinstance(each, float | int) for each in json.loads(value)), key
        for word in ("secret", "wrong", "@", "example", "budi"):
            assert word not in key, key
