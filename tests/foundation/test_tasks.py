from __future__ import annotations

import os
from datetime import timedelta

import pytest
from django_tasks import task

from balai.core.errors import Invalid
from balai.foundation.clock import now, stopped_at
from balai.foundation.models import Task
from balai.foundation.tasks import worker
from balai.foundation.tasks.backend import queue, queue_unless_waiting

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

ran: list[str] = []


@task()
def note(*, word: str) -> None:
    ran.append(word)


@task()
def fail(*, word: str) -> None:
    raise RuntimeError(word)


@task()
def refuse(*, word: str) -> None:
    raise Invalid(word)


@pytest.fixture(autouse=True)
def _nothing_ran() -> None:
    ran.clear()


def test_a_key_is_queued_once() -> None:
    assert queue(note, key="a", word="once") == queue(note, key="a", word="twice")
    assert worker.run_all() == 1
    assert ran == ["once"]
    queue(note, key="a", word="again")
    assert worker.run_all() == 0


def test_work_about_a_subject_waits_once() -> None:
    assert queue_unless_waiting(note, subject="about:a", word="first") is not None
    assert queue_unless_waiting(note, subject="about:a", word="second") is None
    assert queue_unless_waiting(note, subject="about:ab", word="of another") is not None
    assert worker.run_all() == 2
    assert sorted(ran) == ["first", "of another"]  # within a millisecond in any order
    assert queue_unless_waiting(note, subject="about:a", word="again") is not None
    assert worker.run_all() == 1


@task()
def change_while_running(*, word: str) -> None:
    if word == "once":
        assert queue_unless_waiting(change_while_running, subject="about:b", word="more")
        assert queue_unless_waiting(change_while_running, subject="about:b", word="again") is None
    ran.append(word)


def test_what_changes_while_its_task_runs_is_queued_once_more() -> None:
    queue_unless_waiting(change_while_running, subject="about:b", word="once")
    assert worker.run_all() == 2
    assert ran == ["once", "more"]


def test_tasks_run_by_priority_then_age() -> None:
    queue(note, key="1", word="first")
    queue(note.using(priority=5), key="2", word="urgent")
    worker.run_all()
    assert ran == ["urgent", "first"]


def test_a_task_waits_for_its_time() -> None:
    queue(note, key="later", word="later", run_after=now() + timedelta(hours=1))
    assert worker.run_all() == 0
    with stopped_at(now() + timedelta(hours=2)):
        assert worker.run_all() == 1


def test_a_failing_task_is_tried_again_and_then_stuck() -> None:
    queue(fail, key="bad", word="broken")
    moment = now()
    for attempt in range(worker.MOST_ATTEMPTS):
        with stopped_at(moment + timedelta(minutes=attempt)):
            assert worker.run_all() == 1
    row = Task.objects.get(key="bad")
    assert (row.state, row.attempts) == ("stuck", worker.MOST_ATTEMPTS)
    assert "broken" in row.error
    with stopped_at(moment + timedelta(hours=1)):
        assert worker.run_all() == 0
        worker.retry(row.pk)
        assert worker.run_all() == 1


def test_a_refusal_is_the_last_word() -> None:
    queue(refuse, key="no", word="not like this")
    worker.run_all()
    row = Task.objects.get(key="no")
    assert (row.state, row.error) == ("done", "not like this")


def test_a_lease_that_ended_is_taken_up() -> None:
    queue(note, key="left", word="left")
    row = worker.claim()
    assert row is not None
    assert worker.claim() is None
    with stopped_at(now() + worker.LEASE + timedelta(seconds=1)):
        again = worker.claim()
    assert again is not None
    assert (again.pk, again.attempts) == (row.pk, 2)


def test_a_lease_of_a_clock_that_ran_ahead_is_not_believed() -> None:
    """Its process may have died since; a lease of the right clock is waited for."""
    queue(note, key="ahead", word="ahead")
    with stopped_at(now() + timedelta(days=1)):
        row = worker.claim()
    again = worker.claim()
    assert row is not None
    assert again is not None
    assert again.pk == row.pk
    assert worker.claim() is None


def test_work_of_a_dead_process_is_taken_up_at_once() -> None:
    queue(note, key="dead", word="dead")
    assert worker.claim() is not None
    Task.objects.update(owner=worker.owner().replace(f"/{os.getpid()}/", "/999999999/"))
    assert worker.release_the_dead() == 1
    assert worker.run_all() == 1


def test_a_process_that_died_each_time_leaves_a_stuck_task() -> None:
    queue(note, key="crash", word="crash")
    moment = now()
    for attempt in range(worker.MOST_DEATHS + 1):
        with stopped_at(moment + timedelta(minutes=2 * attempt)):
            worker.claim()
    assert Task.objects.get(key="crash").state == "stuck"


def test_what_is_for_another_day_is_not_waited_for() -> None:
    queue(note, key="now", word="now")
    queue(note, key="later", word="later", run_after=now() + timedelta(days=1))
    assert (worker.waiting()["queued"], worker.waiting()["later"]) == (1, 1)
    assert worker.run_all() == 1
    assert (worker.waiting()["queued"], worker.waiting()["later"]) == (0, 1)


def test_what_was_done_long_ago_is_forgotten_and_nothing_else() -> None:
    """A task's key and arguments name records: a list of what was done when, kept by nobody."""
    queue(note, key="old", word="old")
    queue(fail, key="stuck", word="stuck")
    for minutes in range(worker.MOST_ATTEMPTS):
        with stopped_at(now() + timedelta(minutes=minutes)):
            worker.run_all()
    queue(note, key="waits", word="waits")
    with stopped_at(now() + worker.REMEMBERED - timedelta(minutes=1)):
        assert worker.forget_done() == 0
    with stopped_at(now() + worker.REMEMBERED + timedelta(minutes=1)):
        assert worker.forget_done() == 1
    assert set(Task.objects.values_list("key", "state")) == {
        ("stuck", "stuck"),
        ("waits", "queued"),
    }
    queue(note, key="old", word="anew")
    worker.run_all()
    # two tasks of one millisecond have no order between them (`foundation.ids`)
    assert (ran[0], sorted(ran[1:])) == ("old", ["anew", "waits"])


def test_the_worker_sweeps_at_its_start_and_once_an_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    swept, clock = [], [1000.0]
    monkeypatch.setattr(worker, "sweep", lambda: swept.append(clock[0]))
    monkeypatch.setattr("time.monotonic", lambda: clock[0])
    thread = worker.Worker()
    for _ in range(100):
        thread._sweep()
        clock[0] += 60
    assert swept == [1000.0, 4600.0]


def test_a_sweep_that_fails_keeps_none_from_its_work(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    swept: list[str] = []

    def breaks() -> int:
        raise RuntimeError

    named = {"first": breaks, "second": lambda: swept.append("second") or 1}
    monkeypatch.setattr(worker, "sweeps", named.items())
    queue(note, key="old", word="old")
    worker.run_all()
    with stopped_at(now() + 2 * worker.REMEMBERED):
        worker.sweep()
    assert swept == ["second"]
    assert not Task.objects.exists()
    assert "the sweep of first failed" in caplog.text
