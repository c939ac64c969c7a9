"""The index beside the records: what can be found, in words and in vectors."""

from __future__ import annotations

from django.db import models

from balai.foundation.models import Record


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


class IndexedFact(models.Model):
    """One thing by which a record is narrowed to and counted, and the audience that may know it."""

    record_kind = models.CharField(max_length=20)
    record_id = models.CharField(max_length=26)
    audience_kind = models.CharField(max_length=20)
    audience_id = models.CharField(max_length=26)
    field = models.CharField(max_length=20)
    value = models.CharField(max_length=60)

    class Meta:
        indexes = [
            models.Index(fields=["record_kind", "record_id"], name="fact_record"),
            models.Index(fields=["field", "value"], name="fact_value"),
        ]


class IndexState(models.Model):
    """A change counter and the identity of model, analysis and facts, one row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    changes = models.PositiveBigIntegerField(default=0)
    analysis = models.CharField(max_length=40, blank=True)
    model = models.CharField(max_length=80, blank=True)
    facts = models.CharField(max_length=20, blank=True)


class IndexChange(models.Model):
    """Which record a change of the index was about, so that a mirror need not read it whole.

    Only the newest are kept. A number that is missing here was a change of everything.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    record_kind = models.CharField(max_length=20)
    record_id = models.CharField(max_length=26)


class SavedSearch(Record):
    """A search that somebody asked to be told of, for their own eyes only.

    `address` is its query string. `known` are the records that its owner need not be told of,
    `news` those found since they last looked, `shown` those that were news at that look: each a
    list of pairs of kind and identifier, told only through the policy. `checked` is the change
    counter of the index when it was last asked.
    """

    account_id = models.CharField(max_length=26, db_index=True)
    name = models.CharField(max_length=100)
    address = models.TextField()
    tells = models.BooleanField(default=True)
    looked = models.DateTimeField()
    asked = models.DateTimeField(db_index=True)
    checked = models.PositiveBigIntegerField(default=0)
    known = models.JSONField(default=list)
    news = models.JSONField(default=list)
    shown = models.JSONField(default=list)
