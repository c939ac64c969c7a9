"""What a phone, the projector and the convenor's desk are shown of a room."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count

from balai.core.audience import Viewer
from balai.core.errors import NotAllowed
from balai.core.opinions.routing import Tally
from balai.dialogue.models import (
    Lineage,
    Participant,
    Rendering,
    Room,
    RoomState,
    Round,
    Session,
    Statement,
    StatementState,
    Vote,
)
from balai.dialogue.policy import may_convene
from balai.people.tokens import hash_of
from balai.sharing.queries import Sharing, require_visible, sharing_of


@dataclass(frozen=True)
class RoomShown:
    """A room as it is announced; nothing of what was said in it."""

    id: str
    session_id: str
    dialogue_id: str
    dialogue: str
    session: str
    question: str
    language: str
    code: str
    state: str
    rules: str
    needs_account: bool
    takes_statements: bool
    moderates_first: bool
    asks_sector: bool
    asks_country: bool
    ends: datetime | None
    changed: int
    sharing: Sharing

    @property
    def is_open(self) -> bool:
        """Say whether people may come in and vote."""
        return self.state == RoomState.OPEN


@dataclass(frozen=True)
class Rendered:
    """A statement in a reader's language, beside the original."""

    text: str
    language: str
    is_checked: bool


@dataclass(frozen=True)
class OnPhone:
    """A statement on a phone, with what this participant said of it."""

    id: str
    number: int
    text: str
    language: str
    rendered: Rendered | None = None
    value: int | None = None
    is_important: bool = False


@dataclass(frozen=True)
class Own:
    """A statement of one's own, and what became of it."""

    id: str
    number: int
    text: str
    language: str
    state: str
    reason: str
    became: tuple[str, ...]


@dataclass(frozen=True)
class OnDesk:
    """A statement on the convenor's desk."""

    id: str
    number: int
    text: str
    language: str
    origin: str
    state: str
    reason: str
    version: int
    may_name: bool
    tally: Tally
    became: tuple[int, ...]
    came_from: tuple[int, ...]
    renderings: tuple[Rendered, ...]


@dataclass(frozen=True)
class RoundShown:
    """A closed round with its result as it was kept."""

    number: int
    closed: datetime
    votes_hash: str
    result: dict[str, Any]


def _shown(room: Room) -> RoomShown:
    return RoomShown(
        id=room.pk,
        session_id=room.session_id,
        dialogue_id=room.session.dialogue_id,
        dialogue=room.session.dialogue.title,
        session=room.session.title,
        question=room.question,
        language=room.language,
        code=room.code,
        state=room.state,
        rules=room.rules,
        needs_account=room.needs_account,
        takes_statements=room.takes_statements,
        moderates_first=room.moderates_first,
        asks_sector=room.asks_sector,
        asks_country=room.asks_country,
        ends=room.ends,
        changed=room.changed,
        sharing=sharing_of("session", room.session_id),
    )


def room_by_code(code: str) -> RoomShown:
    """Return an open room by its code, for whoever stands before it; NotAllowed otherwise.

    The code is the key: it is shown to those who are present.
    """
    room = (
        Room.objects.select_related("session__dialogue")
        .filter(code=code.strip(), state=RoomState.OPEN)
        .first()
    )
    if room is None:
        raise NotAllowed("No room is open with this code.", "Look at the code on the screen again.")
    return _shown(room)


def room_for(token: str, room_id: str) -> tuple[int, RoomShown]:
    """Return the participant behind a token and their room; NotAllowed for anybody else."""
    rows = Participant.objects.select_related("room__session__dialogue")
    found = rows.filter(token_hash=hash_of(token), room_id=room_id).first()
    if found is None:
        raise NotAllowed()
    return found.pk, _shown(found.room)


def require_in_room(token: str, room_id: str) -> None:
    """Raise NotAllowed unless the token is that of a participant of this room; one query."""
    if (
        not token
        or not Participant.objects.filter(token_hash=hash_of(token), room_id=room_id).exists()
    ):
        raise NotAllowed(
            "This device is not in a room.", "Come in with the code on the screen again."
        )


def room_convened(viewer: Viewer, session_id: str) -> RoomShown:
    """Return the room of a session that the viewer convenes; NotAllowed otherwise."""
    room = _room_of(viewer, session_id)
    if not may_convene(viewer, room.session.dialogue):
        raise NotAllowed()
    return _shown(room)


def room_visible(viewer: Viewer, session_id: str) -> RoomShown:
    """Return the room of a session that the viewer may see; NotAllowed otherwise.

    Its rounds are as open as the session; what goes on in an open room is for those in it.
    """
    return _shown(_room_of(viewer, session_id))


def _room_of(viewer: Viewer, session_id: str) -> Room:
    require_visible(viewer, "session", session_id)
    room = Room.objects.select_related("session__dialogue").filter(session_id=session_id).first()
    if room is None:
        raise NotAllowed()
    return room


