"""Naming readers by address tells nobody who has an account."""

from __future__ import annotations

import pytest

from balai.core.audience import Level, audience, may_see
from balai.core.errors import Invalid, NotAllowed
from balai.people.actions import close_account, forget_addressees, name_addressees
from balai.people.models import Account, Addressee, Membership
from balai.people.queries import colleagues, named, viewer_for
from tests.people.journal import details, kinds
from tests.personas import A, B, Cast

pytestmark = pytest.mark.django_db


def test_the_same_happens_with_and_without_an_account(cast: Cast) -> None:
    budi = cast.viewer("budi")
    known, unknown = name_addressees(
        viewer=budi, addresses=[cast.email("chen"), "nobody@example.net"]
    )
    assert known != cast.account("chen")
    assert named([known, unknown]) == {
        known: cast.email("chen"),
        unknown: "nobody@example.net",
    }
    again = name_addressees(viewer=budi, addresses=[" Chen@Example.org ", cast.email("chen")])
    assert again == (known,)
    assert kinds() == ["people.addressee-named"] * 2
    assert "example" not in details()


def test_whoever_is_named_reads_also_when_they_join_later(cast: Cast) -> None:
    (new,) = name_addressees(viewer=cast.viewer("budi"), addresses=["new@example.net"])
    red = audience(Level.RED, recipients=[new])
    assert not any(may_see(each, red) for each in cast.viewers().values())
    account = Account.objects.create_user("new@example.net", "x" * 20)
    assert not may_see(viewer_for(account), red), "anybody can register under any address"
    Membership.objects.create(account=account, organisation_id=B, role="reader")
    assert may_see(viewer_for(account), red)


def test_what_is_no_address_is_named_in_the_refusal(cast: Cast) -> None:
    with pytest.raises(Invalid, match="“not an address”") as refused:
        name_addressees(viewer=cast.viewer("budi"), addresses=["a@example.org", "not an address"])
    assert set(refused.value.fields) == {"others"}
    with pytest.raises(Invalid, match="50"):
        name_addressees(
            viewer=cast.viewer("budi"), addresses=[f"a{n}@example.org" for n in range(51)]
        )
    with pytest.raises(NotAllowed):
        name_addressees(viewer=cast.viewer("dina"), addresses=["a@example.org"])
    assert not Addressee.objects.exists()


def test_an_address_that_names_nobody_is_forgotten(cast: Cast) -> None:
    one, two = name_addressees(
        viewer=cast.viewer("budi"), addresses=["a@example.net", "b@example.net"]
    )
    forget_addressees(actor="system", identifiers=[one])
    assert named([one, two]) == {two: "b@example.net"}


def test_closing_an_account_erases_the_address_it_was_named_by(cast: Cast) -> None:
    (chen,) = name_addressees(viewer=cast.viewer("budi"), addresses=[cast.email("chen")])
    close_account(viewer=cast.viewer("chen"), account_id=cast.account("chen"))
    assert named([chen, cast.account("chen")]) == {cast.account("chen"): "A former member"}


def test_colleagues_are_the_members_of_the_own_organisations(cast: Cast) -> None:
    assert [(each.name, each.reviews) for each in colleagues(cast.viewer("budi"))] == [
        ("Amina", True)
    ]
    assert [each.name for each in colleagues(cast.viewer("amina"))] == ["Budi"]
    Membership.objects.create(account_id=cast.account("chen"), organisation_id=A, role="reader")
    assert [each.name for each in colleagues(cast.viewer("budi"))] == ["Amina", "Chen"]
    for name in ("esther", "farid", "omar", "dina"):
        assert colleagues(cast.viewer(name)) == ()
