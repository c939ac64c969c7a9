"""Who may see what of a dialogue: every page × persona × level, and who may act."""

from __future__ import annotations

import pytest
from django.test import Client

from balai.core.audience import Level
from balai.core.errors import NotAllowed
from balai.dialogue.actions import needs, planning, rooms
from balai.dialogue.models import Need, Statement
from tests.dialogue.rooms import ITEM, PLAN, TEXTS, opened, planned, someone
from tests.personas import NAMES, Cast

pytestmark = pytest.mark.django_db

READERS = {
    Level.CLEAR: set(NAMES),
    Level.GREEN: set(NAMES) - {"dina"},
    Level.AMBER: {"amina", "budi", "chen"},
    Level.AMBER_STRICT: {"amina", "budi"},
}
"""Who may read what A shares, where B is a client of A."""


@pytest.mark.parametrize("level", READERS, ids=lambda level: level.label)
@pytest.mark.parametrize("name", NAMES)
def test_a_dialogue_is_shown_to_its_readers_alone(
    cast_with_client: Cast, level: Level, name: str
) -> None:
    cast = cast_with_client
    dialogue = planned(cast, level=level)
    client = cast.client_for(name)
    may = name in READERS[level]
    for path in (f"/dialogues/{dialogue}/", f"/dialogues/{dialogue}/agenda.ics"):
        assert client.get(path).status_code == (200 if may else 404)
    assert ("Fourth Straits Dialogue" in client.get("/dialogues/").content.decode()) is may
    feed = Client().get("/dialogues/calendar.ics").content.decode()
    assert ("Fourth Straits Dialogue" in feed) is (level is Level.CLEAR)


def test_a_session_is_as_closed_as_it_says_on_an_open_page(cast: Cast) -> None:
    dialogue = planned(cast, level=Level.CLEAR)
    planning.add_session(
        viewer=cast.viewer("amina"), dialogue_id=dialogue, item=ITEM, level=Level.AMBER_STRICT
    )
    for name in NAMES:
        client = cast.client_for(name)
        for path in (f"/dialogues/{dialogue}/", f"/dialogues/{dialogue}/agenda.ics"):
            shown = ITEM.title in client.get(path).content.decode()
            assert shown is (name in ("amina", "budi")), name


def test_a_session_is_never_more_open_than_its_dialogue(cast: Cast) -> None:
    dialogue = planned(cast, level=Level.AMBER_STRICT)
    planning.add_session(
        viewer=cast.viewer("amina"), dialogue_id=dialogue, item=ITEM, level=Level.CLEAR
    )
    assert cast.client_for("chen").get(f"/dialogues/{dialogue}/").status_code == 404
    assert (
        "TLP:AMBER+STRICT"
        in cast.client_for("budi").get(f"/dialogues/{dialogue}/").content.decode()
    )


def test_only_the_convenor_plans_runs_and_looks(cast: Cast) -> None:
    told = opened(cast, level=Level.GREEN)
    statement = told.statements[0]
    pages = [
        "/dialogues/plan/",
        f"/dialogues/{told.dialogue}/change/",
        f"/dialogues/{told.dialogue}/sessions/",
        f"/sessions/{told.session}/change/",
        f"/sessions/{told.session}/room/",
        f"/sessions/{told.session}/desk/",
        f"/sessions/{told.session}/wall/",
        f"/sessions/{told.session}/statements/{statement}/hold-back/",
        f"/sessions/{told.session}/statements/{statement}/replace/",
        f"/sessions/{told.session}/statements/{statement}/translate/",
    ]
    acts = [
        f"/dialogues/{told.dialogue}/cancel/",
        f"/dialogues/{told.dialogue}/expected/",
        f"/dialogues/{told.dialogue}/materials/",
        f"/dialogues/{told.dialogue}/needs/",
        f"/sessions/{told.session}/remove/",
        f"/sessions/{told.session}/desk/open/",
        f"/sessions/{told.session}/desk/close/",
        f"/sessions/{told.session}/desk/seed/",
        f"/sessions/{told.session}/statements/{statement}/show/",
    ]
    for name in NAMES:
        client = cast.client_for(name)
        for path in pages:
            expected = 200 if name == "amina" else 404
            assert client.get(path).status_code == expected, (name, path)
        if name == "amina":
            continue
        for path in acts:
            assert client.post(path, {"minutes": ""}).status_code in (302, 404), (name, path)
            answer = client.post(path, {"minutes": ""})
            assert answer.status_code == 404 or "/sign-in" in answer["Location"], (name, path)
        assert client.get(f"/sessions/{told.session}/paper/").status_code == 404
    assert Statement.objects.filter(state="shown").count() == 3


