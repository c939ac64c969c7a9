"""The one way to write: a transaction whose journal entries are chained as its last statement."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction

from balai.core.audience import Viewer
from balai.foundation import registries
from balai.foundation.clock import now
from balai.foundation.journal import kinds
from balai.foundation.journal.chain import detail_hash, entry_hash
from balai.foundation.models import JournalDetail, JournalEntry

_POSTGRES_LOCK = 0x62616C6169
_CODE = re.compile(r"[A-Za-z0-9_.:+-]{0,80}")
"""No space, no @, no letter beyond ASCII: no sentence, no address, few names."""
_current: ContextVar[Recording | None] = ContextVar("recording", default=None)


@dataclass(frozen=True)
class Note:
    """An entry about to be written."""

    kind: str
    record_kind: str
    record_id: str
    detail: dict[str, Any]


@dataclass
class Recording:
    """The entries of one transaction, in the order in which they were noted."""

    actor: str
    notes: list[Note] = field(default_factory=list)
    standing: set[Viewer] = field(default_factory=set)
    """The viewers whose standing was asked in this transaction."""

    def require_standing(self, by: Viewer | str) -> None:
        """Ask, once in this transaction, whether a viewer may still act as when they were read."""
        if not isinstance(by, str) and by not in self.standing:
            registries.requirements.call(by)
            self.standing.add(by)

    def note(self, kind: str, record_kind: str, record_id: str, **detail: Any) -> None:
        """Add an entry. `detail` holds identifiers, codes and numbers, never words.

        Raises ValueError for anything else: what is chained stays for ever, so that a name or an
        address must not get there by oversight.
        """
        if kind not in kinds.declared():
            raise ValueError(f"the journal kind {kind} was never declared")
        for each in (record_kind, record_id, self.actor, *detail.values()):
            if not _is_code(each):
                raise ValueError(f"the entry {kind} would hold words, not identifiers or codes")
        self.notes.append(Note(kind, record_kind, record_id, detail))


def _is_code(value: Any) -> bool:
    """Say whether a value is an identifier, a code, a number, or a list of such."""
    if isinstance(value, list | tuple):
        return all(_is_code(each) for each in value)
    if value is None or isinstance(value, bool | int | float):
        return True
    return isinstance(value, str) and _CODE.fullmatch(str(value)) is not None


@contextmanager
def recording(by: Viewer | str, *, actor: str | None = None) -> Iterator[Recording]:
    """Open a transaction for whoever acts: a viewer, or a name such as "system".

    A viewer was read before; what the policy made of them is asked again inside the transaction
    (`registries.requirements`), so that nobody writes with a role that was taken away meanwhile.
    `actor` stands in the entries instead of a viewer's account.

    A recording inside a recording joins it: the outer one writes the entries. Nothing is
    written where the block raises, or where the viewer may no longer act.
    """
    outer = _current.get()
    if outer is not None:
        outer.require_standing(by)
        yield outer
        return
    known = by if isinstance(by, str) else by.account or ""
    current = Recording(known if actor is None else actor)
    token = _current.set(current)
    try:
        with transaction.atomic():
            _wait_for_turn()
            current.require_standing(by)
            yield current
            _append(current)
    finally:
        _current.reset(token)


def _wait_for_turn() -> None:
    """Take the node's write lock, which SQLite gives with the transaction.

    Before the first row is locked, so that no two acts hold what the other needs: two stewards
    who leave at once, or take each other's role, would wait for each other.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_POSTGRES_LOCK])


def _append(current: Recording) -> None:
    if not current.notes:
        return
    for note in current.notes:
        registries.followers.call(note.kind, note.record_id)
    last = JournalEntry.objects.order_by("-seq").values_list("hash", flat=True).first() or ""
    at = now()
    for note in current.notes:
        salt = secrets.token_hex(16)
        details = detail_hash(salt, note.detail) if note.detail else ""
        digest = entry_hash(
            last,
            at.isoformat(),
            note.kind,
            note.record_kind,
            note.record_id,
            current.actor,
            details,
        )
        entry = JournalEntry.objects.create(
            at=at,
            kind=note.kind,
            record_kind=note.record_kind,
            record_id=note.record_id,
            actor=current.actor,
            detail_hash=details,
            previous=last,
            hash=digest,
        )
        if note.detail:
            JournalDetail.objects.create(entry=entry, salt=salt, data=note.detail)
        last = digest
