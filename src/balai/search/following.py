"""Keeping up with the journal: what to do when a record changed."""

from __future__ import annotations

from collections.abc import Callable

from balai.foundation.registries import followers, indexed
from balai.foundation.tasks.backend import queue_unless_waiting


def follow_everything() -> None:
    """Register a follower for every journal kind that changes what can be found."""
    for record_kind, texts in indexed:
        for journal_kind in texts.changed_by:
            followers.register(journal_kind, _follower(record_kind))


_made: dict[str, Callable[[str], None]] = {}


def _follower(record_kind: str) -> Callable[[str], None]:
    """Return the one follower of a record kind, so that registering twice is once."""
    if record_kind not in _made:

        def follow(record_id: str) -> None:
            from balai.search.actions import drop_if_gone
            from balai.search.tasks import index_record

            drop_if_gone(record_kind=record_kind, record_id=record_id)
            queue_unless_waiting(
                index_record,
                subject=f"search.index:{record_kind}:{record_id}",
                record_kind=record_kind,
                record_id=record_id,
            )

        _made[record_kind] = follow
    return _made[record_kind]
