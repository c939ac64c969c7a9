"""Sources, what was read in them, and contributions."""

from __future__ import annotations

from django.db import models

from balai.foundation.models import Record

ORIGINAL = "original"
"""The kind under which a source's file has an audience of its own, by the source's identifier."""


class File(models.Model):
    """Original bytes, kept once by the files port under this digest."""

    digest = models.CharField(primary_key=True, max_length=64)
    size = models.PositiveBigIntegerField()


class Contribution(Record):
    """What one person brought in one go: files, an address, or a case told in a form."""

    organisation_id = models.CharField(max_length=26, db_index=True)
    contributor = models.CharField(max_length=26, db_index=True)
    note = models.TextField(blank=True)
    submitted = models.DateTimeField(null=True, blank=True)


class SourceState(models.TextChoices):
    """Where a source stands."""

    WAITING = "waiting"
    READING = "reading"
    READY = "ready"
    REFUSED = "refused"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


class Source(Record):
    """A report, page, message or told case that lessons are drawn from.

    `organisation_id` owns it and decides on releases. `edition` counts from 1; a new edition
    names the one it `replaces`. A deleted source has no row: its journal entries remain.
    """

    contribution = models.ForeignKey(
        Contribution, on_delete=models.SET_NULL, null=True, blank=True, related_name="sources"
    )
    organisation_id = models.CharField(max_length=26, db_index=True)
    contributor = models.CharField(max_length=26, db_index=True)
    state = models.CharField(
        max_length=10, choices=SourceState.choices, default=SourceState.WAITING
    )
    title = models.CharField(max_length=500, blank=True)
    publisher = models.CharField(max_length=300, blank=True)
    date = models.CharField(max_length=10, blank=True)
    address = models.URLField(max_length=1000, blank=True)
    country = models.CharField(max_length=2, blank=True, db_index=True)
    language = models.CharField(max_length=8, blank=True, db_index=True)
    licence = models.CharField(max_length=200, blank=True)
    link_only = models.BooleanField(default=False)
    is_illustration = models.BooleanField(default=False)
    file = models.ForeignKey(File, on_delete=models.PROTECT, null=True, blank=True)
    file_name = models.CharField(max_length=255, blank=True)
    format = models.CharField(max_length=20, blank=True)
    pages = models.PositiveIntegerField(default=0)
    edition = models.PositiveIntegerField(default=1)
    replaces = models.OneToOneField(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="replaced_by"
    )
    error_kind = models.CharField(max_length=40, blank=True)
    error_message = models.TextField(blank=True)
    error_hint = models.TextField(blank=True)


class Reading(models.Model):
    """What was read in a source: its text, its blocks, and how the reading went.

    `blocks` are the core's blocks as lists; `set_aside` names pages and reasons, never text;
    `findings` are places of personal data as [start, end, type, class, digest]; `recipe` numbers
    the way they were looked for (0: before it was numbered), and `later` are the digests of those
    that a newer way found after the source had been read.
    """

    source = models.OneToOneField(
        Source, on_delete=models.CASCADE, primary_key=True, related_name="reading"
    )
    reader = models.CharField(max_length=40)
    text = models.TextField()
    blocks = models.JSONField(default=list)
    set_aside = models.JSONField(default=list)
    warnings = models.JSONField(default=list)
    seconds = models.FloatField(default=0)
    signature = models.BinaryField(default=bytes)
    findings = models.JSONField(default=list)
    recipe = models.PositiveIntegerField(default=0)
    later = models.JSONField(default=list)


class SketchKey(models.Model):
    """One of the few hashes by which texts like a reading's are looked up (see `sketch.py`)."""

    reading = models.ForeignKey(
        Reading, on_delete=models.CASCADE, related_name="keys", db_index=False
    )
    key = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reading", "key"], name="one_key_once")]
        indexes = [models.Index(fields=["key", "reading"], name="sketch_key")]


class Passage(Record):
    """A part of a source's text that is indexed as one: `start` to `end` of the reading's text.

    `text` is what may be shown: those words with what is withheld masked.
    """

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="passages")
    position = models.PositiveIntegerField()
    page = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    language = models.CharField(max_length=8, blank=True)
    headings = models.JSONField(default=list)
    text = models.TextField()
    text_hash = models.CharField(max_length=64, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "position"], name="one_passage_a_place")
        ]
        ordering = ["source", "position"]


class FindingAnswer(Record):
    """How one finding of personal data in a source is to be shown, for all its equals.

    `digest` is a hash of the finding's normal form, salted with the node's key, so that the
    answer names nobody.
    """

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="finding_answers")
    digest = models.CharField(max_length=64)
    type = models.CharField(max_length=30)
    decision = models.CharField(
        max_length=12, choices=[("mask", "mask"), ("generalise", "generalise"), ("keep", "keep")]
    )
    replacement = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    answered_by = models.CharField(max_length=26)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "digest"], name="equal_findings_once")
        ]
