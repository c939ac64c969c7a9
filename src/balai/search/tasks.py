"""Work of the index in the background; each task is safe to run twice."""

from __future__ import annotations

from datetime import timedelta

from django_tasks import task

from balai.foundation.clock import now
from balai.foundation.embedding import get_embedder
from balai.foundation.ids import new_id
from balai.foundation.registries import indexed
from balai.foundation.tasks.backend import queue
from balai.foundation.tasks.worker import report_progress
from balai.search import actions
from balai.search.queries.index import index_limits, lacks_vectors, vectors_apart

_LATER = timedelta(minutes=10)


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
    """Bring every record's entries up to date, while searches go on with what there is."""
    actions.prepare_engine()
    records = [(kind, str(each)) for kind, texts in indexed for each in texts.all_ids()]
    for done, (record_kind, record_id) in enumerate(records):
        actions.index_record(record_kind=record_kind, record_id=record_id)
        report_progress(done + 1, len(records))
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
