"""Candidates, lessons and evidence links."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from balai.foundation.models import Record
from balai.library.models import Source

MARKED = "marked by a reviewer"
"""The rule of a candidate that a reviewer proposed."""


class Kind(models.TextChoices):
    """The five kinds of what can be learned."""

    LESSON = "lesson", _("Lesson")
    GOOD_PRACTICE = "good-practice", _("Good practice")
    CHALLENGE = "challenge", _("Challenge")
    RECOMMENDATION = "recommendation", _("Recommendation")
    NEED = "need", _("Need")


class CandidateState(models.TextChoices):
    """What became of a candidate.

    `CARRIED` words are quoted already by the lesson of a former edition; `STALE` ones waited in
    an edition that has been replaced.
    """

    OPEN = "open"
    ACCEPTED = "accepted"
    AMENDED = "amended"
    MERGED = "merged"
    CARRIED = "carried"
    REJECTED = "rejected"
    STALE = "stale"


class LessonState(models.TextChoices):
    """Where a lesson stands. `WAITING` waits for a second person; `REVIEW` lost its anchor."""

    DRAFT = "draft"
    WAITING = "waiting"
    PUBLISHED = "published"
    REVIEW = "review"
    WITHDRAWN = "withdrawn"


class Lesson(Record):
    """Something learned, in one sentence (see `Statement`), with evidence and labels.

    `cycle` is its life-cycle status (domain terms: observation … lesson-learned); `design` is
    axis A of the evidence scales, 0 for a practitioner's account.
    """

    organisation_id = models.CharField(max_length=26, db_index=True)
    kind = models.CharField(max_length=20, choices=Kind.choices, db_index=True)
    state = models.CharField(max_length=10, choices=LessonState.choices, default=LessonState.DRAFT)
    place = models.CharField(max_length=200, blank=True)
    year_from = models.PositiveSmallIntegerField(null=True, blank=True)
    year_to = models.PositiveSmallIntegerField(null=True, blank=True)
    cycle = models.CharField(max_length=24, default="lesson-identified")
    design = models.PositiveSmallIntegerField(default=0)
    wanted = models.TextField(blank=True)
    """The audience asked for (as `core.audience` writes it) while a release is pending."""
    reviewer = models.CharField(max_length=26, blank=True)
    published = models.DateTimeField(null=True, blank=True)
    changed = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)


class Statement(Record):
    """A lesson's one sentence in one language; each has an audience of its own.

    `signature` is kept with every text, so that looking for lessons alike computes none and
    nothing of one viewer's page is kept for another's.
    """

    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="statements")
    language = models.CharField(max_length=8)
    text = models.TextField()
    is_original = models.BooleanField(default=False)
    written_by = models.CharField(max_length=26, blank=True)
    is_checked = models.BooleanField(default=False)
    checked_by = models.CharField(max_length=26, blank=True)
    signature = models.BinaryField(default=bytes)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["lesson", "language"], name="one_statement_a_language")
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the text with the signature of its words."""
        from balai.core.passages.duplicates import signature

        self.signature = signature(self.text).to_bytes()
        super().save(*args, **kwargs)


class LessonLabel(models.Model):
    """A validated label of a lesson: a term's scheme and code (schemes include `country`)."""

    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="labels")
    scheme = models.CharField(max_length=20)
    code = models.CharField(max_length=12)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["lesson", "scheme", "code"], name="one_label_once")
        ]
        indexes = [models.Index(fields=["scheme", "code"], name="label_term")]


class Evidence(Record):
    """A link from a lesson to what supports it; each has an audience of its own.

    The supporting record is named by kind and identifier, never by a foreign key. `quote` is
    the source's text from `start` to `end` as it is shown: word for word outside its masks.
    `quote_hash` is that of the unmasked words, by which the anchor is found again.
    """

    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="evidence")
    record_kind = models.CharField(max_length=20, default="source")
    record_id = models.CharField(max_length=26, db_index=True)
    quote = models.TextField()
    quote_hash = models.CharField(max_length=64)
    prefix = models.CharField(max_length=80, blank=True)
    suffix = models.CharField(max_length=80, blank=True)
    page = models.PositiveIntegerField(default=1)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    language = models.CharField(max_length=8, blank=True)
    is_anchored = models.BooleanField(default=True)
    status = models.CharField(max_length=24, blank=True)


class Candidate(Record):
    """What Balai proposes from one source; `proposed` stays as it was, whatever is decided."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="candidates")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=Kind.choices)
    text = models.TextField()
    quote = models.TextField()
    page = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    language = models.CharField(max_length=8, blank=True)
    confidence = models.FloatField()
    rule = models.CharField(max_length=200)
    proposed = models.JSONField(default=dict)
    state = models.CharField(
        max_length=10, choices=CandidateState.choices, default=CandidateState.OPEN, db_index=True
    )
    reason = models.TextField(blank=True)
    decided_by = models.CharField(max_length=26, blank=True)
    decided = models.DateTimeField(null=True, blank=True)
    carried_from = models.CharField(max_length=26, blank=True)
    """The former edition whose decision holds here; empty where it was made on this source."""
    lesson = models.ForeignKey(
        Lesson, on_delete=models.SET_NULL, null=True, blank=True, related_name="candidates"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "position"], name="one_candidate_a_place")
        ]
        indexes = [models.Index(fields=["state", "source"], name="candidate_queue")]
