"""The few choices that whoever contests or answers has, in words."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST = 4000
"""Characters of a comment, a contest or an answer."""
LONGEST_REASON = 500


class Ground(models.TextChoices):
    """Why an entry is contested; `NAMES` stands first in every queue."""

    NAMES = "names", _("It names somebody, or lets somebody be recognised")
    WRONG = "wrong", _("Something in it is wrong")
    HARM = "harm", _("It harms or stigmatises people")
    CONFIDENCE = "confidence", _("It was said in confidence, or without permission")
    OTHER = "other", _("Something else")


class Wanted(models.TextChoices):
    """What whoever contests asks for."""

    ANSWER = "answer", _("An answer")
    CORRECTION = "correction", _("A correction")
    DELETION = "deletion", _("That it is taken down")


class Outcome(models.TextChoices):
    """What the owner did."""

    KEPT = "kept", _("Kept as it is")
    AMENDED = "amended", _("Amended")
    WITHDRAWN = "withdrawn", _("Taken down")
