"""Many at the same moment: a link still works once, and a steward stays."""

import pytest

from balai.people import actions
from balai.people.models import Account, Membership
from balai.people.queries import operator, viewer_by_id
from tests.at_once import MARKS, everybody, together
from tests.personas import ACCOUNTS, A

__all__ = ["everybody"]
GOOD = "market roof lantern river"
pytestmark = MARKS


@pytest.mark.usefixtures("everybody")
@pytest.mark.asvs("2.3.3")
def test_a_link_used_by_many_at_once_works_once() -> None:
    token = actions.invite(
        viewer=operator(), email="gita@example.org", organisation=A, roles=["reader"]
    ).token
    ended = together(
        *[
            lambda n=n: actions.accept_invitation(token=token, name=f"Gita {n}", password=GOOD)
            for n in range(4)
        ]
    )
    # who comes between the link's reading and its use finds the new account instead
    assert ended.count("done") == 1
    assert set(ended) <= {"done", "link-used", "sign-in-first"}
    assert Account.objects.filter(email="gita@example.org").count() == 1


@pytest.mark.usefixtures("everybody")
def test_two_stewards_who_leave_at_once_do_not_both_go() -> None:
    Membership.objects.create(account_id=ACCOUNTS["esther"], role="steward")
    ended = together(
        *[
            lambda name=name: actions.take_role(
                viewer=viewer_by_id(ACCOUNTS[name]),
                account_id=ACCOUNTS[name],
                organisation="",
                role="steward",
            )
            for name in ("farid", "esther")
        ]
    )
    assert ended == ["done", "last-steward"]
    assert Membership.objects.filter(role="steward").count() == 1


@pytest.mark.usefixtures("everybody")
def test_two_stewards_who_send_each_other_away_at_once_do_not_both_go() -> None:
    """Each holds what the other needs: without one order of locks both would wait."""
    Membership.objects.create(account_id=ACCOUNTS["esther"], role="steward")
    ended = together(
        *[
            lambda by=by, whom=whom: actions.take_role(
                viewer=viewer_by_id(ACCOUNTS[by]),
                account_id=ACCOUNTS[whom],
                organisation="",
                role="steward",
            )
            for by, whom in (("farid", "esther"), ("esther", "farid"))
        ]
    )
    assert ended == ["done", "not-found"]
    assert Membership.objects.filter(role="steward").count() == 1
