"""Work of the index in the background; each task is safe to run twice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django_tasks import task

from balai.foundation.clock import now
from balai.foundation.embedding import get_embedder
from balai.foundation.ids import new_id
from balai.foundation.registries import indexed
from balai.foundation.tasks.backend import queue
from balai.foundation.tasks.queries import tasks_for
from balai.foundation.tasks.worker import report_progress
from balai.search import actions
from balai.search.queries.index import index_limits, lacks_vectors, vectors_apart

TOGETHER = 50
"""Records of one task when all are indexed anew."""
_LATER, _SOON = timedelta(minutes=10), timedelta(seconds=2)


@task()
def index_record(*, record_kind: str, record_id: str) -> None:
    """Bring one record's entries up to date; without its vectors, try for them once more later."""
    actions.index_record(record_kind=record_kind, record_id=record_id)
    if get_embedder().available and lacks_vectors(record_kind, record_id):
        queue(
            index_record,
            key=f"search.complete:{record_kind}:{record_id}",
            run_after=now() + _LATER,
            record_kind=record_kind,
            record_id=record_id,
        )


@task()
def rebuild_index() -> None:
    """Bring every record's entries up to date, while searches go on with what there is.

    Where there are many, the work is shared out: every worker takes parts, on whichever machine
    it runs.
    """
    actions.prepare_engine()
    records = [(kind, str(each)) for kind, texts in indexed for each in texts.all_ids()]
    if len(records) <= TOGETHER:
        _bring_up_to_date(records)
        _end()
        return
    rebuild = f"search.rebuild:{new_id()}"
    with transaction.atomic():
        for first in range(0, len(records), TOGETHER):
            part = records[first : first + TOGETHER]
            queue(rebuild_records, key=f"{rebuild}:part:{first}", records=part)
        queue(end_rebuild, key=f"{rebuild}:end", rebuild=rebuild)


@task()
def rebuild_records(*, records: list[tuple[str, str]]) -> None:
    """Bring the entries of some records up to date."""
    _bring_up_to_date(records)


def _bring_up_to_date(records: Sequence[tuple[str, str]]) -> None:
    for done, (record_kind, record_id) in enumerate(records):
        actions.index_record(record_kind=record_kind, record_id=record_id)
        report_progress(done + 1, len(records))


@task(priority=-1)
def end_rebuild(*, rebuild: str) -> None:
    """Do what comes after every part; where another worker still has one, come back later."""
    if any(each.is_open for each in tasks_for([f"{rebuild}:part:"]).values()):
        queue(
            end_rebuild,
            key=f"{rebuild}:end:{new_id()}",
            run_after=now() + _SOON,
            rebuild=rebuild,
        )
    else:
        _end()


def _end() -> None:
    actions.drop_records_that_are_gone()
    actions.note_facts_made()
    actions.rebuild_words()


def queue_rebuild() -> str:
    """Queue a rebuild of the whole index and return the task's identifier."""
    return queue(rebuild_index, key=f"search.rebuild:{new_id()}")


def queue_rebuild_if_stale() -> bool:
    """Queue a rebuild where another model or analysis made the index; for start-up.

    The same where vectors are not yet where the engine compares them, as after a node on
    PostgreSQL got pgvector.
    """
    embedder = get_embedder()
    if not index_limits(embedder) and not vectors_apart(embedder):
        return False
    queue_rebuild()
    return True
