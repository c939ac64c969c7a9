"""What a page costs does not grow with what stands on it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from balai.core.audience import Level
from balai.dialogue.actions import needs, planning
from balai.dialogue.actions.statements import seed_statements
from tests.dialogue.rooms import ITEM, opened, planned, someone
from tests.personas import Cast

pytestmark = pytest.mark.django_db


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_three_take_as_many_queries_as_one(cast: Cast) -> None:
    told, amina, viewer = opened(cast), cast.client_for("amina"), cast.viewer("amina")
    phone = Client()
    phone.cookies["room"] = someone(told)
    pages = {
        "list": (amina, "/dialogues/"),
        "dialogue": (amina, f"/dialogues/{told.dialogue}/"),
        "desk": (amina, f"/sessions/{told.session}/desk/"),
        "wall": (amina, f"/sessions/{told.session}/wall/"),
        "phone": (phone, f"/rooms/{told.room}/"),
        "mine": (phone, f"/rooms/{told.room}/mine/"),
        "results": (phone, f"/rooms/{told.room}/results/"),
    }
    needs.raise_need(
        viewer=viewer, dialogue_id=told.dialogue, text="A course for officers.", names_nobody=True
    )
    one = {name: queries(*where) for name, where in pages.items()}
    for number in range(2):
        planned(cast)
        planning.add_session(
            viewer=viewer,
            dialogue_id=told.dialogue,
            item=replace(ITEM, title=f"Theme {number}"),
            level=Level.GREEN,
        )
        needs.raise_need(
            viewer=viewer,
            dialogue_id=told.dialogue,
            text=f"A course for officers, part {number}.",
            names_nobody=True,
        )
        seed_statements(
            viewer=viewer,
            room_id=told.room,
            texts=[f"There should be more light, say {number} lamps."],
            language="en",
            names_nobody=True,
        )
        someone(told)
    assert {name: queries(*where) for name, where in pages.items()} == one
    assert max(one.values()) < 30, one
