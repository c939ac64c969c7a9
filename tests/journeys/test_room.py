"""A dialogue is planned, a room voted in from two phones, moderated, projected and closed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from balai.dialogue.models import Round, Vote
from tests.dialogue.conftest import without_memory
from tests.dialogue.rooms import TEXTS, opened
from tests.journeys.marks import JOURNEY
from tests.journeys.walking import Walk
from tests.personas import Cast

pytestmark = [*JOURNEY, pytest.mark.timeout(300)]


@pytest.fixture(autouse=True)
def _no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    without_memory(monkeypatch)


def come_in(walk: Walk, code: str) -> None:
    """Come into the room by the code on the wall."""
    walk.go("/join/")
    walk.page.get_by_label("Code", exact=True).fill(code)
    walk.follow("Go on", "button")
    walk.follow("Come in", "button")


def vote(walk: Walk, how: str) -> None:
    """Press one of the three, and wait until it is on record."""
    walk.page.get_by_role("button", name=how, exact=True).click()
    walk.page.get_by_text("Your vote is on record.").wait_for()


def test_from_a_plan_to_a_kept_result(walk: Callable[..., Walk], everybody: Cast) -> None:
    amina, first, second = walk("amina", 1280), walk("dina", 375), walk("budi", 375)
    amina.go("/dialogues/")
    amina.follow("Plan a dialogue")
    page = amina.page
    page.get_by_label("Title", exact=True).fill("Fifth Straits Dialogue")
    page.get_by_label("First day").fill("2027-03-01")
    page.get_by_label("Last day").fill("2027-03-02")
    page.get_by_label("Convened by").fill("Straits Regional Centre")
    amina.follow("Plan it", "button")
    assert "Fifth Straits Dialogue" in amina.text
    amina.follow("Add a session")
    page.get_by_label("Title", exact=True).fill("The first hundred days")
    page.get_by_label("Begins").fill("09:00")
    page.get_by_label("Ends").fill("10:00")
    page.get_by_label("The Chatham House Rule holds").check()
    amina.follow("Add it", "button")
    amina.follow("Let the room vote")
    page.get_by_label("The question to the room").fill("What should come first?")
    amina.follow("Keep", "button")
    page.get_by_label("Statements to begin with, one a line").fill("\n".join(TEXTS))
    page.get_by_label("Nobody is named: I have looked").check()
    amina.follow("Add them", "button")
    amina.follow("Open the room", "button")
    desk = page.url
    amina.follow("Projector")
    code = page.locator(".door b").inner_text()
    for each in (first, second):
        come_in(each, code)
        vote(each, "Agree")
        vote(each, "Disagree")
    first.follow("Say it in your own words")
    first.page.get_by_label("Your statement").fill("Traders should be asked before it gets dark.")
    first.follow("Send", "button")
    assert "Waits to be looked at." in first.text
    page.goto(desk)
    amina.look()
    amina.follow("Let it be voted on", "button")
    first.page.reload()
    assert "Others vote on it." in first.text
    first.follow("Back to the vote")
    for name in ("What I said", "What the room says", "Other device"):
        first.follow(name)
        first.follow("Back to the vote")
    amina.follow("Close the round and keep its result", "button")
    assert "The round is closed and its result kept." in amina.text
    kept = Round.objects.get()
    assert kept.result["votes"] == 4
    amina.follow("Round 1")
    assert kept.votes_hash in amina.text
    second.page.reload()
    assert "This round is closed." in second.text


def test_votes_wait_on_the_phone_while_the_line_is_gone(
    walk: Callable[..., Walk], everybody: Cast
) -> None:
    told = opened(everybody)
    phone = walk("dina", 375)
    come_in(phone, told.code)
    vote(phone, "Agree")
    context: Any = phone.page.context
    context.set_offline(True)
    phone.page.get_by_role("button", name="Disagree", exact=True).click()
    phone.page.get_by_text("No connection: your votes wait").wait_for()
    assert Vote.objects.count() == 1
    context.set_offline(False)
    phone.page.get_by_text("Your vote is on record.").wait_for()
    assert sorted(Vote.objects.values_list("value", flat=True)) == [-1, 1]


def test_with_the_keyboard_alone_and_right_to_left(
    walk: Callable[..., Walk], everybody: Cast
) -> None:
    told = opened(everybody)
    phone = walk("dina", 375, locale="ar")
    phone.go(f"/join/{told.code}/")
    assert phone.page.locator("html").get_attribute("dir") == "rtl"
    phone.page.get_by_role("button", name="ادخل", exact=True).focus()
    phone.page.keyboard.press("Enter")
    phone.page.wait_for_url("**/rooms/**")
    phone.look()
    before = phone.page.locator("h1").inner_text()
    for _press in range(12):
        phone.page.keyboard.press("Tab")
        if phone.page.evaluate("document.activeElement.value") == "-1":
            break
    phone.page.keyboard.press("Enter")
    phone.page.get_by_text("سُجّل صوتك.").wait_for()
    assert phone.page.locator("h1").inner_text() != before
    assert phone.page.evaluate("document.activeElement.tagName") == "H1"
    assert list(Vote.objects.values_list("value", flat=True)) == [-1]
