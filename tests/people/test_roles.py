import pytest

from balai.core.audience import Level, audience, may_see
from balai.core.errors import Conflict, Invalid, NotAllowed
from balai.people import actions
from balai.people.models import Membership
from balai.people.queries import operator
from tests.people.journal import kinds
from tests.personas import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def give(cast: Cast, who: str, whom: str, where: str, role: str) -> bool:
    return actions.give_role(
        viewer=cast.viewer(who), account_id=cast.account(whom), organisation=where, role=role
    )


def take(cast: Cast, who: str, whom: str, where: str, role: str) -> bool:
    return actions.take_role(
        viewer=cast.viewer(who), account_id=cast.account(whom), organisation=where, role=role
    )


def test_giving_twice_changes_once(cast: Cast) -> None:
    assert give(cast, "farid", "budi", cast.a, "reviewer")
    assert not give(cast, "farid", "budi", cast.a, "reviewer")
    assert ("reviewer", cast.a) in cast.viewer("budi").roles
    assert kinds() == ["people.role-given"]


def test_taking_twice_changes_once(cast: Cast) -> None:
    assert take(cast, "farid", "budi", cast.a, "contributor")
    assert not take(cast, "farid", "budi", cast.a, "contributor")
    assert cast.viewer("budi").roles == frozenset()
    assert kinds() == ["people.role-taken"]


@pytest.mark.asvs("8.3.2")
def test_whoever_leaves_loses_sight_at_once(cast: Cast) -> None:
    what = audience(Level.AMBER, owners=[cast.a])
    page, browser = f"/organisations/{cast.a}/", cast.client_for("budi")
    assert may_see(cast.viewer("budi"), what)
    assert browser.get(page).status_code == 200
    take(cast, "budi", "budi", cast.a, "contributor")
    assert not may_see(cast.viewer("budi"), what)
    assert browser.get(page).status_code == 404
    assert browser.get("/account/me/").status_code == 200  # the session itself goes on


@pytest.mark.parametrize(
    ("who", "where", "role", "may"),
    [
        ("farid", "a", "convenor", True),
        ("farid", "", "oversight", True),
        ("amina", "a", "reader", True),
        ("amina", "a", "reviewer", False),
        ("amina", "b", "reader", False),
        ("amina", "", "steward", False),
        ("chen", "a", "reader", False),
        ("omar", "", "steward", False),
        ("dina", "a", "reader", False),
    ],
)
@pytest.mark.asvs("8.2.1")
def test_who_may_give_and_take(cast: Cast, who: str, where: str, role: str, may: bool) -> None:
    organisation = getattr(cast, where) if where else ""
    if may:
        assert give(cast, who, "esther", organisation, role)
        assert take(cast, who, "esther", organisation, role)
        return
    before = Membership.objects.count()
    with pytest.raises(NotAllowed):
        give(cast, who, "esther", organisation, role)
    with pytest.raises(NotAllowed):
        take(cast, who, "esther", organisation, role)
    assert Membership.objects.count() == before


def test_the_last_steward_stays(cast: Cast) -> None:
    for attempt in (
        lambda: take(cast, "farid", "farid", "", "steward"),
        lambda: actions.close_account(
            viewer=cast.viewer("farid"), account_id=cast.account("farid")
        ),
        lambda: actions.take_role(
            viewer=operator(), account_id=cast.account("farid"), organisation="", role="steward"
        ),
    ):
        with pytest.raises(Conflict) as refused:
            attempt()
        assert refused.value.kind == "last-steward"
    assert cast.viewer("farid").has("steward")


def test_a_steward_may_go_once_there_is_another(cast: Cast) -> None:
    give(cast, "farid", "esther", "", "steward")
    assert take(cast, "farid", "farid", "", "steward")
    assert not cast.viewer("farid").has("steward")
    with pytest.raises(Conflict):
        take(cast, "esther", "esther", "", "steward")


def test_a_closed_steward_does_not_count(cast: Cast) -> None:
    give(cast, "farid", "esther", "", "steward")
    actions.close_account(viewer=cast.viewer("farid"), account_id=cast.account("esther"))
    with pytest.raises(Conflict):
        take(cast, "farid", "farid", "", "steward")


@pytest.mark.asvs("8.2.1")
def test_a_steward_does_not_let_oneself_in(cast: Cast) -> None:
    with pytest.raises(Invalid) as refused:
        give(cast, "farid", "farid", cast.a, "reader")
    assert refused.value.kind == "second-person"
    assert cast.viewer("farid").organisations == frozenset()


def test_a_steward_may_begin_an_organisation_without_members(cast: Cast) -> None:
    made = actions.make_organisation(viewer=cast.viewer("farid"), name="New Centre")
    assert give(cast, "farid", "farid", made, "convenor")


@pytest.mark.parametrize(("where", "role"), [("", "reader"), ("a", "steward"), ("a", "king")])
@pytest.mark.asvs("8.4.1")
def test_a_role_is_held_where_it_belongs(cast: Cast, where: str, role: str) -> None:
    with pytest.raises(Invalid):
        give(cast, "farid", "budi", getattr(cast, where) if where else "", role)


def test_absent_accounts_and_organisations_are_absent(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        give(cast, "farid", "budi", "0" * 26, "reader")
    with pytest.raises(NotAllowed):
        actions.give_role(
            viewer=cast.viewer("farid"), account_id="0" * 26, organisation=cast.a, role="reader"
        )