def test_a_phone_is_in_its_own_room_and_in_no_other(cast: Cast) -> None:
    told = opened(cast, level=Level.AMBER_STRICT)
    client = Client()
    for path in ("", "say/", "mine/", "carry/", "results/"):
        assert client.get(f"/rooms/{told.room}/{path}").status_code == 404
    client.cookies["room"] = someone(told)
    for path in ("", "say/", "mine/", "carry/", "results/"):
        assert client.get(f"/rooms/{told.room}/{path}").status_code == 200
    other = opened(cast)
    for path in ("", "say/", "mine/", "carry/", "results/"):
        assert client.get(f"/rooms/{other.room}/{path}").status_code == 404
    forged = {"statement": other.statements[0], "value": "1"}
    assert client.post(f"/rooms/{other.room}/vote/", forged).status_code == 404
    assert client.get(f"/dialogues/{told.dialogue}/").status_code == 404


def test_the_code_opens_the_door_while_the_room_is_open(cast: Cast) -> None:
    told = opened(cast, level=Level.AMBER_STRICT)
    page = Client().get(f"/join/{told.code}/").content.decode()
    assert "What should the first hundred days look like?" in page
    assert TEXTS[0] not in page
    rooms.close_round(viewer=cast.viewer("amina"), room_id=told.room)
    shut = Client().get(f"/join/{told.code}/")
    assert shut.status_code == 404
    assert "What should the first hundred days look like?" not in shut.content.decode()


def test_what_there_is_to_read_is_shown_to_whoever_may_read_it(cast: Cast) -> None:
    from tests.factories.library import one_of_each_level

    told = one_of_each_level(cast)
    dialogue = planned(cast, level=Level.CLEAR)
    amina = cast.viewer("amina")
    strict = told[Level.AMBER_STRICT]
    material = needs.add_material(
        viewer=amina, dialogue_id=dialogue, record_kind="lesson", record_id=strict.lesson
    )
    assert strict.lesson in cast.client_for("budi").get(f"/dialogues/{dialogue}/").content.decode()
    for name in ("chen", "dina", "farid"):
        page = cast.client_for(name).get(f"/dialogues/{dialogue}/").content.decode()
        assert strict.lesson not in page
        assert "To read before" not in page
        assert cast.client_for(name).post(f"/materials/{material}/remove/").status_code == 404


def test_who_is_expected_is_for_the_convenors(cast: Cast) -> None:
    dialogue = planned(cast, level=Level.CLEAR)
    needs.expect(viewer=cast.viewer("amina"), dialogue_id=dialogue, expected=[("R1", "MY", 12)])
    for name in NAMES:
        page = cast.client_for(name).get(f"/dialogues/{dialogue}/").content.decode()
        assert ("Who is expected" in page) is (name == "amina")


def test_a_series_is_known_by_its_dialogues(cast: Cast) -> None:
    amina = cast.viewer("amina")
    series = planning.make_series(viewer=amina, organisation_id=cast.a, title="Straits Dialogues")
    planning.plan_dialogue(
        viewer=amina,
        organisation_id=cast.a,
        plan=PLAN,
        level=Level.AMBER_STRICT,
        series_id=series,
    )
    for name in NAMES:
        found = cast.client_for(name).get(f"/series/{series}/").status_code
        assert found == (200 if name in ("amina", "budi") else 404)


def test_the_needs_of_others_cannot_be_taken_up(cast: Cast) -> None:
    dialogue = planned(cast, level=Level.AMBER_STRICT)
    needs.raise_need(
        viewer=cast.viewer("amina"), dialogue_id=dialogue, text="Training for market officers."
    )
    need = Need.objects.get()
    with pytest.raises(NotAllowed):
        needs.take_up(viewer=cast.viewer("chen"), dialogue_id=dialogue, need_id=need.pk)


def test_codes_cannot_be_tried_one_after_the_other(cast: Cast) -> None:
    client = Client()
    answers = [client.get(f"/join/{number:06d}/").status_code for number in range(70)]
    assert answers[:60] == [404] * 60
    assert answers[60:] == [429] * 10
