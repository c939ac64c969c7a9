"""Planning: days, agendas, what closes, what is taken up, and the calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from balai.core.audience import Level
from balai.core.errors import Conflict, Invalid
from balai.dialogue.actions import needs, planning
from balai.dialogue.calendar import Event, at, calendar
from balai.dialogue.models import Dialogue, Expected, Need, Session
from balai.sharing.queries import sharing_of
from tests.dialogue.rooms import ITEM, PLAN, opened, planned
from tests.personas import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.mark.parametrize(
    "wrong",
    [
        {"last_day": date(2026, 11, 1)},
        {"last_day": date(2027, 12, 1)},
        {"zone": "Mars/Olympus"},
        {"zone": "../../etc/passwd"},
        {"country": "XX"},
        {"languages": ("tlh",)},
        {"title": ""},
        {"title": "<b>"},
        {"bodies": (("paying", "The Harbour Fund"),)},
    ],
)
def test_a_plan_that_cannot_be_is_refused_whole(cast: Cast, wrong: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        planned(cast, plan=replace(PLAN, **wrong))
    assert not Dialogue.objects.exists()


def test_a_dialogue_is_closed_further_with_its_sessions_and_never_opened(cast: Cast) -> None:
    amina, dialogue = cast.viewer("amina"), planned(cast, level=Level.CLEAR)
    session = planning.add_session(viewer=amina, dialogue_id=dialogue, item=ITEM, level=Level.CLEAR)
    for level in (Level.AMBER_STRICT, Level.CLEAR):
        planning.change_dialogue(viewer=amina, dialogue_id=dialogue, plan=PLAN, level=level)
        for kind, record in (("dialogue", dialogue), ("session", session)):
            assert sharing_of(kind, record).level is Level.AMBER_STRICT


def test_sessions_stay_within_the_days(cast: Cast) -> None:
    amina, dialogue = cast.viewer("amina"), planned(cast)
    planning.add_session(viewer=amina, dialogue_id=dialogue, item=ITEM, level=Level.GREEN)
    for wrong in (
        replace(ITEM, day=date(2026, 12, 3)),
        replace(ITEM, ends=time(9)),
        replace(ITEM, kind="party"),
    ):
        with pytest.raises(Invalid):
            planning.add_session(viewer=amina, dialogue_id=dialogue, item=wrong, level=Level.GREEN)
    with pytest.raises(Invalid):
        planning.change_dialogue(
            viewer=amina, dialogue_id=dialogue, plan=replace(PLAN, first_day=date(2026, 12, 2))
        )
    assert Session.objects.count() == 1


def test_of_two_who_change_a_plan_the_second_is_told(cast: Cast) -> None:
    amina, dialogue = cast.viewer("amina"), planned(cast)
    planning.change_dialogue(viewer=amina, dialogue_id=dialogue, plan=PLAN, version=1)
    with pytest.raises(Conflict):
        planning.change_dialogue(viewer=amina, dialogue_id=dialogue, plan=PLAN, version=1)


def test_a_session_with_a_room_stays_on_the_agenda(cast: Cast) -> None:
    told = opened(cast)
    with pytest.raises(Conflict):
        planning.remove_session(viewer=cast.viewer("amina"), session_id=told.session)


def test_a_need_becomes_a_theme_of_the_next_dialogue_once(cast: Cast) -> None:
    amina, before = cast.viewer("amina"), planned(cast)
    need = needs.raise_need(
        viewer=amina, dialogue_id=before, text="A course for market officers.", names_nobody=True
    )
    page = cast.client_for("amina").get("/dialogues/plan/").content.decode()
    assert "A course for market officers." in page
    later = replace(PLAN, first_day=date(2027, 6, 1), last_day=date(2027, 6, 1))
    made = needs.plan_next(
        viewer=amina,
        organisation_id=cast.a,
        plan=later,
        level=Level.GREEN,
        takes_up=[need, need],
    )
    theme = Session.objects.get(dialogue_id=made)
    assert (theme.kind, theme.title) == ("theme", "A course for market officers.")
    assert Need.objects.get().taken_up_by_id == theme.pk
    with pytest.raises(Conflict):
        needs.take_up(viewer=amina, dialogue_id=made, need_id=need)


def test_who_is_expected_is_said_anew_each_time(cast: Cast) -> None:
    amina, dialogue = cast.viewer("amina"), planned(cast)
    for rows in ([("R1", "MY", 5)], [("R1", "SG", 2), ("R12", "", 3)]):
        needs.expect(viewer=amina, dialogue_id=dialogue, expected=rows)
    assert Expected.objects.count() == 2
    for wrong in ([("Z9", "", 1)], [("R1", "QQ", 1)], [("R1", "", 0)], [("R1", "", 1)] * 2):
        with pytest.raises(Invalid):
            needs.expect(viewer=amina, dialogue_id=dialogue, expected=wrong)
    assert Expected.objects.count() == 2


def test_a_calendar_is_written_as_calendars_read_it() -> None:
    made = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
    day = date(2026, 12, 1)
    text = calendar(
        "Dialogues",
        [
            Event("a@x", "Police, traders; \\ and " + "ä" * 60, day, day, place="Balai\nBesar"),
            Event(
                "b@x", "Theme", at(day, time(9)), at(day, time(10, 30)), zone="Asia/Kuala_Lumpur"
            ),
        ],
        made,
    )
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    whole = text.replace("\r\n ", "")
    assert "SUMMARY:Police\\, traders\\; \\\\ and " + "ä" * 60 in whole
    assert "DTSTART;VALUE=DATE:20261201\r\nDTEND;VALUE=DATE:20261202" in text
    assert "DTSTART:20261201T010000Z\r\nDTEND:20261201T023000Z" in text
    assert "LOCATION:Balai Besar" in text
    assert text.count("BEGIN:VEVENT") == text.count("END:VEVENT") == 2
