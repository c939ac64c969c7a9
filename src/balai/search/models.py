"""The index beside the records: what can be found, in words and in vectors."""

from __future__ import annotations

from django.db import models


class IndexEntry(models.Model):
    """One text that can be found. The record it leads to and the audience it obeys are named apart.

    `audience_kind` and `audience_id` name the row of the policy's table that decides: the
    statement's for a lesson's sentence, the source's for a passage.
    """

    record_kind = models.CharField(max_length=20)
    record_id = models.CharField(max_length=26)
    audience_kind = models.CharField(max_length=20)
    audience_id = models.CharField(max_length=26)
    part = models.CharField(max_length=12)
    part_id = models.CharField(max_length=26, blank=True)
    page = models.PositiveIntegerField(default=0)
    language = models.CharField(max_length=8, blank=True)
    words = models.TextField()
    text_hash = models.CharField(max_length=64)
    analysis = models.CharField(max_length=40)
    model = models.CharField(max_length=80, blank=True)
    vector = models.BinaryField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record_kind", "record_id", "part", "part_id", "language"],
                name="one_entry_a_part",
            )
        ]
        indexes = [
            models.Index(fields=["record_kind", "record_id"], name="entry_record"),
            models.Index(fields=["audience_kind", "audience_id"], name="entry_audience"),
            models.Index(fields=["text_hash", "model"], name="entry_hash"),
            models.Index(fields=["language"], name="entry_language"),
        ]


class IndexState(models.Model):
    """A change counter and the identity of model and analysis, one row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    changes = models.PositiveBigIntegerField(default=0)
    analysis = models.CharField(max_length=40, blank=True)
    model = models.CharField(max_length=80, blank=True)


class IndexChange(models.Model):
    """Which record a change of the index was about, so that a mirror need not read it whole.

    Only the newest are kept. A number that is missing here was a change of everything.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    record_kind = models.CharField(max_length=20)
    record_id = models.CharField(max_length=26)
