"""Reading and proving the journal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from balai.foundation.journal.chain import detail_hash, entry_hash
from balai.foundation.journal.export import Line
from balai.foundation.models import JournalEntry


@dataclass(frozen=True)
class Entry:
    """One entry as it is shown; `detail` is empty where there was none or it was erased."""

    seq: int
    at: datetime
    kind: str
    record_kind: str
    record_id: str
    actor: str
    detail: dict[str, Any]


def entries_about(record_kind: str, record_id: str) -> tuple[Entry, ...]:
    """Return what happened to one record, oldest first. The caller has checked the viewer."""
    rows = JournalEntry.objects.filter(record_kind=record_kind, record_id=record_id)
    return tuple(_shown(row) for row in rows.select_related("detail").order_by("seq"))


def head() -> str:
    """Return the hash of the newest entry, which vouches for all before it."""
    return JournalEntry.objects.order_by("-seq").values_list("hash", flat=True).first() or ""


def lines() -> Iterator[Line]:
    """Yield every entry, oldest first, as it leaves the node. The caller has checked the viewer."""
    for row in JournalEntry.objects.order_by("seq").iterator(500):
        yield Line(
            row.seq,
            row.at.isoformat(),
            row.kind,
            row.record_kind,
            row.record_id,
            row.actor,
            row.detail_hash,
            row.previous,
            row.hash,
        )


def hash_of(seq: int) -> str:
    """Return the hash of an entry, empty where there is none of that number."""
    return JournalEntry.objects.filter(seq=seq).values_list("hash", flat=True).first() or ""


def first_broken() -> int | None:
    """Return the number of the first entry whose chain or details do not add up, if any."""
    last = ""
    for row in JournalEntry.objects.select_related("detail").order_by("seq").iterator(500):
        expected = entry_hash(
            last,
            row.at.isoformat(),
            row.kind,
            row.record_kind,
            row.record_id,
            row.actor,
            row.detail_hash,
        )
        detail = getattr(row, "detail", None)
        kept = detail is None or detail_hash(detail.salt, detail.data) == row.detail_hash
        if row.previous != last or row.hash != expected or not kept:
            return row.seq
        last = row.hash
    return None


def _shown(row: JournalEntry) -> Entry:
    detail = getattr(row, "detail", None)
    return Entry(
        row.seq,
        row.at,
        row.kind,
        row.record_kind,
        row.record_id,
        row.actor,
        detail.data if detail else {},
    )
