"""What the checks read from the tables; none of it is shown to anybody but the steward."""

from __future__ import annotations

from dataclasses import dataclass

from balai.foundation.models import JournalEntry, Task, TaskState
from balai.library.models import File
from balai.people.models import Organisation


@dataclass(frozen=True)
class StuckTask:
    """A task that failed too often: its name and the last line of its last error."""

    name: str
    error: str


def file_sizes() -> dict[str, int]:
    """Return the size of each original file by its hash."""
    return dict(File.objects.order_by("digest").values_list("digest", "size"))


def journal_length() -> int:
    """Return how many entries the journal has."""
    return JournalEntry.objects.count()


def stuck_tasks() -> list[StuckTask]:
    """Return what is stuck, oldest first."""
    rows = Task.objects.filter(state=TaskState.STUCK).order_by("created")
    return [
        StuckTask(row.name.rpartition(".")[2], (row.error.strip().splitlines() or [""])[-1][:200])
        for row in rows
    ]


def organisations_without_reviewer() -> list[str]:
    """Return organisations that somebody contributes for and nobody reviews for."""
    active = Organisation.objects.filter(memberships__account__is_active=True)
    contributing = active.filter(memberships__role__in=["contributor", "convenor"]).distinct()
    reviewed = Organisation.objects.filter(
        memberships__role="reviewer", memberships__account__is_active=True
    )
    rows = contributing.exclude(pk__in=reviewed.values("pk"))
    return list(rows.order_by("name").values_list("name", flat=True))
