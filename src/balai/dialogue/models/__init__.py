"""Nouns of dialogues: what is planned, and what happens in the room."""

from balai.dialogue.models.planning import (
    Body,
    BodyRole,
    Dialogue,
    DialogueState,
    Expected,
    Material,
    Need,
    Series,
    Session,
    SessionKind,
)
from balai.dialogue.models.rooms import (
    Lineage,
    Origin,
    Participant,
    Rendering,
    Room,
    RoomState,
    Round,
    Statement,
    StatementState,
    Vote,
)

__all__ = [
    "Body",
    "BodyRole",
    "Dialogue",
    "DialogueState",
    "Expected",
    "Lineage",
    "Material",
    "Need",
    "Origin",
    "Participant",
    "Rendering",
    "Room",
    "RoomState",
    "Round",
    "Series",
    "Session",
    "SessionKind",
    "Statement",
    "StatementState",
    "Vote",
]
