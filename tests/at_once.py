"""Several acts at the same moment, each in a thread with a connection of its own.

For tests that are marked `postgres` and use `everybody`: SQLite in memory refuses a reader while
another connection writes ("table is locked"), which a file with its write-ahead log does not.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.conf import settings
from django.db import connection, connections

from balai.core.errors import BalaiError
from tests.personas import Cast, assemble

MARKS = [
    # naming the apps lets the tables be emptied with whatever refers to them
    pytest.mark.django_db(transaction=True, available_apps=[*settings.INSTALLED_APPS]),
    pytest.mark.postgres,
]


@pytest.fixture
def everybody() -> Cast:
    """The cast, where other connections see it too."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite in memory has no readers beside a writer; run on PostgreSQL")
    assemble()
    return Cast()


def together(*works: Callable[[], object]) -> list[str]:
    """Run all at once; say how each ended, in the order of the alphabet: "done", or the refusal."""
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
