"""Many at the same moment: a link still works once, and a steward stays."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.conf import settings
from django.db import connection, connections

from balai.core.errors import BalaiError
from balai.people import actions
from balai.people.models import Account, Membership
from balai.people.queries import operator, viewer_by_id
from tests.personas import ACCOUNTS, A, assemble

GOOD = "market roof lantern river"
pytestmark = [
    # naming the apps lets the tables be emptied with whatever refers to them
    pytest.mark.django_db(transaction=True, available_apps=[*settings.INSTALLED_APPS]),
    pytest.mark.postgres,
]


def together(*works: Callable[[], object]) -> list[str]:
    """Run all at once, each in a thread with a connection of its own; say how each ended."""
    start = Barrier(len(works))

    def run(work: Callable[[], object]) -> str:
        try:
            start.wait(10)
            work()
            return "done"
        except BalaiError as error:
            return error.kind
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as threads:
        return sorted(threads.map(run, works))


@pytest.fixture
def _everybody() -> None:
    """The cast, where other connections see it too.

    SQLite in memory refuses a reader while another connection writes ("table is locked"), which
    a file with its write-ahead log does not: these tests are for PostgreSQL (tools/on_postgres.py).
    """
    if connection.vendor == "sqlite":
        pytest.skip("SQLite in memory has no readers beside a writer; run on PostgreSQL")
    assemble()


@pytest.mark.usefixtures("_everybody")
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


@pytest.mark.usefixtures("_everybody")
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


@pytest.mark.usefixtures("_everybody")
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
