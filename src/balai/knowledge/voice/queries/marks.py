"""Which entries are contested: the small mark beside them wherever they are shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from balai.core.audience import Viewer
from balai.knowledge.models import Contest, ContestState
from balai.sharing.queries import visible_to

Mark = Literal["", "contested", "answered"]
BESIDE = (ContestState.OPEN, ContestState.ANSWERED)
"""States in which a contest stands beside its entry."""


def marks(viewer: Viewer, kind: str, record_ids: Iterable[str]) -> dict[str, Mark]:
    """Return the marks of those entries that were contested, in one query.

    Whoever reads an entry learns that it is contested, also where the words are for fewer.
    """
    rows = Contest.objects.filter(
        record_kind=kind, record_id__in=list(record_ids), state__in=BESIDE
    )
    found: dict[str, Mark] = {}
    for record_id, state in visible_to(viewer, rows, kind, "record_id").values_list(
        "record_id", "state"
    ):
        if state == ContestState.OPEN or record_id not in found:
            found[record_id] = "contested" if state == ContestState.OPEN else "answered"
    return found
