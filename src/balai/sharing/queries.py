"""Asking the policy: which gates stand open, which records are visible, who may read one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Model, QuerySet

from balai.core import audience as core
from balai.core.audience import Level, Viewer
from balai.core.errors import NotAllowed
from balai.foundation.moment import ask_once
from balai.sharing.models import Audience, Gate

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
    """Return those of `rows` whose record (named by `field`) the viewer may see."""
    return rows.filter(**{f"{field}__in": visible_ids(viewer, record_kind)})


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
