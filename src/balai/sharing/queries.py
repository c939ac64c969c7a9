"""Asking the policy: which gates stand open, which records are visible, who may read one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db.models import Exists, Model, OuterRef, QuerySet

from balai.core import audience as core
from balai.core.audience import Level, Viewer
from balai.core.errors import NotAllowed
from balai.foundation.moment import ask_once
from balai.sharing.models import Audience, Gate, GoneOut, Release, ReleaseState

GATES = "open gates"
"""The question that is kept within a request; `actions` lets it go where a gate is made."""

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Sharing:
    """Who may read a record, as it is shown beside it."""

    audience: core.Audience
    chatham: bool
    version: int

    @property
    def level(self) -> Level:
        """Return the mark that is shown."""
        return self.audience.level


def open_gates(viewer: Viewer) -> list[int]:
    """Return the gates that stand open for the viewer, in one query over the few there are.

    A page asks this for each of its lists; within one request it is decided once.
    """
    return ask_once(GATES, viewer, lambda: _open_gates(viewer))


def _open_gates(viewer: Viewer) -> list[int]:
    return [
        number
        for number, key in Gate.objects.values_list("id", "key")
        if core.may_see(viewer, core.parse(key))
    ]


def visible_ids(viewer: Viewer, record_kind: str) -> QuerySet[Audience, str]:
    """Return the identifiers of the visible records of a kind, as a subquery for other queries."""
    return Audience.objects.filter(
        record_kind=record_kind, gate_id__in=open_gates(viewer)
    ).values_list("record_id", flat=True)


def visible_to(
    viewer: Viewer, rows: QuerySet[Row], record_kind: str, field: str = "pk"
) -> QuerySet[Row]:
    """Return those of `rows` whose record (named by `field`) the viewer may see.

    Asked row by row of an index: a few rows of a large library must not cost a list of all that
    may be seen.
    """
    behind = Audience.objects.filter(
        record_kind=record_kind, record_id=OuterRef(field), gate_id__in=open_gates(viewer)
    )
    return rows.filter(Exists(behind))


def sharing_of(record_kind: str, record_id: str) -> Sharing:
    """Return a record's audience. Raises NotAllowed where it has none: nobody may read it."""
    row = (
        Audience.objects.filter(record_kind=record_kind, record_id=record_id)
        .select_related("gate")
        .first()
    )
    if row is None:
        raise NotAllowed()
    return Sharing(core.parse(row.gate.key), row.chatham, row.version)


def sharing_of_many(record_kind: str, record_ids: list[str]) -> dict[str, Sharing]:
    """Return the audiences of several records, by identifier, in one query."""
    rows = Audience.objects.filter(record_kind=record_kind, record_id__in=record_ids)
    return {
        row.record_id: Sharing(core.parse(row.gate.key), row.chatham, row.version)
        for row in rows.select_related("gate")
    }


def under_rule(record_kind: str, record_ids: Iterable[str]) -> frozenset[str]:
    """Return which of several records the Chatham House Rule covers, in one query."""
    rows = Audience.objects.filter(
        record_kind=record_kind, record_id__in=list(record_ids), chatham=True
    )
    return frozenset(rows.values_list("record_id", flat=True))


def may_see(viewer: Viewer, record_kind: str, record_id: str) -> bool:
    """Say whether the viewer may read a record; an absent one is not readable."""
    try:
        return core.may_see(viewer, sharing_of(record_kind, record_id).audience)
    except NotAllowed:
        return False


def require_visible(viewer: Viewer, record_kind: str, record_id: str) -> Sharing:
    """Return a record's audience, or raise NotAllowed in the words for an absent record."""
    found = sharing_of(record_kind, record_id)
    if not core.may_see(viewer, found.audience):
        raise NotAllowed()
    return found


def opened_from(record_kind: str, record_id: str) -> tuple[core.Audience, ...]:
    """Return what a record's audience was before each release that opened it, oldest first.

    A record may have been opened with another one: a file with its source.
    """
    granted = Release.objects.filter(record_id=record_id, state=ReleaseState.GRANTED)
    return tuple(
        core.parse(row.before)
        for row in granted.order_by("created", "id")
        if row.record_kind == record_kind or [record_kind, record_id] in row.with_records
    )


def lessons_opened_with(release_id: str) -> tuple[str, ...]:
    """Return the lessons that a release opens: its own, and those that go with a source."""
    row = Release.objects.filter(pk=release_id).first()
    records = [(row.record_kind, row.record_id), *row.with_records] if row else []
    return tuple(record_id for kind, record_id in records if kind == "lesson")


@dataclass(frozen=True)
class Out:
    """That records left the node in one way while they had one level: how often, last when."""

    way: str
    level: Level
    times: int
    last: datetime


@dataclass(frozen=True)
class ReleaseOnRecord:
    """A wider audience that was asked for, and what became of it; without who."""

    asked: datetime
    reason: str
    before: Level
    after: Level
    state: str
    decided: datetime | None
    answer: str
    with_original: bool


def gone_out(record_kind: str, record_ids: Iterable[str]) -> tuple[Out, ...]:
    """Return what has gone out of these records together, the latest first.

    For those in charge of them only: whoever asks has been through the policy.
    """
    found: dict[tuple[str, int], Out] = {}
    for row in GoneOut.objects.filter(record_kind=record_kind, record_id__in=list(record_ids)):
        had = found.get((row.way, row.level))
        found[row.way, row.level] = Out(
            row.way,
            Level(row.level),
            row.times + (had.times if had else 0),
            max(row.last, had.last) if had else row.last,
        )
    return tuple(sorted(found.values(), key=lambda each: (each.last, each.way), reverse=True))


def releases_of(*records: tuple[str, str]) -> tuple[ReleaseOnRecord, ...]:
    """Return every release of these records, the latest first, for those in charge of them."""
    rows = Release.objects.filter(record_id__in={each for _, each in records})
    return tuple(
        ReleaseOnRecord(
            asked=row.created,
            reason=row.reason,
            before=core.parse(row.before).level,
            after=core.parse(row.after).level,
            state=row.state,
            decided=row.decided,
            answer=row.answer,
            with_original="original" in (row.record_kind, *(kind for kind, _ in row.with_records)),
        )
        for row in rows.order_by("-created", "-id")
        if (row.record_kind, row.record_id) in records
    )
