"""Running tasks: claim one under a lease, renew the lease while it runs, take up what died.

A lease carries its owner: machine, process and start. A task whose lease has ended, or whose
process on this machine is gone, is taken up again. After `MOST_ATTEMPTS` failures, or where its
process died `MOST_DEATHS` times, it is stuck and the steward sees it. A task that raises
Invalid, NotReady or NotAllowed has said its last word: it is done, and the app that owns it has
kept the reason.
"""

from __future__ import annotations

import logging
import os
import socket
import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import close_old_connections, transaction
from django.db.models import Q
from django.utils.module_loading import import_string

from balai.core.errors import BalaiError
from balai.foundation.clock import now
from balai.foundation.ids import new_id
from balai.foundation.models import Task, TaskState
from balai.foundation.ports.files import files
from balai.foundation.registries import sweeps

LEASE = timedelta(seconds=60)
_NO_LEASE_ENDS_AFTER = 10 * LEASE
"""From now; machines that share the work may be some minutes apart."""
MOST_ATTEMPTS = 4
MOST_DEATHS = 50
"""More than failures: a node that is restarted while it works says nothing against the work."""
REMEMBERED = timedelta(days=30)
"""How long a task that is done is kept: what it was about is a list of what happened when."""
_PAUSE_AFTER_FAILURE = timedelta(seconds=5)
_SWEEP_SECONDS = 3600.0
logger = logging.getLogger(__name__)
_START = new_id()
_wake = threading.Event()
_local = threading.local()


def owner() -> str:
    """Return who holds the leases taken by this process."""
    return f"{socket.gethostname()}/{os.getpid()}/{_START}"


def _is_gone(holder: str) -> bool:
    """Say whether a lease's process certainly no longer runs on this machine."""
    host, _, rest = holder.partition("/")
    process, _, start = rest.partition("/")
    if host != socket.gethostname() or not process.isdigit():
        return False
    if int(process) == os.getpid():
        return start != _START
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def claim() -> Task | None:
    """Take the next task that is due, or one whose runner died; None where there is none.

    A lease that ends later than any can was taken by a clock that ran ahead: it is not believed,
    or the task of a runner that died would wait until that clock is right.
    """
    moment = now()
    due = Q(state=TaskState.QUEUED) & (Q(run_after=None) | Q(run_after__lte=moment))
    ended = Q(lease_until__lt=moment) | Q(lease_until__gt=moment + _NO_LEASE_ENDS_AFTER)
    left = Q(state=TaskState.RUNNING) & ended
    if not Task.objects.filter(due | left).exists():
        return None
    with transaction.atomic():
        rows = Task.objects.select_for_update(skip_locked=True).filter(due | left)
        row = rows.order_by("-priority", "id").first()
        if row is None:
            return None
        if row.attempts - row.failures >= MOST_DEATHS:
            row.state, row.finished = TaskState.STUCK, moment
            row.error = row.error or "The process that ran this task died each time."
            row.save()
            return None
        row.state, row.owner, row.lease_until = TaskState.RUNNING, owner(), moment + LEASE
        row.attempts += 1
        row.started = moment
        row.save()
        return row


def release_the_dead() -> int:
    """Give back, at start-up, the tasks of processes that no longer run here; return how many."""
    count = 0
    for row in Task.objects.filter(state=TaskState.RUNNING):
        if _is_gone(row.owner):
            count += Task.objects.filter(id=row.id, owner=row.owner).update(
                state=TaskState.QUEUED, lease_until=None, owner=""
            )
    return count


