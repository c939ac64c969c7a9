"""Signing in, and the same pages in other languages, from right to left, and in the dark."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.factories.library import one_of_each_level
from tests.journeys.marks import JOURNEY
from tests.journeys.walking import Walk
from tests.personas import PASSWORD, Cast

pytestmark = JOURNEY

FRAMES = [
    (375, "light", "Bahasa Melayu", "ms", "ltr"),
    (1280, "dark", "français", "fr", "ltr"),
    (375, "dark", "Nederlands", "nl", "ltr"),
    (375, "light", "العربيّة", "ar", "rtl"),
    (1280, "dark", "العربيّة", "ar", "rtl"),
]


@pytest.mark.parametrize(("width", "colours", "name", "code", "direction"), FRAMES)
def test_sign_in_and_read_in_another_language(
    walk: Callable[..., Walk],
    everybody: Cast,
    width: int,
    colours: str,
    name: str,
    code: str,
    direction: str,
) -> None:
    told = one_of_each_level(everybody)
    budi = walk("dina", width, color_scheme=colours)
    page = budi.go("/account/login/")
    page.locator("input[type=email], input[name=login]").first.fill(everybody.email("budi"))
    page.locator("input[type=password]").fill(PASSWORD)
    page.locator("main form button").first.click()
    page.wait_for_url(f"{budi.node}/")
    page.locator("footer").get_by_role("button", name=name).click()
    page.wait_for_load_state()
    root = page.locator("html")
    assert root.get_attribute("lang") == code
    assert root.get_attribute("dir") == direction
    budi.look()
    record = next(iter(told.values()))
    for path in (
        "/browse/country/",
        f"/lessons/{record.lesson}/",
        f"/sources/{record.source}/",
        "/search/?q=quartzite",
        "/about/sharing/",
        "/contributions/",
    ):
        budi.go(path)
        assert page.locator("html").get_attribute("dir") == direction, path
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    light = sum(int(each) for each in re.findall(r"\d+", ground)[:3]) > 384
    assert light == (colours == "light"), ground
