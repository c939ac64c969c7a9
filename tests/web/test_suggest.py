"""The search box in Chromium: what it offers, by keyboard and by touch, and without a script."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlparse

import pytest

from tests.web.rendering import render
from tests.web.samples import PAGES
from tests.web.site import HOST, Site, chromium
from tests.web.test_browser import overflow, violations

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

OFFERED = [
    {"text": "Wijkpolitie", "language": "nl", "note": "Neighbourhood policing"},
    {"text": "الشرطة المجتمعية في أحياء المدينة القديمة", "language": "ar", "note": "Source"},
    {"text": "W" * 90, "language": "en", "note": "Source"},
]


def offers(request: Any) -> dict[str, Any]:
    asked = parse_qs(urlparse(request.url).query).get("q", [""])[0]
    found = OFFERED if asked.startswith("w") else []
    return {"body": json.dumps({"suggestions": found}), "content_type": "application/json"}


def box(page: Any) -> tuple[Site, Any]:
    """Open the search page and return its site and its box."""
    blank = render("search/results.html", PAGES["search/results.html"]["blank"])
    site = Site({"/": blank, "/search/": blank, "/en/search/": blank, "/search/suggest": offers})
    page.route("**/*", site.answer)
    page.goto(f"{HOST}/")
    return site, page.locator("input[name=q]")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as opened:
        yield opened


@pytest.fixture(params=[("light", 1280), ("dark", 375)], ids=["desktop", "phone"])
def page(browser: Any, request: pytest.FixtureRequest) -> Iterator[Any]:
    colours, width = request.param
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=colours)
    yield context.new_page()
    context.close()


def test_what_is_offered_is_chosen_by_keyboard(page: Any) -> None:
    site, field = box(page)
    field.press_sequentially("wij")
    page.get_by_role("option").first.wait_for()
    assert field.get_attribute("aria-expanded") == "true"
    assert overflow(page) <= 0
    assert violations(page) == []
    field.press("ArrowDown")
    assert field.input_value() == "Wijkpolitie"
    assert field.get_attribute("aria-activedescendant") == "q-offered-0"
    assert page.get_by_role("option", selected=True).count() == 1
    assert violations(page) == []
    field.press("ArrowUp")
    assert field.input_value() == "wij"
    field.press("ArrowUp")
    assert field.input_value() == "W" * 90
    field.press("Escape")
    assert field.input_value() == "wij"
    assert page.get_by_role("option").count() == 0
    assert field.get_attribute("aria-expanded") == "false"
    field.press_sequentially("k")
    page.get_by_role("option").first.wait_for()
    field.press("ArrowDown")
    field.press("Enter")
    page.wait_for_url("**?q=Wijkpolitie")
    assert site.strays == []


def test_what_is_offered_is_chosen_by_touch_and_goes_when_the_box_is_left(page: Any) -> None:
    _site, field = box(page)
    field.press_sequentially("w")
    page.get_by_role("option").first.wait_for()
    field.press("Tab")
    assert page.get_by_role("option").count() == 0
    field.press("End")
    field.press_sequentially("i")
    page.get_by_role("option").nth(1).click()
    page.wait_for_url("**?q=*")
    assert parse_qs(urlparse(page.url).query)["q"] == [OFFERED[1]["text"]]


def test_no_offers_are_no_list(page: Any) -> None:
    _site, field = box(page)
    field.press_sequentially("zz")
    page.wait_for_timeout(300)
    assert not page.get_by_role("listbox").is_visible()
    field.press("Enter")
    page.wait_for_url("**?q=zz")


def test_the_list_may_be_longer_than_the_screen(page: Any) -> None:
    _site, field = box(page)
    field.press_sequentially("w")
    page.get_by_role("option").first.wait_for()
    shown = page.get_by_role("listbox").bounding_box()
    assert shown["x"] >= 0
    assert shown["x"] + shown["width"] <= page.viewport_size["width"]


def test_without_a_script_the_box_is_a_plain_field(browser: Any) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    _site, field = box(page)
    assert field.get_attribute("role") is None
    assert field.get_attribute("type") == "search"
    field.fill("w")
    field.press("Enter")
    page.wait_for_url("**?q=w")
    context.close()
