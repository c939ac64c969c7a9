"""Preparing, opening and closing the room of a session.

Closing freezes: the result of the round is kept as it was computed, and the journal chains the
hash of the statements and votes that went in. A closed room can be opened for another round, in
which the votes of the last one still stand until they are changed.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from balai.core.audience import Viewer
from balai.core.errors import Conflict, Invalid, NotAllowed
from balai.dialogue.actions import kinds
from balai.dialogue.actions.codes import known_language
from balai.dialogue.actions.planning import session_of
from balai.dialogue.apart import found_apart
from balai.dialogue.models import Room, RoomState, Round
from balai.dialogue.policy import may_convene
from balai.dialogue.queries import counting
from balai.foundation.clock import now
from balai.foundation.journal.recording import recording
from balai.people.names import clean_name, clean_words, in_plain_words
from balai.sharing.queries import require_visible

LONGEST_QUESTION = 300
CODE_FIGURES = 6
LONGEST_TIMER = 240
"""Minutes."""


@dataclass(frozen=True)
class Terms:
    """How a room works, as it is shown to everybody before they come in."""

    question: str
    language: str = "en"
    rules: str = ""
    needs_account: bool = False
    takes_statements: bool = True
    moderates_first: bool = True
    asks_sector: bool = False
    asks_country: bool = False


@in_plain_words
def prepare_room(*, viewer: Viewer, session_id: str, terms: Terms) -> str:
    """Prepare the room of a session, or change its terms; return the room's identifier.

    Once people are in it, whether they need an account and what they are asked stays.
    """
    values = _checked(terms)
    with recording(viewer) as journal:
        session = session_of(viewer, session_id)
        room = Room.objects.select_for_update().filter(session=session).first()
        if room is None:
            room = Room(session=session, code=_free_code())
        elif room.participants.exists() and any(
            getattr(room, name) != values[name]
            for name in ("needs_account", "asks_sector", "asks_country")
        ):
            raise Conflict("People are in this room: what they were asked stays.")
        for name, value in values.items():
            setattr(room, name, value)
        room.changed += 1
        room.save()
        journal.note(kinds.ROOM_PREPARED, "session", session_id, room=room.pk)
    return room.pk


def open_room(*, viewer: Viewer, room_id: str, minutes: int | None = None) -> None:
    """Let people come in and vote; `minutes` sets the timer, which closes nothing by itself."""
    if minutes is not None and not 1 <= minutes <= LONGEST_TIMER:
        raise Invalid(
            "The timer runs from 1 to %(most)s minutes.",
            fields={"minutes": ""},
            values={"most": LONGEST_TIMER},
        )
    with recording(viewer) as journal:
        room = room_of(viewer, room_id)
        was = room.state
        room.state = RoomState.OPEN
        room.ends = now() + timedelta(minutes=minutes) if minutes else None
        room.changed += 1
        room.save()
        if was != RoomState.OPEN:
            journal.note(kinds.ROOM_OPENED, "session", room.session_id, room=room.pk)


def close_round(*, viewer: Viewer, room_id: str) -> str:
    """Close the room and keep what the votes say; return the round's identifier.

    The room is closed first, so that no vote comes between the count and the keeping; what the
    votes say is computed outside of any transaction. Should the process die in between, the
    room is closed without a result, and this can be called again.
    """
    with recording(viewer):
        room = room_of(viewer, room_id)
        if room.state == RoomState.PREPARING:
            raise Conflict("This room was never opened.")
        if room.state == RoomState.CLOSED and _is_counted(room):
            raise Conflict("This round has been closed already.")
        room.state, room.ends = RoomState.CLOSED, None
        room.changed += 1
        room.save()
    hashed, counts = counting.votes_hash(room_id), counting.counts_of(room_id)
    result = counting.kept(counts, found_apart(*counting.votes_in(room_id)))
    with recording(viewer) as journal:
        room = room_of(viewer, room_id)
        if room.state != RoomState.CLOSED or counting.votes_hash(room_id) != hashed:
            raise Conflict("The room was opened again while its votes were counted.")
        if _is_counted(room):
            raise Conflict("This round has been closed already.")
        made = Round.objects.create(
            room=room,
            number=room.rounds.count() + 1,
            votes_hash=hashed,
            result=result,
        )
        room.changed += 1
        room.save()
        journal.note(
            kinds.ROUND_CLOSED,
            "session",
            room.session_id,
            room=room.pk,
            round=made.number,
            votes=hashed,
        )
    return made.pk


def _is_counted(room: Room) -> bool:
    """Say whether the last round has the room's votes as they are."""
    last = room.rounds.order_by("-number").first()
    return last is not None and last.votes_hash == counting.votes_hash(room.pk)


def room_of(viewer: Viewer, room_id: str) -> Room:
    """Return a room, locked, whose dialogue the viewer convenes; NotAllowed otherwise."""
    room = (
        Room.objects.select_for_update(of=("self",))
        .select_related("session__dialogue")
        .filter(pk=room_id)
        .first()
    )
    if room is None or not may_convene(viewer, room.session.dialogue):
        raise NotAllowed()
    require_visible(viewer, "session", room.session_id)
    return room


def is_over(ends: datetime | None) -> bool:
    """Say whether a room's timer has run out."""
    return ends is not None and ends <= now()


def _free_code() -> str:
    for _try in range(100):
        code = "".join(secrets.choice("0123456789") for _figure in range(CODE_FIGURES))
        if not Room.objects.filter(code=code).exists():
            return code
    raise Conflict("No free code was found.", "Try again.")


def _checked(terms: Terms) -> dict[str, object]:
    return {
        "question": clean_name(terms.question, field="question", longest=LONGEST_QUESTION),
        "language": known_language(terms.language),
        "rules": clean_words(terms.rules, field="rules", longest=1000),
        "needs_account": terms.needs_account,
        "takes_statements": terms.takes_statements,
        "moderates_first": terms.moderates_first,
        "asks_sector": terms.asks_sector,
        "asks_country": terms.asks_country,
    }
