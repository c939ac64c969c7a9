"""An entry is contested from a phone without an account, answered, and both stand side by side."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

from balai.foundation.tasks.worker import run_all
from balai.knowledge.voice.actions.communities import speak_for
from tests.journeys.marks import JOURNEY
from tests.journeys.walking import Walk
from tests.knowledge.voice.shelf import OBJECTION, WORDS, lesson_at
from tests.personas import PASSWORD, Cast

pytestmark = JOURNEY


def kept(walk: Walk, name: str) -> None:
    """Keep a picture of the page where BALAI_PICTURES names a folder, for eyes."""
    folder = os.environ.get("BALAI_PICTURES")
    if folder:
        walk.page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


def test_contested_on_a_phone_without_an_account_and_answered(
    walk: Callable[..., Walk], everybody: Cast
) -> None:
    lesson = lesson_at(everybody)
    run_all()
    dina, amina = walk("dina", 375), walk("amina", 1280)
    dina.go(f"/lessons/{lesson}/")
    kept(dina, "lesson-phone")
    dina.follow("Contest this entry")
    kept(dina, "contest-form-phone")
    dina.page.get_by_label("Something in it is wrong").check()
    dina.page.get_by_label("Say it in your words").fill(OBJECTION)
    dina.page.get_by_label("A correction").check()
    dina.follow("Send", "button")
    kept(dina, "contest-made-phone")
    address = dina.page.locator("code").inner_text()
    assert "This page is shown once" in dina.text

    amina.go("/")
    assert "(1 waits)" in amina.page.locator("header nav").inner_text()
    amina.page.locator("header nav").get_by_role("link", name=re.compile("Community voice")).click()
    amina.look()
    kept(amina, "voice-list")
    amina.follow(WORDS)
    kept(amina, "contest-held")
    amina.follow(re.compile("Open it"), "button")
    amina.page.get_by_label("Kept as it is").check()
    amina.page.get_by_label("Your answer").fill("We asked the traders again, and they agree.")
    amina.follow("Answer", "button")
    kept(amina, "contest-answered")

    dina.go(f"/lessons/{lesson}/")
    kept(dina, "lesson-contested-phone")
    assert "Contested, and answered" in dina.text
    assert dina.text.index(OBJECTION) < dina.text.index("We asked the traders again")
    amina.go(f"/lessons/{lesson}/")
    kept(amina, "lesson-contested")
    dina.page.goto(address)
    dina.look()
    kept(dina, "contest-link-phone")
    assert "We asked the traders again" in dina.text


def test_contested_from_the_keyboard_alone_from_right_to_left(
    walk: Callable[..., Walk], everybody: Cast
) -> None:
    lesson = lesson_at(everybody)
    dina = walk("dina", 375, locale="ar")
    dina.go(f"/entries/lesson/{lesson}/contest/")
    assert dina.page.locator("html").get_attribute("dir") == "rtl"
    kept(dina, "contest-form-arabic")
    dina.page.locator("input[name=ground]").first.focus()
    dina.page.keyboard.press("Space")
    dina.page.keyboard.press("Tab")
    dina.page.keyboard.type(OBJECTION)
    assert dina.page.locator("textarea[name=text]").input_value() == OBJECTION
    dina.page.locator("main form button").focus()
    with dina.page.expect_navigation():
        dina.page.keyboard.press("Enter")
    dina.look()
    kept(dina, "contest-made-arabic")
    assert "/contest/" in dina.page.locator("code").inner_text()


def test_a_community_objects_and_the_lesson_is_published_with_it(
    walk: Callable[..., Walk], everybody: Cast
) -> None:
    speak_for(
        viewer=everybody.viewer("farid"), organisation_id=everybody.c, labels=[("country", "MY")]
    )
    lesson = lesson_at(everybody)
    esther, amina = walk("esther", 375), walk("amina", 375)
    esther.go("/voice/?show=looks")
    kept(esther, "looks-phone")
    esther.follow(WORDS)
    kept(esther, "look-phone")
    esther.page.get_by_label("It harms or stigmatises people").check()
    esther.page.get_by_label("What you object to").fill(OBJECTION)
    esther.follow("Object", "button")
    amina.go("/voice/?show=looks")
    amina.follow(WORDS)
    kept(amina, "held-phone")
    amina.follow(re.compile("Publish it with the objection"), "button")
    if "/reauthenticate/" in amina.page.url:
        amina.page.fill("input[name=password]", PASSWORD)
        amina.page.locator("main form button").first.click()
        amina.page.wait_for_load_state()
    amina.go(f"/lessons/{lesson}/")
    assert OBJECTION in amina.text
    assert "Lighthouse Neighbours" in amina.text


def test_a_comment_is_written_and_taken_back(walk: Callable[..., Walk], everybody: Cast) -> None:
    lesson = lesson_at(everybody)
    chen = walk("chen", 1280)
    chen.go(f"/lessons/{lesson}/")
    chen.follow("Comment on this")
    kept(chen, "comment-form")
    chen.page.get_by_label("Your words").fill("With us too.")
    chen.page.get_by_label(re.compile("TLP:GREEN")).check()
    chen.follow("Send", "button")
    kept(chen, "lesson-comment")
    assert "With us too." in chen.text
    chen.follow("Take it back", "button")
    assert "With us too." not in chen.text
    farid = walk("farid", 375)
    farid.go("/voice/communities/")
    kept(farid, "communities-phone")
