"""Who agreed to be named beside a quotation."""

from __future__ import annotations

from django.db import models

from balai.foundation.models import Record
from balai.knowledge.models.lessons import Evidence


class AttributionState(models.TextChoices):
    """What came of asking somebody to be named beside a quotation."""

    ASKED = "asked"
    GIVEN = "given"
    REFUSED = "refused"
    TAKEN_BACK = "taken-back"


class Attribution(Record):
    """The consent of an account's holder to be named beside one quotation; it can be taken back.

    `account` is whoever was asked: an account, or the addressee of an address; it is empty once
    they refused or took it back. The name itself is the account's and stands nowhere else.
    `readers` is the audience that the quotation had when they agreed: where it has been opened
    wider since, nobody is named.
    """

    evidence = models.OneToOneField(Evidence, on_delete=models.CASCADE, related_name="attribution")
    account = models.CharField(max_length=26, blank=True, db_index=True)
    asked_by = models.CharField(max_length=26)
    state = models.CharField(
        max_length=12, choices=AttributionState.choices, default=AttributionState.ASKED
    )
    readers = models.TextField(blank=True)
    decided = models.DateTimeField(null=True, blank=True)
