"""Votes: once each, the last word, whatever the line does."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client

from balai.core.errors import Conflict, Invalid, NotAllowed
from balai.dialogue.actions import rooms, statements, voting
from balai.dialogue.actions.voting import Cast as Said
from balai.dialogue.models import Participant, Room, Vote
from balai.dialogue.queries import counting
from balai.foundation.clock import now, stopped_at
from tests.dialogue.rooms import Told, opened, someone
from tests.personas import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def told(cast: Cast) -> Told:
    return opened(cast)


def values(told: Told, token: str) -> list[int]:
    person = voting.participant_of(token, told.room)
    rows = Vote.objects.filter(participant=person).order_by("statement__number")
    return list(rows.values_list("value", flat=True))


def test_a_vote_that_comes_twice_is_kept_once(told: Told) -> None:
    token = someone(told)
    cast = Said(told.statements[0], 1, device="a", turn=1)
    for _time in range(2):
        assert (
            voting.vote(token=token, room_id=told.room, casts=[cast, cast])
            == (told.statements[0],) * 2
        )
    assert values(told, token) == [1]


def test_of_one_device_the_later_turn_holds_in_any_order(told: Told) -> None:
    token = someone(told)
    first, later = (
        Said(told.statements[0], value, device="a", turn=turn) for value, turn in ((1, 1), (-1, 2))
    )
    voting.vote(token=token, room_id=told.room, casts=[later])
    voting.vote(token=token, room_id=told.room, casts=[first])
    assert values(told, token) == [-1]


def test_another_device_has_the_last_word(told: Told) -> None:
    token = someone(told)
    voting.vote(
        token=token, room_id=told.room, casts=[Said(told.statements[0], 1, device="a", turn=90)]
    )
    voting.vote(
        token=token, room_id=told.room, casts=[Said(told.statements[0], 0, device="b", turn=1)]
    )
    assert values(told, token) == [0]


def test_a_replaced_statement_takes_no_vote_and_says_so(cast: Cast, told: Told) -> None:
    token = someone(told)
    new = statements.replace_statements(
        viewer=cast.viewer("amina"),
        statement_ids=told.statements[:2],
        texts=["Officers should come when all is quiet, and the same ones each time."],
        language="en",
        reason="Both said the same.",
        names_nobody=True,
    )
    casts = [Said(told.statements[0], 1), Said(new[0], 1)]
    assert voting.vote(token=token, room_id=told.room, casts=casts) == new
    assert values(told, token) == [1]


@pytest.mark.parametrize("value", [2, -2, 7])
def test_what_is_no_vote_is_refused(told: Told, value: int) -> None:
    with pytest.raises(Invalid):
        voting.vote(token=someone(told), room_id=told.room, casts=[Said(told.statements[0], value)])
    assert not Vote.objects.exists()


@pytest.mark.parametrize("token", ["", "x", "A" * 52, "\x00", "é" * 9000])
def test_a_forged_token_votes_on_nothing(told: Told, token: str) -> None:
    with pytest.raises(NotAllowed):
        voting.vote(token=token, room_id=told.room, casts=[Said(told.statements[0], 1)])


def test_a_round_that_is_closed_or_over_takes_no_vote(cast: Cast, told: Told) -> None:
    token, amina = someone(told), cast.viewer("amina")
    rooms.open_room(viewer=amina, room_id=told.room, minutes=5)
    with stopped_at(now() + timedelta(minutes=6)), pytest.raises(Conflict):
        voting.vote(token=token, room_id=told.room, casts=[Said(told.statements[0], 1)])
    voting.vote(token=token, room_id=told.room, casts=[Said(told.statements[0], 1)])
    rooms.close_round(viewer=amina, room_id=told.room)
    with pytest.raises(Conflict):
        voting.vote(token=token, room_id=told.room, casts=[Said(told.statements[0], -1)])
    assert values(told, token) == [1]


def test_two_rounds_have_hashes_of_their_own_and_the_same_votes_the_same(
    cast: Cast, told: Told
) -> None:
    amina, token = cast.viewer("amina"), someone(told)
    voting.vote(token=token, room_id=told.room, casts=[Said(told.statements[0], 1)])
    before = counting.votes_hash(told.room)
    rooms.close_round(viewer=amina, room_id=told.room)
    with pytest.raises(Conflict):
        rooms.close_round(viewer=amina, room_id=told.room)
    rooms.open_room(viewer=amina, room_id=told.room)
    voting.vote(token=token, room_id=told.room, casts=[Said(told.statements[0], -1)])
    rooms.close_round(viewer=amina, room_id=told.room)
    kept = list(
        Room.objects.get(pk=told.room)
        .rounds.order_by("number")
        .values_list("votes_hash", flat=True)
    )
    assert kept[0] == before
    assert len(set(kept)) == 2


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        b'{"votes": 3}',
        b'{"votes": [{}]}',
        b"[" * 5000,
        b'{"votes":[{"statement":1,"value":1,"turn":"x"}]}',
    ],
)
def test_a_queue_that_cannot_be_read_is_refused(told: Told, body: bytes) -> None:
    client = Client(headers={"accept": "application/json"})
    client.cookies["room"] = someone(told)
    answer = client.post(f"/rooms/{told.room}/votes/", body, content_type="application/json")
    assert answer.status_code == 400, answer.content
    assert json.loads(answer.content)["error"]["kind"] in ("unreadable", "invalid")


def test_nothing_kept_says_when_or_by_whom(told: Told) -> None:
    fields = {each.name for each in Participant._meta.get_fields()}
    assert fields == {
        "id", "room", "token_hash", "carry_hash", "sector", "country", "is_paper",
        "votes", "statements",
    }  # fmt: skip
    kept = {each.name for each in Vote._meta.get_fields()}
    assert kept == {"id", "participant", "statement", "value", "is_important", "device", "turn"}
