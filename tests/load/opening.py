"""Make a home with an open room, and read what its votes are; each in a process of its own.

python -m tests.load.opening make HOME STATEMENTS
python -m tests.load.opening read HOME
"""

from __future__ import annotations

import json
import sys
from datetime import date, time
from pathlib import Path


def make(home: Path, statements: int) -> dict[str, str]:
    """Open a room with statements in a new home; return its identifier and code."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from balai.core.audience import Level
    from balai.dialogue.actions import planning, rooms
    from balai.dialogue.actions.statements import seed_statements
    from balai.dialogue.models import Room
    from balai.people.actions.invitations import accept_invitation, invite
    from balai.people.actions.organisations import make_organisation
    from balai.people.queries import operator, viewer_by_email

    steward = operator()
    centre = make_organisation(viewer=steward, name="Straits Regional Centre", country="MY")
    link = invite(
        viewer=steward, email="amina@example.org", organisation=centre, roles=["convenor"]
    )
    accept_invitation(
        viewer=steward, token=link.token, name="Amina", password="hall with four posts"
    )
    amina = viewer_by_email("amina@example.org")
    assert amina is not None
    day = date(2026, 12, 1)
    dialogue = planning.plan_dialogue(
        viewer=amina,
        organisation_id=centre,
        plan=planning.Plan(title="A crowded hall", first_day=day, last_day=day),
        level=Level.GREEN,
    )
    session = planning.add_session(
        viewer=amina,
        dialogue_id=dialogue,
        item=planning.Item("theme", "A crowded hall", day, time(9), time(10)),
        level=Level.GREEN,
    )
    room = rooms.prepare_room(
        viewer=amina, session_id=session, terms=rooms.Terms(question="What matters here?")
    )
    texts = [
        f"Statement number {each} is worth the time of this hall." for each in range(statements)
    ]
    seed_statements(viewer=amina, room_id=room, texts=texts, language="en", names_nobody=True)
    rooms.open_room(viewer=amina, room_id=room)
    return {"room": room, "code": Room.objects.get(pk=room).code}


def read() -> list[tuple[str, str, int]]:
    """Return every vote as (hash of a token, statement, value)."""
    from balai.dialogue.models import Vote

    return list(Vote.objects.values_list("participant__token_hash", "statement_id", "value"))


def main() -> None:
    """Make or read; print it as JSON."""
    from bench.node import open_home

    home = Path(sys.argv[2])
    open_home(home)
    found = make(home, int(sys.argv[3])) if sys.argv[1] == "make" else read()
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
