"""From the code on the screen to a kept result, in browsers without a script."""

from __future__ import annotations

import pytest
from django.test import Client

from balai.dialogue.live import board
from balai.dialogue.models import Participant, Round, Statement, Vote
from tests.dialogue.rooms import TEXTS, Told, opened
from tests.personas import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def phone(told: Told) -> Client:
    """Come in by the code, as one does on a phone."""
    client = Client()
    asked = client.post("/join/", {"code": f" {told.code} "})
    assert asked["Location"] == f"/join/{told.code}/"
    assert "What should the first hundred days" in client.get(asked["Location"]).content.decode()
    come = client.post(asked["Location"], {})
    assert come["Location"] == f"/rooms/{told.room}/"
    return client


def test_a_room_from_its_code_to_its_kept_result(cast: Cast) -> None:
    told = opened(cast)
    phones = [phone(told) for _each in range(6)]
    for at, each in enumerate(phones):
        for _turn in TEXTS:
            page = each.get(f"/rooms/{told.room}/")
            statement = page.context["statement"]
            voted = each.post(
                f"/rooms/{told.room}/vote/",
                {"statement": statement.id, "value": "-1" if at == 5 else "1"},
            )
            assert voted["Location"] == f"/rooms/{told.room}/"
        assert "You have voted on everything" in each.get(f"/rooms/{told.room}/").content.decode()
    assert Vote.objects.count() == 18
    said = phones[0].post(
        f"/rooms/{told.room}/say/",
        {"text": "Traders should be asked before the lights go out.", "language": "en"},
    )
    assert said["Location"] == f"/rooms/{told.room}/mine/"
    assert "Waits to be looked at." in phones[0].get(said["Location"]).content.decode()
    amina = cast.client_for("amina")
    desk = amina.get(f"/sessions/{told.session}/desk/").content.decode()
    assert "Traders should be asked" in desk
    waiting = Statement.objects.get(state="waiting")
    amina.post(f"/sessions/{told.session}/statements/{waiting.pk}/show/", {"version": "1"})
    assert "Others vote on it." in phones[0].get(said["Location"]).content.decode()
    wall = amina.get(f"/sessions/{told.session}/wall/").content.decode()
    assert "5 of 6 agree" in wall
    assert told.code in wall
    results = phones[1].get(f"/rooms/{told.room}/results/").content.decode()
    assert "5 of 6 agree" in results
    assert "Fewer than twelve people" in results
    amina.post(f"/sessions/{told.session}/desk/close/")
    kept = Round.objects.get()
    assert len(kept.votes_hash) == 64
    assert kept.result["voters"] == 6
    late = phones[2].post(
        f"/rooms/{told.room}/vote/", {"statement": waiting.pk, "value": "1"}, follow=True
    )
    assert "no vote is taken now" in late.content.decode()
    assert Vote.objects.count() == 18
    page = amina.get(f"/sessions/{told.session}/rounds/1/").content.decode()
    assert kept.votes_hash in page
    assert "6 people were in the room; 18 votes on 4 statements." in page


def test_the_votes_of_four_people_are_not_shown(cast: Cast) -> None:
    told = opened(cast)
    phones = [phone(told) for _each in range(4)]
    for each in phones:
        each.post(f"/rooms/{told.room}/vote/", {"statement": told.statements[0], "value": "1"})
    page = phones[0].get(f"/rooms/{told.room}/results/").content.decode()
    assert "Fewer than 5 people have voted: what they said is not shown." in page
    assert TEXTS[0] not in page


def test_carrying_on_moves_the_votes_and_ends_the_other_device(cast: Cast) -> None:
    told = opened(cast)
    before = phone(told)
    before.post(f"/rooms/{told.room}/vote/", {"statement": told.statements[0], "value": "-1"})
    code = before.post(f"/rooms/{told.room}/carry/").context["code"]
    after = Client()
    come = after.post("/join/", {"carry": code.lower()})
    assert come["Location"] == f"/rooms/{told.room}/"
    assert "Disagree" in after.get(f"/rooms/{told.room}/mine/").content.decode()
    assert before.get(f"/rooms/{told.room}/").status_code == 404
    assert Client().post("/join/", {"carry": code}).status_code == 400
    assert Participant.objects.count() == 1


def test_whoever_comes_in_lets_the_map_stand(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(board, "REST", 3600.0)
    told = opened(cast)
    for _each in range(5):
        phone(told).post(
            f"/rooms/{told.room}/vote/", {"statement": told.statements[0], "value": "1"}
        )
    amina = cast.client_for("amina")
    first = board.board_of(told.room, with_groups=True)
    assert first.found is not None
    phone(told)
    amina.post(f"/sessions/{told.session}/desk/open/", {"minutes": "9"})
    assert board.board_of(told.room).found == first.found
    assert board.board_of(told.room).counts.participants == 6
