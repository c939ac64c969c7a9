"""What a viewer may know of dialogues: each session by an audience of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from django.db.models import Q, QuerySet

from balai.core.audience import Viewer
from balai.core.errors import NotAllowed
from balai.dialogue.models import Dialogue, DialogueState, Expected, Material, Need, Series, Session
from balai.dialogue.policy import may_convene
from balai.dialogue.queries.rooms import has_room
from balai.foundation.clock import now
from balai.sharing.queries import (
    Sharing,
    may_see,
    require_visible,
    sharing_of_many,
    visible_to,
)

AT_ONCE = 30


@dataclass(frozen=True)
class Listed:
    """A dialogue in a list."""

    id: str
    title: str
    place: str
    country: str
    first_day: date
    last_day: date
    is_cancelled: bool
    series: str
    sharing: Sharing


@dataclass(frozen=True)
class SessionShown:
    """One item of an agenda.

    `room` is the state of its vote, "" where there is none; `rounds` says how many are closed.
    """

    id: str
    kind: str
    title: str
    about: str
    country: str
    day: date
    begins: time
    ends: time
    place: str
    version: int
    sharing: Sharing
    room: str
    rounds: int


@dataclass(frozen=True)
class NeedShown:
    """A need, and which session takes it up (where the viewer may see that)."""

    id: str
    text: str
    language: str
    dialogue: str
    dialogue_id: str
    is_taken_up: bool


@dataclass(frozen=True)
class DialogueShown:
    """A dialogue as its page shows it; `expected` for those in charge only."""

    id: str
    organisation_id: str
    title: str
    about: str
    place: str
    country: str
    first_day: date
    last_day: date
    zone: str
    languages: tuple[str, ...]
    is_cancelled: bool
    version: int
    series_id: str
    series: str
    bodies: tuple[tuple[str, str], ...]
    sessions: tuple[SessionShown, ...]
    materials: tuple[tuple[str, str, str, str], ...]
    """(identifier, record kind, record, session) of what the viewer may read."""
    needs: tuple[NeedShown, ...]
    expected: tuple[tuple[str, str, int], ...]
    may_convene: bool
    sharing: Sharing


@dataclass(frozen=True)
class SeriesShown:
    """A series with those of its dialogues that the viewer may see."""

    id: str
    title: str
    about: str
    dialogues: tuple[Listed, ...]


def dialogues(viewer: Viewer, *, past: bool = False, limit: int = AT_ONCE) -> tuple[Listed, ...]:
    """Return the dialogues that a viewer may see: those to come by day, or the latest past ones."""
    today = now().date()
    rows = visible_to(viewer, Dialogue.objects.select_related("series"), "dialogue")
    if past:
        rows = rows.filter(last_day__lt=today).order_by("-first_day", "pk")
    else:
        rows = rows.filter(last_day__gte=today).order_by("first_day", "pk")
    return _listed(rows[:limit])


def _listed(rows: Iterable[Dialogue]) -> tuple[Listed, ...]:
    found = list(rows)
    sharing = sharing_of_many("dialogue", [each.pk for each in found])
    return tuple(
        Listed(
            each.pk,
            each.title,
            each.place,
            each.country,
            each.first_day,
            each.last_day,
            each.state == DialogueState.CANCELLED,
            each.series.title if each.series else "",
            sharing[each.pk],
        )
        for each in found
    )


def series_convened(viewer: Viewer) -> tuple[tuple[str, str], ...]:
    """Return the series that a viewer may plan for, by title."""
    rows = Series.objects.filter(organisation_id__in=viewer.organisations_as("convenor"))
    return tuple(rows.order_by("title").values_list("pk", "title"))


def series(viewer: Viewer, series_id: str) -> SeriesShown:
    """Return a series. Raises NotAllowed where the viewer may see none of its dialogues."""
    row = Series.objects.filter(pk=series_id).first()
    if row is None:
        raise NotAllowed()
    rows = visible_to(viewer, Dialogue.objects.select_related("series"), "dialogue")
    found = _listed(rows.filter(series=row).order_by("-first_day", "pk"))
    if not found and not may_convene(viewer, row):
        raise NotAllowed()
    return SeriesShown(row.pk, row.title, row.about, found)


def dialogue(viewer: Viewer, dialogue_id: str) -> DialogueShown:
    """Return a dialogue with what the viewer may see of it; NotAllowed where that is nothing."""
    held = require_visible(viewer, "dialogue", dialogue_id)
    row = Dialogue.objects.select_related("series").filter(pk=dialogue_id).first()
    if row is None:
        raise NotAllowed()
    in_charge = may_convene(viewer, row)
    return DialogueShown(
        id=row.pk,
        organisation_id=row.organisation_id,
        title=row.title,
        about=row.about,
        place=row.place,
        country=row.country,
        first_day=row.first_day,
        last_day=row.last_day,
        zone=row.zone,
        languages=tuple(row.languages),
        is_cancelled=row.state == DialogueState.CANCELLED,
        version=row.version,
        series_id=row.series_id or "",
        series=row.series.title if row.series else "",
        bodies=tuple(row.bodies.order_by("role", "name").values_list("role", "name")),
        sessions=_sessions(viewer, row),
        materials=_materials(viewer, row),
        needs=_needs(Need.objects.filter(dialogue=row)),
        expected=_expected(row) if in_charge else (),
        may_convene=in_charge,
        sharing=held,
    )


def _sessions(viewer: Viewer, row: Dialogue) -> tuple[SessionShown, ...]:
    rows = list(
        visible_to(viewer, Session.objects.filter(dialogue=row), "session").order_by(
            "day", "begins", "pk"
        )
    )
    sharing = sharing_of_many("session", [each.pk for each in rows])
    rooms = has_room(each.pk for each in rows)
    return tuple(
        SessionShown(
            each.pk,
            each.kind,
            each.title,
            each.about,
            each.country,
            each.day,
            each.begins,
            each.ends,
            each.place,
            each.version,
            sharing[each.pk],
            str(rooms[each.pk][0]) if each.pk in rooms else "",
            rooms[each.pk][1] if each.pk in rooms else 0,
        )
        for each in rows
    )


def _materials(viewer: Viewer, row: Dialogue) -> tuple[tuple[str, str, str, str], ...]:
    visible = visible_to(viewer, Session.objects.filter(dialogue=row), "session")
    rows = Material.objects.filter(dialogue=row).filter(
        Q(session=None) | Q(session_id__in=visible.values("pk"))
    )
    readable = [
        set(
            visible_to(viewer, rows.filter(record_kind=kind), kind, "record_id").values_list(
                "pk", flat=True
            )
        )
        for kind in ("source", "lesson")
    ]
    known = frozenset().union(*readable)
    return tuple(
        (each.pk, each.record_kind, each.record_id, each.session_id or "")
        for each in rows.order_by("pk")
        if each.pk in known
    )


def _expected(row: Dialogue) -> tuple[tuple[str, str, int], ...]:
    rows = Expected.objects.filter(dialogue=row).order_by("sector", "country")
    return tuple(rows.values_list("sector", "country", "number"))


def _needs(rows: QuerySet[Need]) -> tuple[NeedShown, ...]:
    found = rows.select_related("dialogue").order_by("pk")
    return tuple(
        NeedShown(
            each.pk,
            each.text,
            each.language,
            each.dialogue.title,
            each.dialogue_id,
            each.taken_up_by_id is not None,
        )
        for each in found
    )


def open_needs(viewer: Viewer) -> tuple[NeedShown, ...]:
    """Return needs that no session takes up yet, of the dialogues that a convenor may see."""
    mine = viewer.organisations_as("convenor")
    rows = Need.objects.filter(taken_up_by=None, dialogue__organisation_id__in=mine)
    return _needs(visible_to(viewer, rows, "dialogue", "dialogue_id"))


def session(viewer: Viewer, session_id: str) -> tuple[DialogueShown, SessionShown]:
    """Return a session with its dialogue; NotAllowed for whoever may not see it."""
    row = Session.objects.filter(pk=session_id).first()
    if row is None or not may_see(viewer, "session", session_id):
        raise NotAllowed()
    whole = dialogue(viewer, row.dialogue_id)
    found = next((each for each in whole.sessions if each.id == session_id), None)
    if found is None:
        raise NotAllowed()
    return whole, found
