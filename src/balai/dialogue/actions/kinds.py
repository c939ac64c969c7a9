"""The journal kinds of this app. Votes are none: closing a round chains the hash of them all."""

from __future__ import annotations

from balai.foundation.journal.kinds import declare

SERIES_MADE = declare("dialogue.series-made", "A series of dialogues was begun.")
PLANNED = declare("dialogue.planned", "A dialogue was planned.")
CHANGED = declare("dialogue.changed", "A dialogue's plan was changed.")
CANCELLED = declare("dialogue.cancelled", "A dialogue was cancelled.")
SESSION_ADDED = declare("dialogue.session-added", "A session was put on an agenda.")
SESSION_CHANGED = declare("dialogue.session-changed", "A session was changed.")
SESSION_REMOVED = declare("dialogue.session-removed", "A session was taken off an agenda.")
EXPECTED = declare("dialogue.expected", "Who is expected at a dialogue was said.")
MATERIAL_ADDED = declare("dialogue.material-added", "A dialogue was given something to read.")
MATERIAL_REMOVED = declare("dialogue.material-removed", "Something to read was taken away.")
NEED_RAISED = declare("dialogue.need-raised", "A need was raised in a dialogue.")
NEED_TAKEN_UP = declare("dialogue.need-taken-up", "A session takes up a need of a dialogue before.")
ROOM_PREPARED = declare("dialogue.room-prepared", "The room of a session was prepared.")
ROOM_OPENED = declare("dialogue.room-opened", "A room was opened.")
ROUND_CLOSED = declare(
    "dialogue.round-closed", "A round was closed: the hash of its votes, and its result stays."
)
STATEMENT_MADE = declare("dialogue.statement-made", "A statement was added to a room.")
STATEMENT_DECIDED = declare("dialogue.statement-decided", "A statement was shown or held back.")
STATEMENT_REPLACED = declare(
    "dialogue.statement-replaced", "Statements were reworded, split or merged."
)
RENDERED = declare("dialogue.statement-rendered", "A statement was said in a further language.")
BALLOTS = declare("dialogue.ballots", "Paper ballots were counted in.")
