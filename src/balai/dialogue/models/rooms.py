"""The room of a session: its statements, the phones in it, their votes, and closed rounds.

A participant is a token on a device. No row here says whose it is: not an account, not an
address, not the time at which somebody came in or voted.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from balai.dialogue.models.planning import Session
from balai.foundation.models import Record


class RoomState(models.TextChoices):
    """Whether people may come in and vote. A closed room can be opened for another round."""

    PREPARING = "preparing", _("Being prepared")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


class Room(Record):
    """The vote of one session, joined by a short code.

    `asks_sector` and `asks_country` only where the convenor needs them. `ends` is the timer.
    `changed` grows with whatever a phone or the projector shows, so that neither asks in vain.
    """

    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="room")
    question = models.CharField(max_length=300)
    language = models.CharField(max_length=8, default="en")
    code = models.CharField(max_length=8, unique=True)
    state = models.CharField(max_length=10, choices=RoomState.choices, default=RoomState.PREPARING)
    needs_account = models.BooleanField(default=False)
    takes_statements = models.BooleanField(default=True)
    moderates_first = models.BooleanField(default=True)
    """Whether a participant's statement waits to be looked at before others see it."""
    rules = models.TextField(blank=True)
    """What is held back and why, in the convenor's words, shown before anybody writes."""
    asks_sector = models.BooleanField(default=False)
    asks_country = models.BooleanField(default=False)
    ends = models.DateTimeField(null=True, blank=True)
    changed = models.PositiveIntegerField(default=0)


class Participant(models.Model):
    """A device in a room. Only the hash of its token is kept, so that a copy opens nothing.

    No record: an identifier of ours would tell when its owner came in.
    """

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="participants")
    token_hash = models.CharField(max_length=64, unique=True)
    carry_hash = models.CharField(max_length=64, blank=True, db_index=True)
    """The code with which this participant carries on on another device, once."""
    sector = models.CharField(max_length=4, blank=True)
    country = models.CharField(max_length=2, blank=True)
    is_paper = models.BooleanField(default=False)


class Origin(models.TextChoices):
    """Where a statement comes from."""

    PARTICIPANT = "participant", _("A participant")
    CONVENOR = "convenor", _("The convenor")
    LESSON = "lesson", _("A lesson")


class StatementState(models.TextChoices):
    """What became of a statement. Only what is shown is voted on."""

    WAITING = "waiting", _("Waits to be looked at")
    SHOWN = "shown", _("Voted on")
    HELD_BACK = "held-back", _("Held back")
    REPLACED = "replaced", _("Replaced")


class Statement(Record):
    """One sentence to agree or disagree with; its number is what the room calls it."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="statements")
    number = models.PositiveIntegerField()
    text = models.CharField(max_length=300)
    language = models.CharField(max_length=8)
    origin = models.CharField(max_length=12, choices=Origin.choices)
    author = models.ForeignKey(
        Participant, on_delete=models.SET_NULL, null=True, blank=True, related_name="statements"
    )
    lesson_id = models.CharField(max_length=26, blank=True)
    state = models.CharField(max_length=10, choices=StatementState.choices)
    may_name = models.BooleanField(default=False)
    """Whether somebody could be recognised by its words; whoever lets it through has looked."""
    reason = models.CharField(max_length=300, blank=True)
    """Why it was held back or replaced, for its author and for the export."""
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["room", "number"], name="one_number_a_statement")
        ]


class Lineage(models.Model):
    """That a statement was made of another: split, merged or reworded."""

    parent = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="children")
    child = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="parents")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["parent", "child"], name="one_line_once")]


class Rendering(models.Model):
    """A statement in another language, beside the original; whether somebody checked it."""

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="renderings")
    language = models.CharField(max_length=8)
    text = models.CharField(max_length=400)
    is_checked = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["statement", "language"], name="one_rendering")
        ]


class Vote(models.Model):
    """What one participant says of one statement; the last word holds.

    `device` and `turn` order the votes of one phone, which may come late and twice: of one
    device, what has a lower turn never replaces what has a higher one.
    """

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="votes")
    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="votes")
    value = models.SmallIntegerField()
    is_important = models.BooleanField(default=False)
    device = models.CharField(max_length=16, blank=True)
    turn = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participant", "statement"], name="one_vote"),
            models.CheckConstraint(condition=models.Q(value__in=(-1, 0, 1)), name="vote_value"),
        ]


class Round(Record):
    """A round that was closed: its result stays as it was.

    `votes_hash` is the hash of the statements and votes that went in, chained by the journal.
    """

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="rounds")
    number = models.PositiveIntegerField()
    votes_hash = models.CharField(max_length=64)
    result = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "number"], name="one_round")]
