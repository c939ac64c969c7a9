"""The dialogues of the sample: one that was, and one whose room is open to try.

Its votes are made up, and say so: each person of a camp votes as the camp, but for some votes
that a fixed pattern turns or leaves out.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import Any

from balai.config.demo.people import persona_at
from balai.core.audience import Level, Viewer
from balai.dialogue.actions import needs, planning, rooms, statements, voting
from balai.dialogue.actions.joining import join
from balai.dialogue.actions.planning import Item, Plan
from balai.dialogue.actions.rooms import Terms
from balai.dialogue.actions.voting import Cast
from balai.dialogue.models import Dialogue, Room
from balai.foundation.clock import now
from balai.sample.catalogue import dialogues


def hold(people: Mapping[str, str], organisations: Mapping[str, str]) -> None:
    """Plan and hold the sample's dialogues, unless they are there."""
    sample = dialogues()
    if Dialogue.objects.filter(title=sample["dialogues"][0]["title"]).exists():
        return
    amina = persona_at(people["amina"])
    straits = organisations["straits"]
    series = planning.make_series(viewer=amina, organisation_id=straits, title=sample["series"])
    today = now().date()
    for each in sample["dialogues"]:
        _hold(amina, straits, series, each, today)


def _hold(
    viewer: Viewer, organisation: str, series: str, sample: Mapping[str, Any], today: date
) -> None:
    first = today + timedelta(days=sample["starts_in_days"])
    bodies = tuple(
        (role, name) for role in ("convening", "hosting", "funding") for name in sample[role]
    )
    level = Level.read(sample["level"])
    dialogue = planning.plan_dialogue(
        viewer=viewer,
        organisation_id=organisation,
        plan=Plan(
            title=sample["title"],
            first_day=first,
            last_day=first + timedelta(days=sample["days"] - 1),
            about=sample["about"],
            place=sample["place"],
            country=sample["country"],
            zone=sample["zone"],
            languages=tuple(sample["languages"]),
            bodies=bodies,
        ),
        level=level,
        series_id=series,
    )
    for each in sample["sessions"]:
        session = planning.add_session(
            viewer=viewer,
            dialogue_id=dialogue,
            item=Item(
                kind=each["kind"],
                title=each["title"],
                day=first + timedelta(days=each["day"] - 1),
                begins=time.fromisoformat(each["begins"]),
                ends=time.fromisoformat(each["ends"]),
                about=each.get("about", ""),
                country=each.get("country", ""),
            ),
            level=level,
            chatham=each.get("chatham", False),
        )
        if "room" in each:
            _open(viewer, session, each["room"])
    for need in sample["needs"]:
        needs.raise_need(viewer=viewer, dialogue_id=dialogue, names_nobody=True, **need)


def _open(viewer: Viewer, session: str, sample: Mapping[str, Any]) -> None:
    room = rooms.prepare_room(
        viewer=viewer,
        session_id=session,
        terms=Terms(question=sample["question"], language=sample["language"]),
    )
    texts = [each["text"] for each in sample["statements"]]
    made = statements.seed_statements(
        viewer=viewer, room_id=room, texts=texts, language=sample["language"], names_nobody=True
    )
    for each, statement in zip(sample["statements"], made, strict=True):
        if "ms" in each:
            statements.render_statement(
                viewer=viewer,
                statement_id=statement,
                language="ms",
                text=each["ms"],
                is_checked=True,
                names_nobody=True,
            )
    rooms.open_room(viewer=viewer, room_id=room)
    code = Room.objects.values_list("code", flat=True).get(pk=room)
    number = 0
    token = ""
    for camp in sample["camps"]:
        for _person in range(camp["people"]):
            number += 1
            _room, token = join(code=code, has_account=False)
            voting.vote(token=token, room_id=room, casts=_casts(number, camp["says"], made))
    for text in sample["waits"]:
        statements.propose_statement(
            token=token, room_id=room, text=text, language=sample["language"]
        )


def _casts(person: int, says: list[int], made: tuple[str, ...]) -> list[Cast]:
    """Return how one person votes: as the camp, but every ninth vote turned and some left out."""
    found = []
    for at, (value, statement) in enumerate(zip(says, made, strict=True)):
        mark = (person * 7 + at * 5) % 18
        if mark == 3:
            continue
        found.append(Cast(statement, -value if mark in (0, 9) else value))
    return found
