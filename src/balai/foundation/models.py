"""The tables every app stands on: journal, tasks, and what a steward has set."""

from __future__ import annotations

from django.db import models

from balai.foundation.ids import new_id


class Record(models.Model):
    """A record with an opaque identifier and the time it was made."""

    id = models.CharField(primary_key=True, max_length=26, default=new_id, editable=False)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True


class JournalEntry(models.Model):
    """One thing that happened: opaque identifiers only, chained to the entry before it."""

    seq = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    kind = models.CharField(max_length=60, db_index=True)
    record_kind = models.CharField(max_length=30)
    record_id = models.CharField(max_length=64)
    actor = models.CharField(max_length=26, blank=True)
    detail_hash = models.CharField(max_length=64, blank=True)
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["record_kind", "record_id"], name="journal_record")]


class JournalDetail(models.Model):
    """What an entry's hash vouches for and which can be erased without breaking the chain."""

    entry = models.OneToOneField(
        JournalEntry, on_delete=models.CASCADE, primary_key=True, related_name="detail"
    )
    salt = models.CharField(max_length=32)
    data = models.JSONField(default=dict)


class TaskState(models.TextChoices):
    """Where a task stands. A stuck task failed too often and waits for the steward."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    STUCK = "stuck"


class Task(Record):
    """Work to be done once or more: every task is safe to run twice."""

    key = models.CharField(max_length=200, unique=True)
    name = models.CharField(max_length=200)
    arguments = models.JSONField(default=dict)
    priority = models.SmallIntegerField(default=0)
    state = models.CharField(max_length=10, choices=TaskState.choices, default=TaskState.QUEUED)
    run_after = models.DateTimeField(null=True, blank=True)
    owner = models.CharField(max_length=120, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    failures = models.PositiveSmallIntegerField(default=0)
    started = models.DateTimeField(null=True, blank=True)
    finished = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["state", "priority", "id"], name="task_next")]


class NodeSetting(models.Model):
    """A choice a steward made in the web, such as the words that define the community."""

    key = models.CharField(primary_key=True, max_length=60)
    value = models.JSONField()


class FileContent(models.Model):
    """Original bytes kept in the database, where the node's files port says so."""

    digest = models.CharField(primary_key=True, max_length=64)
    content = models.BinaryField()
