"""What the journal holds, for tests: kinds in order, and every detail as text."""

from __future__ import annotations

import json

from balai.foundation.models import JournalDetail, JournalEntry


def kinds() -> list[str]:
    """Return the kinds of all entries, oldest first."""
    return list(JournalEntry.objects.order_by("seq").values_list("kind", flat=True))


def details() -> str:
    """Return all details as one text, to look for what must not be in it."""
    return json.dumps(list(JournalDetail.objects.values_list("data", flat=True)))