def rows_of(room_id: str) -> list[tuple[int, int, int, bool]]:
    """Return a room's votes as (participant, statement's number, vote, whether it matters).

    Participants are numbered by a hash of the votes' own room and of them, so that the order in
    which people came in is not told.
    """
    rows = Vote.objects.filter(
        statement__room_id=room_id, statement__state=StatementState.SHOWN
    ).values_list("participant__token_hash", "statement__number", "value", "is_important")
    found = sorted(rows)
    numbers = {mark: at for at, mark in enumerate(sorted({each[0] for each in found}), start=1)}
    return [
        (numbers[mark], statement, value, is_important)
        for mark, statement, value, is_important in found
    ]


def has_room(session_ids: Iterable[str]) -> dict[str, tuple[str, int]]:
    """Return which of several sessions have a room: its state, and how many rounds are closed."""
    rows = Room.objects.filter(session_id__in=list(session_ids)).annotate(closed=Count("rounds"))
    return {
        session_id: (state, closed)
        for session_id, state, closed in rows.values_list("session_id", "state", "closed")
    }


def session_convened(viewer: Viewer, session_id: str) -> tuple[str, str]:
    """Return (dialogue, title) of a session that the viewer convenes; NotAllowed otherwise."""
    require_visible(viewer, "session", session_id)
    session = Session.objects.select_related("dialogue").filter(pk=session_id).first()
    if session is None or not may_convene(viewer, session.dialogue):
        raise NotAllowed()
    return session.dialogue_id, session.title


def votes_of(participant: int) -> dict[str, tuple[int, bool]]:
    """Return what a participant said of each statement: the vote, and whether it matters."""
    rows = Vote.objects.filter(participant_id=participant)
    return {
        statement: (value, is_important)
        for statement, value, is_important in rows.values_list(
            "statement_id", "value", "is_important"
        )
    }


def rendered(statement_ids: Iterable[str], languages: Sequence[str]) -> dict[str, Rendered]:
    """Return statements in the first of a reader's languages that there is."""
    rows = Rendering.objects.filter(
        statement_id__in=list(statement_ids), language__in=list(languages)
    )
    found: dict[str, Rendered] = {}
    for row in sorted(rows, key=lambda each: languages.index(each.language), reverse=True):
        found[row.statement_id] = Rendered(row.text, row.language, row.is_checked)
    return found


def own_statements(participant: int) -> tuple[Own, ...]:
    """Return what a participant proposed, and what became of it."""
    rows = list(Statement.objects.filter(author_id=participant).order_by("number"))
    children: dict[str, list[str]] = {}
    lines = Lineage.objects.filter(parent__in=rows).select_related("child")
    for line in lines.order_by("child__number"):
        children.setdefault(line.parent_id, []).append(line.child.text)
    return tuple(
        Own(
            row.pk,
            row.number,
            row.text,
            row.language,
            row.state,
            row.reason,
            tuple(children.get(row.pk, ())),
        )
        for row in rows
    )


def on_desk(room_id: str, tallies: dict[str, Tally]) -> tuple[OnDesk, ...]:
    """Return every statement of a room for its convenor, in three queries."""
    rows = list(Statement.objects.filter(room_id=room_id).order_by("number"))
    numbers = {row.pk: row.number for row in rows}
    became: dict[str, list[int]] = {}
    came: dict[str, list[int]] = {}
    for parent, child in Lineage.objects.filter(parent__room_id=room_id).values_list(
        "parent_id", "child_id"
    ):
        became.setdefault(parent, []).append(numbers[child])
        came.setdefault(child, []).append(numbers[parent])
    said: dict[str, list[Rendered]] = {}
    for each in Rendering.objects.filter(statement__room_id=room_id).order_by("language"):
        said.setdefault(each.statement_id, []).append(
            Rendered(each.text, each.language, each.is_checked)
        )
    return tuple(
        OnDesk(
            id=row.pk,
            number=row.number,
            text=row.text,
            language=row.language,
            origin=row.origin,
            state=row.state,
            reason=row.reason,
            version=row.version,
            may_name=row.may_name,
            tally=tallies.get(row.pk, Tally()),
            became=tuple(sorted(became.get(row.pk, ()))),
            came_from=tuple(sorted(came.get(row.pk, ()))),
            renderings=tuple(said.get(row.pk, ())),
        )
        for row in rows
    )


def count_waiting(room_id: str) -> int:
    """Return how many statements wait to be looked at."""
    return Statement.objects.filter(room_id=room_id, state=StatementState.WAITING).count()


def rounds_of(room_id: str) -> tuple[RoundShown, ...]:
    """Return a room's closed rounds, the latest first."""
    rows = Round.objects.filter(room_id=room_id).order_by("-number")
    return tuple(
        RoundShown(each.number, each.created, each.votes_hash, each.result) for each in rows
    )


def changed_of(room_id: str) -> int:
    """Return how often something that is shown has changed in a room."""
    return Room.objects.values_list("changed", flat=True).get(pk=room_id)
