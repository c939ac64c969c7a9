from datetime import timedelta

import pytest

from balai.core.errors import Conflict, Invalid, NotAllowed
from balai.foundation.clock import now, stopped_at
from balai.people import actions
from balai.people.models import Account, OneTimeLink
from balai.people.queries import link, operator
from balai.people.stewardship.queries import people_asking
from tests.people.journal import details, kinds
from tests.personas import PASSWORD, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
GOOD = "market roof lantern river"


def asking(cast: Cast) -> list[str]:
    return [person.account_id for person in people_asking(cast.viewer("farid"))]


def test_a_wish_stands_before_the_stewards_once(cast: Cast) -> None:
    for typed in ("budi@example.org", " BUDI@example.org ", "budi@example.org"):
        actions.ask_recovery(email=typed)
    assert asking(cast) == [cast.account("budi")]
    assert OneTimeLink.objects.count() == 1
    assert kinds() == ["people.recovery-asked"]
    assert "budi" not in details().lower()


@pytest.mark.asvs("6.3.8")
def test_an_unknown_address_leaves_no_trace(cast: Cast) -> None:
    actions.ask_recovery(email="nobody@example.org")
    actions.ask_recovery(email="not an address")
    assert asking(cast) == []
    assert kinds() == []


def test_a_steward_hands_over_a_link_and_the_wish_ends(cast: Cast) -> None:
    actions.ask_recovery(email=cast.email("budi"))
    made = actions.make_recovery_link(viewer=cast.viewer("farid"), account_id=cast.account("budi"))
    assert asking(cast) == []
    assert actions.use_recovery(token=made.token, password=GOOD) == cast.account("budi")
    row = Account.objects.get(pk=cast.account("budi"))
    assert row.check_password(GOOD)
    assert not row.check_password(PASSWORD)
    assert kinds()[-2:] == ["people.recovery-made", "people.recovery-used"]


@pytest.mark.parametrize("who", ["amina", "budi", "chen", "omar", "dina"])
def test_nobody_but_a_steward_makes_recovery_links(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        actions.make_recovery_link(viewer=cast.viewer(who), account_id=cast.account("budi"))
    with pytest.raises(NotAllowed):
        actions.remove_second_step(viewer=cast.viewer(who), account_id=cast.account("budi"))


@pytest.mark.asvs("6.4.1")
def test_the_newest_link_holds_and_works_once(cast: Cast) -> None:
    first, second = (
        actions.make_recovery_link(viewer=cast.viewer("farid"), account_id=cast.account("budi"))
        for _ in range(2)
    )
    with pytest.raises(Conflict) as replaced:
        actions.use_recovery(token=first.token, password=GOOD)
    assert replaced.value.kind == "link-used"
    actions.use_recovery(token=second.token, password=GOOD)
    with pytest.raises(Conflict) as replayed:
        actions.use_recovery(token=second.token, password="another river lantern roof")
    assert replayed.value.kind == "link-used"
    assert Account.objects.get(pk=cast.account("budi")).check_password(GOOD)


@pytest.mark.asvs("6.4.1")
def test_a_link_expires_and_a_forged_one_is_unknown(cast: Cast) -> None:
    made = actions.make_recovery_link(viewer=cast.viewer("farid"), account_id=cast.account("budi"))
    with stopped_at(now() + timedelta(days=2, seconds=1)), pytest.raises(Conflict) as late:
        actions.use_recovery(token=made.token, password=GOOD)
    assert late.value.kind == "link-expired"
    with pytest.raises(Conflict) as forged:
        actions.use_recovery(token="0" * 52, password=GOOD)
    assert forged.value.kind == "link-unknown"


def test_a_weak_password_leaves_the_link_open(cast: Cast) -> None:
    made = actions.make_recovery_link(viewer=cast.viewer("farid"), account_id=cast.account("budi"))
    with pytest.raises(Invalid):
        actions.use_recovery(token=made.token, password="budi")
    assert link("recovery", made.token).is_open


@pytest.mark.asvs("7.4.3", "7.4.5")
def test_recovery_signs_out_everywhere(cast: Cast) -> None:
    browser = cast.client_for("budi")
    assert browser.get("/account/me/").status_code == 200
    made = actions.make_recovery_link(viewer=cast.viewer("farid"), account_id=cast.account("budi"))
    actions.use_recovery(token=made.token, password=GOOD)
    assert browser.get("/account/me/").status_code == 302


def test_a_closed_account_cannot_be_recovered(cast: Cast) -> None:
    made = actions.make_recovery_link(viewer=cast.viewer("farid"), account_id=cast.account("budi"))
    actions.close_account(viewer=cast.viewer("budi"), account_id=cast.account("budi"))
    with pytest.raises(Conflict):
        actions.use_recovery(token=made.token, password=GOOD)
    with pytest.raises(NotAllowed):
        actions.make_recovery_link(viewer=cast.viewer("farid"), account_id=cast.account("budi"))


def test_only_the_operator_makes_sign_in_links(cast: Cast) -> None:
    for who in ("farid", "amina", "dina"):
        with pytest.raises(NotAllowed):
            actions.sign_in_link(viewer=cast.viewer(who), account_id=cast.account("budi"))
    made = actions.sign_in_link(viewer=operator(), account_id=cast.account("budi"))
    assert made.path == f"/sign-in/#{made.token}"
    assert actions.use_sign_in_link(token=made.token) == cast.account("budi")
    with pytest.raises(Conflict) as replayed:
        actions.use_sign_in_link(token=made.token)
    assert replayed.value.kind == "link-used"
    assert kinds() == ["people.sign-in-link-made", "people.sign-in-link-used"]


def test_a_sign_in_link_lasts_as_long_as_it_was_given(cast: Cast) -> None:
    made = actions.sign_in_link(
        viewer=operator(), account_id=cast.account("budi"), lasts=timedelta(minutes=5)
    )
    with stopped_at(now() + timedelta(minutes=5, seconds=1)), pytest.raises(Conflict) as late:
        actions.use_sign_in_link(token=made.token)
    assert late.value.kind == "link-expired"


def test_a_wish_cannot_be_used_by_anybody(cast: Cast) -> None:
    """A wish is kept like a link, but its token was never written down."""
    actions.ask_recovery(email=cast.email("budi"))
    row = OneTimeLink.objects.get()
    with pytest.raises(Conflict) as forged:
        actions.use_recovery(token=row.token_hash, password=GOOD)
    assert forged.value.kind == "link-unknown"
