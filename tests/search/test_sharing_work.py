"""Several workers share the work of making the index anew; none of it is done twice or not."""

from __future__ import annotations

import threading
from collections import Counter

import pytest

from balai.foundation.embedding import get_embedder
from balai.foundation.models import Task
from balai.foundation.tasks.worker import run_all
from balai.search import actions, tasks
from balai.search.models import IndexEntry
from balai.search.queries import index_report
from tests.at_once import MARKS, everybody, together
from tests.personas import Cast
from tests.search.shelf import add_source

__all__ = ["everybody"]

pytestmark = MARKS


def test_workers_take_parts_of_a_rebuild(everybody: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "TOGETHER", 2)
    names = [add_source(f"Report {n}", ["Police.", "Trust."]) for n in range(24)]
    IndexEntry.objects.all().delete()
    done: list[tuple[str, int]] = []
    real = actions.index_record
    both = threading.Barrier(2)

    def noted(*, record_kind: str, record_id: str) -> int:
        if len(done) < 2:
            both.wait(10)  # neither goes on before the other has begun
        done.append((record_id, threading.get_ident()))
        return real(record_kind=record_kind, record_id=record_id)

    monkeypatch.setattr(actions, "index_record", noted)
    tasks.queue_rebuild()
    run_all(1)  # shares out
    assert together(run_all, run_all) == ["done", "done"]
    while Task.objects.filter(state="queued").exists():
        Task.objects.filter(state="queued").update(run_after=None)
        run_all()
    assert Counter(record for record, _ in done) == Counter(names)
    assert len({thread for _, thread in done}) == 2
    report = index_report(get_embedder())
    assert (report.missing, report.extra, report.words) == ((), (), IndexEntry.objects.count())
