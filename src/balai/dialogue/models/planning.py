"""Series, dialogues, their sessions, and what is known before people meet.

Nobody is named here: who is expected is a sector and a country, who convenes an organisation.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from balai.foundation.models import Record


class Series(Record):
    """Dialogues that carry one thing on, such as a yearly one; what one needs the next takes up."""

    organisation_id = models.CharField(max_length=26, db_index=True)
    title = models.CharField(max_length=200)
    about = models.TextField(blank=True)


class DialogueState(models.TextChoices):
    """Whether a dialogue will be, or will not."""

    PLANNED = "planned"
    CANCELLED = "cancelled"


class Dialogue(Record):
    """A meeting over some days. `organisation_id` convenes it: its convenors are in charge."""

    organisation_id = models.CharField(max_length=26, db_index=True)
    series = models.ForeignKey(
        Series, on_delete=models.PROTECT, null=True, blank=True, related_name="dialogues"
    )
    title = models.CharField(max_length=200)
    about = models.TextField(blank=True)
    place = models.CharField(max_length=200, blank=True)
    country = models.CharField(max_length=2, blank=True)
    first_day = models.DateField(db_index=True)
    last_day = models.DateField()
    zone = models.CharField(max_length=64, default="UTC")
    """The time of the place, as the tz database names it: sessions begin by that clock."""
    languages = models.JSONField(default=list)
    state = models.CharField(
        max_length=10, choices=DialogueState.choices, default=DialogueState.PLANNED
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")), name="days_in_order"
            )
        ]


class BodyRole(models.TextChoices):
    """What an organisation does for a dialogue."""

    CONVENING = "convening", _("Convenes")
    HOSTING = "hosting", _("Hosts")
    FUNDING = "funding", _("Funds")


class Body(models.Model):
    """An organisation that convenes, hosts or funds a dialogue, by name: it need not be here."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="bodies")
    role = models.CharField(max_length=10, choices=BodyRole.choices)
    name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dialogue", "role", "name"], name="one_body_once")
        ]


class SessionKind(models.TextChoices):
    """What a session is, in the order in which they usually come."""

    OPENING = "opening", _("Opening")
    CASE_STUDY = "case-study", _("Case study")
    THEME = "theme", _("Theme")
    BREAK_OUT = "break-out", _("Break-out")
    NEEDS = "needs", _("Needs")
    CLOSING = "closing", _("Closing")


class Session(Record):
    """One item of the agenda. It has an audience of its own, and the rule of its room with it."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="sessions")
    kind = models.CharField(max_length=10, choices=SessionKind.choices)
    title = models.CharField(max_length=200)
    about = models.TextField(blank=True)
    country = models.CharField(max_length=2, blank=True)
    """Whose case is presented, in a case study."""
    day = models.DateField()
    begins = models.TimeField()
    ends = models.TimeField()
    place = models.CharField(max_length=120, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["dialogue", "day", "begins"], name="agenda")]


class Expected(models.Model):
    """How many are expected from a sector and a country; for those in charge only."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="expected")
    sector = models.CharField(max_length=4)
    country = models.CharField(max_length=2, blank=True)
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dialogue", "sector", "country"], name="one_expectation_once"
            )
        ]


class Material(Record):
    """A source or a lesson of the library to read before or in a session."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="materials")
    session = models.ForeignKey(
        Session, on_delete=models.CASCADE, null=True, blank=True, related_name="materials"
    )
    record_kind = models.CharField(max_length=20)
    record_id = models.CharField(max_length=26)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "record_kind", "record_id"], name="one_material_a_session"
            ),
            models.UniqueConstraint(
                fields=["dialogue", "record_kind", "record_id"],
                condition=models.Q(session=None),
                name="one_material_a_dialogue",
            ),
        ]


class Need(Record):
    """What a dialogue found to be needed; it is offered as a theme when the next one is planned."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="needs")
    text = models.TextField()
    language = models.CharField(max_length=8, default="en")
    taken_up_by = models.ForeignKey(
        Session, on_delete=models.SET_NULL, null=True, blank=True, related_name="takes_up"
    )
