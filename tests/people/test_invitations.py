from datetime import timedelta

import pytest

from balai.core.audience import PUBLIC, Viewer
from balai.core.errors import Conflict, Invalid, NotAllowed
from balai.foundation.clock import now, stopped_at
from balai.people import actions
from balai.people.models import Account, OneTimeLink
from balai.people.queries import link, operator, viewer_by_email
from balai.people.tokens import hash_of
from tests.people.journal import details, kinds
from tests.personas import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
GOOD = "market roof lantern river"


def invite(who: Viewer, organisation: str, *roles: str, email: str = "gita@example.org") -> str:
    return actions.invite(viewer=who, email=email, organisation=organisation, roles=roles).token


def test_an_invited_person_joins_with_name_and_password(cast: Cast) -> None:
    token = invite(cast.viewer("amina"), cast.a, "contributor", email=" Gita@Example.org ")
    account = actions.accept_invitation(token=token, name="  Gi\u202eta ", password=GOOD)
    row = Account.objects.get(pk=account)
    assert (row.email, row.name) == ("gita@example.org", "Gita")
    assert row.check_password(GOOD)
    joined = viewer_by_email("gita@example.org")
    assert joined is not None
    assert joined.roles == {("contributor", cast.a)}
    assert kinds() == ["people.invited", "people.account-made", "people.invitation-accepted"]


def test_only_the_hash_of_a_token_is_kept(cast: Cast) -> None:
    made = actions.invite(
        viewer=cast.viewer("farid"), email="gita@example.org", organisation=cast.b, roles=["reader"]
    )
    row = OneTimeLink.objects.get(pk=made.id)
    assert row.token_hash == hash_of(made.token)
    assert made.token not in str(row.__dict__)
    assert made.token not in repr(made)
    assert made.path == f"/invitation/#{made.token}"


def test_the_journal_names_nobody(cast: Cast) -> None:
    token = invite(cast.viewer("amina"), cast.a, "reader")
    actions.accept_invitation(token=token, name="Gita", password=GOOD)
    assert "gita" not in details().lower()
    assert token not in details()


@pytest.mark.parametrize(
    ("who", "where", "roles", "may"),
    [
        ("farid", "a", ("reviewer", "convenor"), True),
        ("farid", "", ("steward",), True),
        ("amina", "a", ("reader", "contributor"), True),
        ("amina", "a", ("reviewer",), False),
        ("amina", "b", ("reader",), False),
        ("amina", "", ("steward",), False),
        ("chen", "b", ("contributor",), True),
        ("budi", "a", ("reader",), False),
        ("omar", "a", ("reader",), False),
        ("dina", "a", ("reader",), False),
    ],
)
def test_who_may_invite_where(
    cast: Cast, who: str, where: str, roles: tuple[str, ...], may: bool
) -> None:
    organisation = getattr(cast, where) if where else ""
    if may:
        assert invite(cast.viewer(who), organisation, *roles)
        return
    with pytest.raises(NotAllowed):
        invite(cast.viewer(who), organisation, *roles)
    assert not OneTimeLink.objects.exists()
    assert kinds() == []


@pytest.mark.parametrize(
    "email", ["", "gita", "gita@", "a b@example.org", "x" * 250 + "@example.org"]
)
def test_a_wrong_address_is_refused(cast: Cast, email: str) -> None:
    with pytest.raises(Invalid) as refused:
        invite(cast.viewer("farid"), cast.a, "reader", email=email)
    assert "email" in refused.value.fields


@pytest.mark.parametrize("roles", [(), ("steward",), ("reader", "king")])
def test_roles_that_are_not_held_there_are_refused(cast: Cast, roles: tuple[str, ...]) -> None:
    with pytest.raises(Invalid) as refused:
        invite(cast.viewer("farid"), cast.a, *roles)
    assert "roles" in refused.value.fields


