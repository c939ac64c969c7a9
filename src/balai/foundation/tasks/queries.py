"""How tasks stand, for pages that show progress and for the steward."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q

from balai.foundation.models import Task


@dataclass(frozen=True)
class TaskShown:
    """A task's state and how far it has come."""

    state: str
    done: int
    total: int

    @property
    def is_open(self) -> bool:
        """Say whether it still waits or runs."""
        return self.state in ("queued", "running")


def tasks_for(prefixes: Sequence[str]) -> dict[str, TaskShown]:
    """Return the tasks whose keys begin with one of these, by key."""
    if not prefixes:
        return {}
    wanted = reduce(or_, (Q(key__startswith=each) for each in prefixes))
    return {
        row.key: TaskShown(row.state, row.done, row.total)
        for row in Task.objects.filter(wanted).only("key", "state", "done", "total")
    }
