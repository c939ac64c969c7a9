"""What leaves a room, to whom, and what comes into it on paper."""

from __future__ import annotations

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from balai.core.audience import Level
from balai.core.errors import Conflict, Invalid
from balai.core.opinions.reading import votes_in
from balai.dialogue.actions import rooms, statements, voting
from balai.dialogue.actions.ballots import count_in_ballots
from balai.dialogue.actions.joining import join
from balai.dialogue.actions.rooms import Terms
from balai.dialogue.actions.voting import Cast as Said
from balai.dialogue.models import Participant, Vote
from balai.sharing.models import GoneOut
from tests.dialogue.rooms import TEXTS, Told, opened, someone
from tests.personas import NAMES, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
BALLOTS = b"participant,statement,vote\n1,1,1\n1,2,-1\n2,1,0\n3,3,1\n"


@pytest.fixture
def told(cast: Cast) -> Told:
    return opened(cast, level=Level.GREEN)


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def held(cast: Cast, told: Told) -> None:
    """Let six people vote, hold one statement back, and close."""
    amina = cast.viewer("amina")
    for person in range(6):
        casts = [Said(told.statements[0], 1 if person else -1)]
        casts += [Said(told.statements[1], 1)] if person < 4 else []
        voting.vote(token=someone(told), room_id=told.room, casts=casts)
    statements.decide_statement(
        viewer=amina, statement_id=told.statements[2], show=False, reason="=It was said."
    )
    rooms.close_round(viewer=amina, room_id=told.room)


def test_counts_are_as_open_as_the_session_and_small_ones_withheld(cast: Cast, told: Told) -> None:
    path = f"/sessions/{told.session}/statements.csv"
    assert cast.client_for("amina").get(path).status_code == 404, "the room is open"
    held(cast, told)
    for name in NAMES:
        answer = cast.client_for(name).get(path)
        assert answer.status_code == (404 if name == "dina" else 200)
        shown = cast.client_for(name).get(f"/sessions/{told.session}/rounds/1/")
        assert shown.status_code == (404 if name == "dina" else 200)
    found = (
        rows(answer.content) if name != "dina" else rows(cast.client_for("budi").get(path).content)
    )
    assert [(each["agree"], each["disagree"], each["pass"]) for each in found] == [
        ("5", "1", "0"), ("", "", ""), ("", "", ""),
    ]  # fmt: skip
    assert {each["tlp"] for each in found} == {"TLP:GREEN"}
    assert {each["chatham_house_rule"] for each in found} == {"yes"}
    assert (found[2]["state"], found[2]["text"]) == ("held-back", "")
    assert not found[2]["reason"].startswith("="), "a spreadsheet must not compute it"
    assert GoneOut.objects.filter(record_kind="session", way="statements").exists()


def test_rows_of_votes_are_the_convenors_alone(cast: Cast, told: Told) -> None:
    held(cast, told)
    for name in NAMES:
        answer = cast.client_for(name).get(f"/sessions/{told.session}/votes.csv")
        assert answer.status_code == (200 if name == "amina" else 404)
    content = cast.client_for("amina").get(f"/sessions/{told.session}/votes.csv").content
    found = rows(content)
    assert {each["tlp"] for each in found} == {"TLP:AMBER+STRICT"}
    assert len(found) == 10
    read = votes_in(content)
    assert len(read) == 10
    assert read.participants == tuple(map(str, range(1, 7)))


def test_paper_ballots_are_counted_in_once(cast: Cast, told: Told) -> None:
    amina = cast.client_for("amina")
    for times in (3, 0):
        sent = amina.post(
            f"/sessions/{told.session}/paper/", {"file": SimpleUploadedFile("b.csv", BALLOTS)}
        )
        page = amina.get(sent["Location"]).content.decode()
        assert f"Counted in: {times} ballots with {4 if times else 0} votes." in page
    assert Participant.objects.filter(is_paper=True).count() == 3
    assert Vote.objects.count() == 4


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00\xff\xfe",
        b"participant,statement,vote\n1,99,1\n",
        b"participant,statement,vote\n1,1,yes\n",
        b"a,b\n1,2\n",
        b"participant,statement,vote\n" + b"1,1,1\n" * 400_000,
    ],
)
def test_a_table_that_cannot_be_counted_changes_nothing(
    cast: Cast, told: Told, data: bytes
) -> None:
    with pytest.raises(Invalid):
        count_in_ballots(viewer=cast.viewer("amina"), room_id=told.room, data=data)
    assert not Participant.objects.exists()


def test_a_closed_room_takes_no_paper(cast: Cast, told: Told) -> None:
    amina = cast.viewer("amina")
    rooms.close_round(viewer=amina, room_id=told.room)
    with pytest.raises(Conflict):
        count_in_ballots(viewer=amina, room_id=told.room, data=BALLOTS)


def test_no_text_of_a_statement_is_in_the_rows(cast: Cast, told: Told) -> None:
    held(cast, told)
    content = cast.client_for("amina").get(f"/sessions/{told.session}/votes.csv").content.decode()
    assert not any(text in content for text in TEXTS)


def test_sectors_and_countries_are_named_from_five_people_on(cast: Cast) -> None:
    asked = Terms(question="What matters here?", asks_sector=True, asks_country=True)
    told = opened(cast, terms=asked)
    for person in range(7):
        _room, token = join(
            code=told.code,
            has_account=False,
            sector="R1" if person < 5 else "R12",
            country="MY" if person < 4 else "SG",
        )
        voting.vote(token=token, room_id=told.room, casts=[Said(told.statements[0], 1)])
    rooms.close_round(viewer=cast.viewer("amina"), room_id=told.room)
    page = cast.client_for("budi").get(f"/sessions/{told.session}/rounds/1/").content.decode()
    assert "Here, with five people or more: Local police" in page
    for unnamed in ("Social and youth work", "Malaysia", "Singapore"):
        assert unnamed not in page