@contextmanager
def _renewing(row: Task) -> Iterator[None]:
    """Renew the lease from a thread of its own until the block ends."""
    over = threading.Event()

    def renew() -> None:
        while not over.wait(LEASE.total_seconds() / 3):
            Task.objects.filter(id=row.id, owner=row.owner).update(lease_until=now() + LEASE)
        close_old_connections()

    thread = threading.Thread(target=renew, name="lease", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()


def run(row: Task) -> None:
    """Run a claimed task and keep how it ended."""
    _local.task_id = row.id
    try:
        with _renewing(row):
            import_string(row.name).call(**row.arguments)
    except BalaiError as error:
        _end(row, TaskState.DONE, error.message)
    except Exception:
        logger.exception("task %s failed", row.name)
        row.failures += 1
        again = row.failures < MOST_ATTEMPTS
        _end(row, TaskState.QUEUED if again else TaskState.STUCK, traceback.format_exc(limit=20))
    else:
        _end(row, TaskState.DONE, "")
    finally:
        _local.task_id = None


def _end(row: Task, state: TaskState, error: str) -> None:
    queued = state is TaskState.QUEUED
    Task.objects.filter(id=row.id, owner=row.owner).update(
        state=state,
        error=error,
        failures=row.failures,
        finished=None if queued else now(),
        lease_until=None,
        run_after=now() + _PAUSE_AFTER_FAILURE * row.failures if queued else None,
    )


def report_progress(done: int, total: int) -> None:
    """Keep how far the task that runs in this thread has come; outside a task, do nothing."""
    task_id = getattr(_local, "task_id", None)
    if task_id:
        Task.objects.filter(id=task_id).exclude(done=done, total=total).update(
            done=done, total=total
        )


def run_all(most: int = 100_000) -> int:
    """Run every task that is due, in this thread, and return how many ran."""
    for count in range(most):
        row = claim()
        if row is None:
            return count
        run(row)
    return most


def wake() -> None:
    """Tell the worker of this process that a task may be waiting."""
    _wake.set()


class Worker(threading.Thread):
    """The worker inside the web process: one thread that runs tasks as they come."""

    def __init__(self, pause: float = 0.5) -> None:
        super().__init__(name="balai-worker", daemon=True)
        self._pause = pause
        self._sweep_at = time.monotonic()
        self._stopping = threading.Event()

    def stop(self) -> None:
        """Let the task that runs finish, then end."""
        self._stopping.set()
        _wake.set()

    def run(self) -> None:
        """Run tasks until told to stop; a fault of the database is logged and tried again."""
        while not self._stopping.is_set():
            try:
                close_old_connections()
                self._sweep()
                worked = run_all(50)
            except Exception:
                logger.exception("the worker could not take a task")
                worked = 0
            if not worked:
                _wake.wait(self._pause)
                _wake.clear()

    def _sweep(self) -> None:
        """Clear away what has had its time: at the start, and once an hour."""
        if time.monotonic() >= self._sweep_at:
            self._sweep_at = time.monotonic() + _SWEEP_SECONDS
            sweep()


def sweep() -> None:
    """Clear away what uploads left that were cut off, old tasks, and what each app registered.

    One that fails is logged, and keeps none of the others from its work.
    """
    named = [("files", lambda: files().sweep()), ("tasks", forget_done), *sweeps]
    for name, clear in named:
        try:
            clear()
        except Exception:
            logger.exception("the sweep of %s failed", name)


def forget_done() -> int:
    """Delete tasks that were done long ago and return how many; what is stuck stays.

    A key can then be queued again: tasks are safe to run twice.
    """
    done = Task.objects.filter(state=TaskState.DONE, finished__lt=now() - REMEMBERED)
    return done.delete()[0]


def waiting() -> dict[str, int]:
    """Return how many tasks stand in each state, for the steward.

    What is queued for another day, and has not failed before, is counted as `later`.
    """
    counts = {state.value: Task.objects.filter(state=state).count() for state in TaskState}
    later = Task.objects.filter(state=TaskState.QUEUED, run_after__gt=now(), failures=0).count()
    return counts | {"queued": counts["queued"] - later, "later": later}


def retry(task_id: str) -> None:
    """Queue a stuck task again, from its first attempt."""
    Task.objects.filter(id=task_id, state=TaskState.STUCK).update(
        state=TaskState.QUEUED, attempts=0, failures=0, run_after=None
    )
