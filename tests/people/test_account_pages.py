import pytest

from balai.people.models import Account
from balai.people.queries import profile_of
from tests.people.browser import rows_in
from tests.personas import Cast

pytestmark = pytest.mark.django_db
CHOICES = {
    "name": "Budi bin Ali",
    "language": "fr",
    "reading_languages": ["ms", "fr"],
    "review_keys": "on",
}


def test_the_own_account_shows_roles_and_history(cast: Cast) -> None:
    page = cast.client_for("amina").get("/account/me/")
    body = page.content.decode()
    assert rows_in(page) == []
    assert "Straits Regional Centre" in body
    assert [held.role for held in page.context["roles"]] == ["contributor", "convenor", "reviewer"]
    assert "chen@example.org" not in body
    cast.client_for("farid").post(f"/steward/people/{cast.account('amina')}/recover/")
    assert "A steward made a link" in cast.client_for("amina").get("/account/me/").content.decode()


def test_choices_are_kept_and_the_pages_follow_the_language(cast: Cast) -> None:
    browser = cast.client_for("budi")
    answer = browser.post("/account/me/", CHOICES)
    assert answer.headers["Location"] == "/account/me/"
    own = profile_of(cast.viewer("budi"))
    assert (own.name, own.language, own.reading_languages) == ("Budi bin Ali", "fr", ("ms", "fr"))
    assert own.review_keys is True
    assert 'lang="fr"' in browser.get("/account/me/").content.decode()
    browser.post("/account/me/", {**CHOICES, "review_keys": ""})
    assert profile_of(cast.viewer("budi")).review_keys is False


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", ""), ("name", "<script>alert(1)</script>"), ("language", "xx"), ("name", "x" * 121)],
)
def test_wrong_choices_stand_beside_their_field(cast: Cast, field: str, value: str) -> None:
    page = cast.client_for("budi").post("/account/me/", {**CHOICES, field: value})
    assert page.status_code == 200
    assert page.context["form"].errors.keys() == {field}
    assert "<script>alert(1)" not in page.content.decode()
    assert Account.objects.get(pk=cast.account("budi")).name == "Budi"


@pytest.mark.asvs("8.2.2")
def test_one_cannot_choose_for_somebody_else(cast: Cast) -> None:
    browser = cast.client_for("budi")
    browser.post("/account/me/", {**CHOICES, "account_id": cast.account("amina"), "email": "x@y.z"})
    assert Account.objects.get(pk=cast.account("amina")).name == "Amina"
    assert Account.objects.get(pk=cast.account("budi")).email == cast.email("budi")


def test_giving_up_a_role_takes_a_button(cast: Cast) -> None:
    browser = cast.client_for("budi")
    assert browser.get("/account/me/leave/").status_code == 405
    browser.post("/account/me/leave/", {"role": "contributor", "organisation": cast.a})
    assert cast.viewer("budi").organisations == frozenset()
    last = cast.client_for("farid").post("/account/me/leave/", {"role": "steward"})
    assert last.status_code == 409
    assert "last one" in last.content.decode()


def test_closing_takes_a_deliberate_tick(cast: Cast) -> None:
    browser = cast.client_for("budi")
    assert browser.get("/account/me/close/").status_code == 200
    page = browser.post("/account/me/close/", {})
    assert page.context["form"].errors.keys() == {"sure"}
    assert Account.objects.get(pk=cast.account("budi")).is_active
    assert browser.post("/account/me/close/", {"sure": "on"}).status_code == 200
    assert not Account.objects.get(pk=cast.account("budi")).is_active
    assert browser.get("/account/me/").status_code == 302


def test_the_last_steward_cannot_close(cast: Cast) -> None:
    answer = cast.client_for("farid").post("/account/me/close/", {"sure": "on"})
    assert answer.status_code == 409
    assert Account.objects.get(pk=cast.account("farid")).is_active