def test_an_organisation_that_is_not_here_is_absent(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        invite(cast.viewer("farid"), "0" * 26, "reader")


def test_a_link_works_once(cast: Cast) -> None:
    token = invite(cast.viewer("amina"), cast.a, "reader")
    actions.accept_invitation(token=token, name="Gita", password=GOOD)
    with pytest.raises(Invalid) as asked_to_sign_in:
        actions.accept_invitation(token=invite(cast.viewer("chen"), cast.b, "reader"))
    assert asked_to_sign_in.value.kind == "sign-in-first"
    with pytest.raises(Conflict) as replayed:
        actions.accept_invitation(token=token, name="Mallory", password=GOOD)
    assert replayed.value.kind == "link-used"
    assert Account.objects.get(email="gita@example.org").name == "Gita"


def test_a_forged_link_is_unknown(cast: Cast) -> None:
    with pytest.raises(Conflict) as forged:
        actions.accept_invitation(token="ABCD-EFGH", name="Mallory", password=GOOD)
    assert forged.value.kind == "link-unknown"


def test_a_link_for_another_purpose_is_unknown(cast: Cast) -> None:
    made = actions.make_recovery_link(viewer=cast.viewer("farid"), account_id=cast.account("budi"))
    with pytest.raises(Conflict) as wrong:
        actions.accept_invitation(token=made.token, name="Mallory", password=GOOD)
    assert wrong.value.kind == "link-unknown"
    assert link("recovery", made.token).is_open


def test_a_link_of_a_clock_that_ran_ahead_has_expired(cast: Cast) -> None:
    """Made a month ahead it would work for six weeks; made some minutes ahead it works."""
    token = invite(cast.viewer("amina"), cast.a, "reader")
    OneTimeLink.objects.update(
        created=now() + timedelta(days=30), expires=now() + timedelta(days=44)
    )
    assert link("invitation", token).state == "expired"
    with pytest.raises(Conflict) as late:
        actions.accept_invitation(token=token, name="Gita", password=GOOD)
    assert late.value.kind == "link-expired"
    OneTimeLink.objects.update(created=now() + timedelta(minutes=5))
    assert link("invitation", token).is_open


def test_an_expired_link_says_so(cast: Cast) -> None:
    token = invite(cast.viewer("amina"), cast.a, "reader")
    with stopped_at(now() + timedelta(days=14, seconds=1)), pytest.raises(Conflict) as late:
        actions.accept_invitation(token=token, name="Gita", password=GOOD)
    assert late.value.kind == "link-expired"
    assert not Account.objects.filter(email="gita@example.org").exists()


def test_looking_at_a_link_does_not_use_it_up(cast: Cast) -> None:
    token = invite(cast.viewer("amina"), cast.a, "reader")
    assert {link("invitation", token).state for _ in range(3)} == {"open"}
    assert link("invitation", token.lower().replace("-", "")).state == "open"


def test_a_newer_invitation_ends_the_older(cast: Cast) -> None:
    first = invite(cast.viewer("amina"), cast.a, "reader")
    elsewhere = invite(cast.viewer("chen"), cast.b, "reader")
    second = invite(cast.viewer("amina"), cast.a, "contributor")
    states = [link("invitation", token).state for token in (first, elsewhere, second)]
    assert states == ["used", "open", "open"]


def test_a_weak_password_leaves_the_link_open(cast: Cast) -> None:
    token = invite(cast.viewer("amina"), cast.a, "reader")
    for weak in ("short", "password1234", "gita@example.org", "x" * 1001):
        with pytest.raises(Invalid) as refused:
            actions.accept_invitation(token=token, name="Gita", password=weak)
        assert set(refused.value.fields) == {"password"}
    with pytest.raises(Invalid):
        actions.accept_invitation(token=token, name="<script>", password=GOOD)
    assert link("invitation", token).is_open


def test_paper_alone_does_not_decide_over_an_account(cast: Cast) -> None:
    """Somebody may have registered another's address: the invitation must not feed that account."""
    token = invite(cast.viewer("amina"), cast.a, "reader", email=cast.email("chen"))
    for who in (PUBLIC, cast.viewer("esther"), cast.viewer("farid")):
        with pytest.raises(Invalid) as refused:
            actions.accept_invitation(token=token, name="X", password=GOOD, viewer=who)
        assert refused.value.kind == "sign-in-first"
    before = Account.objects.get(pk=cast.account("chen"))
    actions.accept_invitation(token=token, viewer=cast.viewer("chen"))
    after = Account.objects.get(pk=cast.account("chen"))
    assert (after.name, after.password) == (before.name, before.password)
    assert ("reader", cast.a) in cast.viewer("chen").roles


def test_an_invitation_does_not_outlive_its_makers_right(cast: Cast) -> None:
    token = invite(cast.viewer("amina"), cast.a, "reader")
    for role in ("convenor", "reviewer"):
        actions.take_role(
            viewer=cast.viewer("farid"),
            account_id=cast.account("amina"),
            organisation=cast.a,
            role=role,
        )
    with pytest.raises(Conflict) as void:
        actions.accept_invitation(token=token, name="Gita", password=GOOD)
    assert void.value.kind == "link-void"
    assert not Account.objects.filter(email="gita@example.org").exists()
    assert link("invitation", token).is_open  # nothing was used up by the attempt


def test_the_operators_invitation_holds(cast: Cast) -> None:
    token = invite(operator(), cast.a, "reviewer")
    actions.accept_invitation(token=token, name="Gita", password=GOOD)
    assert viewer_by_email("gita@example.org") is not None


def test_nothing_to_add_is_said(cast: Cast) -> None:
    with pytest.raises(Invalid) as refused:
        invite(cast.viewer("amina"), cast.a, "contributor", email=cast.email("budi"))
    assert "email" in refused.value.fields


def test_a_withdrawn_invitation_is_worthless(cast: Cast) -> None:
    made = actions.invite(
        viewer=cast.viewer("amina"), email="gita@example.org", organisation=cast.a, roles=["reader"]
    )
    for stranger in ("budi", "chen", "omar"):
        with pytest.raises(NotAllowed):
            actions.withdraw_invitation(viewer=cast.viewer(stranger), link_id=made.id)
    actions.withdraw_invitation(viewer=cast.viewer("amina"), link_id=made.id)
    assert link("invitation", made.token).state == "used"
    with pytest.raises(Conflict):
        actions.withdraw_invitation(viewer=cast.viewer("amina"), link_id=made.id)


def test_an_address_is_forgotten_with_its_link(cast: Cast) -> None:
    used, withdrawn = (
        actions.invite(
            viewer=cast.viewer("amina"), email=email, organisation=cast.a, roles=["reader"]
        )
        for email in ("gita@example.org", "hana@example.org")
    )
    actions.accept_invitation(token=used.token, name="Gita", password=GOOD)
    actions.withdraw_invitation(viewer=cast.viewer("amina"), link_id=withdrawn.id)
    assert set(OneTimeLink.objects.values_list("email", flat=True)) == {""}


def test_what_ended_long_ago_is_forgotten(cast: Cast) -> None:
    token = invite(cast.viewer("amina"), cast.a, "reader")
    with stopped_at(now() + timedelta(days=14 + 89)):
        invite(cast.viewer("chen"), cast.b, "reader", email="hana@example.org")
        assert link("invitation", token).state == "expired"
    with stopped_at(now() + timedelta(days=14 + 91)):
        invite(cast.viewer("chen"), cast.b, "reader", email="hana@example.org")
        assert link("invitation", token).state == "unknown"
