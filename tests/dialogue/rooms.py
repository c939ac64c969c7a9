"""A dialogue of Amina's with an open room, for the tests of this folder."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from balai.core.audience import Level
from balai.dialogue.actions import joining, planning, rooms, statements
from balai.dialogue.actions.planning import Item, Plan
from balai.dialogue.actions.rooms import Terms
from balai.dialogue.models import Room
from tests.personas import Cast

PLAN = Plan(
    title="Fourth Straits Dialogue",
    first_day=date(2026, 12, 1),
    last_day=date(2026, 12, 2),
    about="Two days on trust in markets.",
    place="Balai Besar",
    country="MY",
    zone="Asia/Kuala_Lumpur",
    languages=("en", "ms"),
    bodies=(("convening", "Straits Regional Centre"), ("funding", "The Harbour Fund")),
)
ITEM = Item(
    kind="theme",
    title="The first hundred days",
    day=date(2026, 12, 1),
    begins=time(9),
    ends=time(10, 30),
)
QUESTION = "What should the first hundred days look like?"
TEXTS = (
    "Officers should come to the market when there is no problem to solve.",
    "The people who come in the first week should be the people who stay.",
    "Say what you do not know yet, and when you will come back to say more.",
)


@dataclass(frozen=True)
class Told:
    """Identifiers of what was made."""

    dialogue: str
    session: str
    room: str
    code: str
    statements: tuple[str, ...]


def planned(cast: Cast, *, level: Level = Level.GREEN, plan: Plan = PLAN) -> str:
    """Plan a dialogue as Amina."""
    return planning.plan_dialogue(
        viewer=cast.viewer("amina"), organisation_id=cast.a, plan=plan, level=level
    )


def opened(
    cast: Cast, *, level: Level = Level.GREEN, terms: Terms | None = None, chatham: bool = True
) -> Told:
    """Open a room with three statements."""
    amina = cast.viewer("amina")
    dialogue = planned(cast, level=level)
    session = planning.add_session(
        viewer=amina, dialogue_id=dialogue, item=ITEM, level=level, chatham=chatham
    )
    asked = terms or Terms(question=QUESTION)
    room = rooms.prepare_room(viewer=amina, session_id=session, terms=asked)
    made = statements.seed_statements(viewer=amina, room_id=room, texts=TEXTS, language="en")
    rooms.open_room(viewer=amina, room_id=room)
    return Told(dialogue, session, room, Room.objects.get(pk=room).code, made)


def someone(told: Told) -> str:
    """Come in as somebody; return the token."""
    _room, token = joining.join(code=told.code, has_account=False)
    return token
