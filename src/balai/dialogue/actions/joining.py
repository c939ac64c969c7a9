"""Coming into a room: a random token on a device, and nothing about whose device it is."""

from __future__ import annotations

import secrets

from balai.core.errors import Conflict, NotAllowed
from balai.core.ids import ALPHABET
from balai.dialogue.actions.codes import known_country, known_sector
from balai.dialogue.models import Participant, Room, RoomState
from balai.foundation.journal.recording import recording
from balai.people.tokens import hash_of, new_token

MOST_PARTICIPANTS = 5000
"""In one room: beyond that somebody is making them up."""
_CARRY_LETTERS = 10
"""50 bits, to be used once: enough beside the limit on how often codes are tried."""


def join(*, code: str, has_account: bool, sector: str = "", country: str = "") -> tuple[str, str]:
    """Come into an open room by its code; return (room identifier, token).

    The token is told once and kept nowhere. Sector and country are kept only where the room
    asks. Raises NotAllowed for a code there is not, Conflict where the room is not open.
    """
    with recording("participant"):
        room = Room.objects.select_for_update().filter(code=code.strip()).first()
        if room is None:
            raise NotAllowed(
                "There is no room with this code.", "Look at the code on the screen again."
            )
        if room.needs_account and not has_account:
            raise NotAllowed("This room is for people with an account here.", "Sign in first.")
        if room.state != RoomState.OPEN:
            raise Conflict("This room is not open.", "Ask whoever runs the session.")
        if room.participants.count() >= MOST_PARTICIPANTS:
            raise Conflict("This room is full.", "Ask whoever runs the session.")
        token = new_token()
        Participant.objects.create(
            room=room,
            token_hash=hash_of(token),
            sector=known_sector(sector) if room.asks_sector else "",
            country=known_country(country) if room.asks_country else "",
        )
        room.changed += 1
        room.save(update_fields=["changed"])
    return room.pk, token


def offer_carrying(*, token: str) -> str:
    """Return a code with which this participant carries on on another device, once."""
    code = "".join(secrets.choice(ALPHABET) for _each in range(_CARRY_LETTERS))
    with recording("participant"):
        changed = Participant.objects.filter(token_hash=hash_of(token), is_paper=False).update(
            carry_hash=hash_of(code)
        )
        if not changed:
            raise NotAllowed()
    half = _CARRY_LETTERS // 2
    return f"{code[:half]}-{code[half:]}"


def carry_on(*, code: str) -> tuple[str, str]:
    """Carry on as a participant on this device; return (room identifier, a new token).

    The device before is out: one person has one vote.
    """
    with recording("participant"):
        kept = hash_of(code)
        participant = Participant.objects.select_for_update().filter(carry_hash=kept).first()
        if participant is None or not code.strip():
            raise NotAllowed("This code opens nothing.", "Ask the other device for a new one.")
        token = new_token()
        participant.token_hash, participant.carry_hash = hash_of(token), ""
        participant.save(update_fields=["token_hash", "carry_hash"])
    return participant.room_id, token
