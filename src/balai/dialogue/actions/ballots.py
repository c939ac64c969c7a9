"""Paper ballots: typed into a table, counted in like phones."""

from __future__ import annotations

import hashlib

from balai.core.audience import Viewer
from balai.core.errors import Conflict, Invalid
from balai.dialogue.actions import kinds
from balai.dialogue.actions.joining import MOST_PARTICIPANTS
from balai.dialogue.actions.rooms import room_of
from balai.dialogue.models import Participant, RoomState, Statement, StatementState, Vote
from balai.foundation.journal.recording import recording

MOST_BYTES = 2_000_000


def count_in_ballots(*, viewer: Viewer, room_id: str, data: bytes) -> tuple[int, int]:
    """Count paper ballots in; return how many ballots and votes are new.

    `data` is a table of ballot, statement (by its number) and vote, or one row a ballot with a
    column for each number, as `core.opinions.reading` takes them. The same table brought twice is
    counted once: a ballot is known by the table's bytes and its own number. Everything or nothing
    is written. Raises Invalid for what cannot be read or for a statement that is not voted on.
    """
    from balai.core.opinions.reading import votes_in

    if len(data) > MOST_BYTES:
        raise Invalid("The table is too large.", "At most 2 MB are taken.", fields={"file": ""})
    votes = votes_in(data)
    table = hashlib.sha256(data).hexdigest()
    with recording(viewer) as journal:
        room = room_of(viewer, room_id)
        if room.state != RoomState.OPEN:
            raise Conflict("The room is not open: no vote is taken now.", kind="round-closed")
        shown = {
            str(number): pk
            for number, pk in Statement.objects.filter(
                room=room, state=StatementState.SHOWN
            ).values_list("number", "pk")
        }
        unknown = [each for each in votes.statements if each not in shown]
        if unknown:
            raise Invalid(
                "These are no numbers of statements that are voted on: %(numbers)s.",
                "Use the numbers on the desk.",
                fields={"file": ""},
                values={"numbers": ", ".join(unknown[:10])},
            )
        marks = {
            hashlib.sha256(f"{room_id}:{table}:{name}".encode()).hexdigest(): at
            for at, name in enumerate(votes.participants)
        }
        known = set(
            Participant.objects.filter(token_hash__in=list(marks)).values_list(
                "token_hash", flat=True
            )
        )
        new = {mark: at for mark, at in marks.items() if mark not in known}
        if room.participants.count() + len(new) > MOST_PARTICIPANTS:
            raise Conflict("This room is full.")
        made = Participant.objects.bulk_create(
            Participant(room=room, token_hash=mark, is_paper=True) for mark in new
        )
        by_place = dict(zip(new.values(), made, strict=True))
        rows = [
            Vote(
                participant=by_place[int(who)],
                statement_id=shown[votes.statements[int(what)]],
                value=int(said),
            )
            for who, what, said in zip(votes.who, votes.what, votes.said, strict=True)
            if int(who) in by_place
        ]
        Vote.objects.bulk_create(rows)
        room.changed += 1
        room.save(update_fields=["changed"])
        journal.note(kinds.BALLOTS, "session", room.session_id, room=room_id, rows=len(made))
    return len(made), len(rows)
