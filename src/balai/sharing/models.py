"""Gates, audiences, releases, and what has gone out."""

from __future__ import annotations

from django.db import models

from balai.core.audience import Level
from balai.foundation.models import Record


class Gate(models.Model):
    """One distinct audience in use on this node, as `core.audience` writes it.

    Few gates serve many records, so the algebra of the core decides once per viewer and SQL
    only compares numbers.
    """

    key = models.TextField(unique=True)
    level = models.PositiveSmallIntegerField(
        choices=[(level.value, level.label) for level in Level]
    )


class Audience(models.Model):
    """Who may read one record, and whether the Chatham House Rule covers it."""

    record_kind = models.CharField(max_length=20)
    record_id = models.CharField(max_length=26)
    gate = models.ForeignKey(Gate, on_delete=models.PROTECT, related_name="audiences")
    chatham = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record_kind", "record_id"], name="one_audience")
        ]
        indexes = [models.Index(fields=["gate", "record_kind", "record_id"], name="audience_gate")]


class ReleaseState(models.TextChoices):
    """How far a release has come."""

    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Release(Record):
    """A widening of a record's audience: asked by one person, granted by another, on record."""

    record_kind = models.CharField(max_length=20)
    record_id = models.CharField(max_length=26)
    before = models.TextField()
    after = models.TextField()
    with_records = models.JSONField(default=list)
    organisation_id = models.CharField(max_length=26)
    reason = models.TextField()
    asked_by = models.CharField(max_length=26)
    state = models.CharField(
        max_length=10, choices=ReleaseState.choices, default=ReleaseState.ASKED
    )
    decided_by = models.CharField(max_length=26, blank=True)
    decided = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)


class GoneOut(Record):
    """That a record left the node in some form while it had this level: how often, never to whom.

    It answers what had already gone out when a record is narrowed or withdrawn.
    """

    record_kind = models.CharField(max_length=20)
    record_id = models.CharField(max_length=26)
    way = models.CharField(max_length=20)
    level = models.PositiveSmallIntegerField(
        choices=[(level.value, level.label) for level in Level]
    )
    times = models.PositiveIntegerField(default=1)
    last = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record_kind", "record_id", "way", "level"], name="one_way_out"
            )
        ]
