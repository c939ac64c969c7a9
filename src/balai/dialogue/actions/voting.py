"""Taking votes: the one write that three hundred phones do at once, so it is short."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F

from balai.core.errors import Conflict, Invalid, NotAllowed
from balai.dialogue.actions.rooms import is_over
from balai.dialogue.models import Participant, Room, RoomState, Statement, StatementState, Vote
from balai.foundation.journal.recording import recording
from balai.people.tokens import hash_of

AT_ONCE = 500
"""Votes that a phone may have kept through a lost connection."""


@dataclass(frozen=True)
class Cast:
    """One vote as a phone sends it. `turn` grows with each vote on one device."""

    statement_id: str
    value: int
    is_important: bool = False
    device: str = ""
    turn: int = 0


def vote(*, token: str, room_id: str, casts: Sequence[Cast]) -> tuple[str, ...]:
    """Keep votes; return the statements whose vote is now on record, also where it was before.

    A vote that comes twice is kept once; of one device an earlier turn never replaces a later
    one, so that what was queued may arrive in any order. A statement that was replaced or held
    back meanwhile is left out of what is returned. Raises Conflict where the room is closed:
    the votes of a closed round stay as they are.
    """
    if len(casts) > AT_ONCE:
        raise Invalid("At most %(most)s votes are taken at once.", values={"most": AT_ONCE})
    for each in casts:
        if each.value not in (-1, 0, 1) or not 0 <= each.turn < 2**53 or len(each.device) > 16:
            raise Invalid("A vote is agree, disagree or pass.")
    participant = participant_of(token, room_id)
    with recording("participant"):
        room = Room.objects.get(pk=room_id)
        if room.state != RoomState.OPEN or is_over(room.ends):
            raise Conflict("This round is closed: no vote is taken now.", kind="round-closed")
        return _keep(participant, {each.statement_id for each in casts}, casts)


def _keep(participant: Participant, wanted: set[str], casts: Sequence[Cast]) -> tuple[str, ...]:
    shown = set(
        Statement.objects.filter(
            room_id=participant.room_id, state=StatementState.SHOWN, pk__in=wanted
        ).values_list("pk", flat=True)
    )
    known = {
        each.statement_id: each
        for each in Vote.objects.filter(participant=participant, statement_id__in=shown)
    }
    touched: dict[str, Vote] = {}
    for cast in casts:
        if cast.statement_id not in shown:
            continue
        row = touched.get(cast.statement_id) or known.get(cast.statement_id)
        if row is None:
            row = Vote(participant=participant, statement_id=cast.statement_id)
        elif row.device and row.device == cast.device and cast.turn <= row.turn:
            continue
        row.value, row.is_important = cast.value, cast.is_important
        row.device, row.turn = cast.device, cast.turn
        touched[cast.statement_id] = row
    new = [each for each in touched.values() if each.pk is None]
    Vote.objects.bulk_create(new)
    for each in touched.values():
        if each not in new:
            each.save()
    if touched:
        Room.objects.filter(pk=participant.room_id).update(changed=F("changed") + 1)
    return tuple(each.statement_id for each in casts if each.statement_id in shown)


def participant_of(token: str, room_id: str) -> Participant:
    """Return the participant behind a token. Raises NotAllowed for one that is forged or out."""
    found = Participant.objects.filter(token_hash=hash_of(token), room_id=room_id).first()
    if found is None:
        raise NotAllowed()
    return found
