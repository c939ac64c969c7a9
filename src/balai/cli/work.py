"""Doing what a command queued, at once, also beside a node that is running."""

from __future__ import annotations

import time
from collections.abc import Sequence

from balai.core.errors import BalaiError

LONGEST_WAIT = 1800.0
"""Seconds to wait for work that another process of the node has taken."""
_PAUSE = 0.1


def finish(keys: Sequence[str]) -> None:
    """Run tasks until those whose keys begin with one of `keys` are done.

    Where the running node's worker has taken one, wait for it. Raises BalaiError where one
    failed too often, or the wait was too long; what was kept stays.
    """
    from balai.foundation.tasks.queries import tasks_for
    from balai.foundation.tasks.worker import run_all

    deadline = time.monotonic() + LONGEST_WAIT
    while True:
        run_all()
        tasks = tasks_for(keys)
        if any(each.state == "stuck" for each in tasks.values()):
            raise BalaiError(
                "The work on this failed several times; what was brought in is kept.",
                "`balai doctor` says more; a steward can have it tried again.",
                kind="stuck",
            )
        if not any(each.is_open for each in tasks.values()):
            return
        if time.monotonic() > deadline:
            raise BalaiError(
                "Another process is still working on this; what was brought in is kept.",
                "Look again later, or stop the other process.",
                kind="not-ready",
            )
        time.sleep(_PAUSE)
