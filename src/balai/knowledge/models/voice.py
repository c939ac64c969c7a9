"""What readers and communities say about an entry, and what was answered.

An entry is a lesson or a source, named by kind and identifier. None of these rows holds a person
besides an account: whoever contests without one is given a link, of which a hash is kept.
"""

from __future__ import annotations

from django.db import models

from balai.foundation.models import Record
from balai.knowledge.models.lessons import Lesson


class CommentState(models.TextChoices):
    """Whether a comment is shown. `REMOVED` is the owner's doing and says why."""

    SHOWN = "shown"
    TAKEN_BACK = "taken-back"
    REMOVED = "removed"


class Comment(Record):
    """What a reader says about an entry; it has an audience of its own, within the entry's."""

    record_kind = models.CharField(max_length=20)
    record_id = models.CharField(max_length=26)
    organisation_id = models.CharField(max_length=26, blank=True)
    written_by = models.CharField(max_length=26)
    language = models.CharField(max_length=8, blank=True)
    text = models.TextField()
    state = models.CharField(
        max_length=12, choices=CommentState.choices, default=CommentState.SHOWN
    )
    decided_by = models.CharField(max_length=26, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["record_kind", "record_id"], name="comment_entry")]


class ContestState(models.TextChoices):
    """How far a contest has come. `HELD` came without an account: nobody has looked yet."""

    HELD = "held"
    OPEN = "open"
    ANSWERED = "answered"
    SET_ASIDE = "set-aside"
    TAKEN_BACK = "taken-back"


class Contest(Record):
    """An objection to an entry, that its owner must answer by `due`.

    `wanted` is what is asked for: an answer, a correction, or deletion. `token_hash` is that of
    the link with which somebody without an account comes back to it. `outcome` says what the
    owner did: kept, amended or withdrew the entry.
    """

    record_kind = models.CharField(max_length=20)
    record_id = models.CharField(max_length=26)
    organisation_id = models.CharField(max_length=26, db_index=True)
    """Whose entry it is: its reviewers answer."""
    speaks_for = models.CharField(max_length=26, blank=True)
    """The organisation for which the objection is made, where it was made for one."""
    written_by = models.CharField(max_length=26, blank=True)
    token_hash = models.CharField(max_length=64, blank=True, db_index=True)
    ground = models.CharField(max_length=20)
    wanted = models.CharField(max_length=12)
    language = models.CharField(max_length=8, blank=True)
    text = models.TextField()
    state = models.CharField(
        max_length=12, choices=ContestState.choices, default=ContestState.OPEN, db_index=True
    )
    looked_by = models.CharField(max_length=26, blank=True)
    due = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)
    outcome = models.CharField(max_length=12, blank=True)
    answered_by = models.CharField(max_length=26, blank=True)
    answered = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["record_kind", "record_id"], name="contest_entry")]


class Community(models.Model):
    """What an organisation speaks for: entries with this label are about its community.

    `scheme` is "country", or one of a lesson's labels (actor, setting, driver, approach).
    """

    organisation_id = models.CharField(max_length=26, db_index=True)
    scheme = models.CharField(max_length=20)
    code = models.CharField(max_length=12)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation_id", "scheme", "code"], name="one_community_once"
            )
        ]


class LookState(models.TextChoices):
    """What came of showing a lesson to a community before it was published.

    `STANDS` is an objection with which the lesson was published all the same.
    """

    WAITING = "waiting"
    AGREED = "agreed"
    OBJECTED = "objected"
    LAPSED = "lapsed"
    STANDS = "stands"


class CommunityLook(Record):
    """A lesson shown to a community's reviewers before it is published, until `due`.

    `ground` and `text` are those of an objection. Where the owner publishes all the same, they
    stand beside the lesson as a contest.
    """

    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="looks")
    organisation_id = models.CharField(max_length=26, db_index=True)
    due = models.DateTimeField()
    state = models.CharField(max_length=10, choices=LookState.choices, default=LookState.WAITING)
    ground = models.CharField(max_length=20, blank=True)
    text = models.TextField(blank=True)
    decided_by = models.CharField(max_length=26, blank=True)
    decided = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["lesson", "organisation_id"], name="one_look_each")
        ]
