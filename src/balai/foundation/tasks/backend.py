"""The django-tasks interface over Balai's own table.

Tasks are written `@task()` from django_tasks and queued with `queue(...)` below. A key makes
queuing idempotent: a second task with the key of an unfinished or finished one is not added.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task as TaskDefinition
from django_tasks.base import TaskError, TaskResult, TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist

from balai.foundation.ids import new_id
from balai.foundation.models import Task, TaskState

_STATUS = {
    TaskState.QUEUED: TaskResultStatus.READY,
    TaskState.RUNNING: TaskResultStatus.RUNNING,
    TaskState.DONE: TaskResultStatus.SUCCESSFUL,
    TaskState.STUCK: TaskResultStatus.FAILED,
}


class LeaseBackend(BaseTaskBackend):
    """Keeps tasks in the node's database; `balai.foundation.tasks.worker` runs them."""

    supports_defer = True
    supports_priority = True
    supports_get_result = True

    def enqueue(self, task: TaskDefinition[Any, Any], args: Any, kwargs: Any) -> TaskResult[Any]:
        """Queue a task under a key of its own."""
        if args:
            raise TypeError("Balai's tasks take keyword arguments only")
        row = _insert(task, f"once:{new_id()}", dict(kwargs))
        return self._result(task, row)

    def get_result(self, result_id: str) -> TaskResult[Any]:
        """Return how a task stands."""
        from django.utils.module_loading import import_string

        try:
            row = Task.objects.get(id=result_id)
        except Task.DoesNotExist as error:
            raise TaskResultDoesNotExist(result_id) from error
        return self._result(import_string(row.name), row)

    def _result(self, task: TaskDefinition[Any, Any], row: Task) -> TaskResult[Any]:
        errors = [TaskError(exception_class_path="builtins.Exception", traceback=row.error)]
        return TaskResult(
            task=task,
            id=row.id,
            status=_STATUS[TaskState(row.state)],
            enqueued_at=row.created,
            started_at=row.started,
            last_attempted_at=row.started,
            finished_at=row.finished,
            args=[],
            kwargs=row.arguments,
            backend=self.alias,
            errors=errors if row.error else [],
            worker_ids=[row.owner] if row.owner else [],
        )


def name_of(task: TaskDefinition[Any, Any]) -> str:
    """Return the dotted name under which a task's function is found again."""
    return f"{task.func.__module__}.{task.func.__qualname__}"


def queue(
    task: TaskDefinition[Any, Any],
    *,
    key: str,
    run_after: datetime | None = None,
    **arguments: Any,
) -> str:
    """Queue a task once for its key and return the task's identifier.

    Inside a transaction the task exists exactly if the transaction is kept.
    """
    known = Task.objects.filter(key=key).values_list("id", flat=True).first()
    if known:
        return known
    try:
        with transaction.atomic():
            return _insert(task, key, arguments, run_after).id
    except IntegrityError:
        return Task.objects.values_list("id", flat=True).get(key=key)


def queue_unless_waiting(
    task: TaskDefinition[Any, Any], *, subject: str, **arguments: Any
) -> str | None:
    """Queue a task about a subject unless one about it still waits; return it where it is new.

    A task that waits will read what this transaction wrote; one that runs may have read it
    before, so another is queued behind it. A waiting row is locked until this transaction ends,
    lest a worker claim it and read before. Where somebody holds it already, it counts as
    running: a task too many does no harm, one too few does. Keys are `<subject>:<new id>`, so
    no subject may be another and a colon and more.
    """
    waiting = Task.objects.select_for_update(skip_locked=True).filter(
        state=TaskState.QUEUED, key__startswith=f"{subject}:"
    )
    with transaction.atomic():
        if waiting.values_list("id", flat=True).first():
            return None
        return _insert(task, f"{subject}:{new_id()}", arguments).id


def _insert(
    task: TaskDefinition[Any, Any],
    key: str,
    arguments: dict[str, Any],
    run_after: datetime | None = None,
) -> Task:
    return Task.objects.create(
        key=key,
        name=name_of(task),
        arguments=arguments,
        priority=task.priority,
        run_after=run_after or task.run_after,
    )
