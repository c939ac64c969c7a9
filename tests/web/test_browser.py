"""Every page in Chromium: axe, no sideways scroll, no stray request, and what the scripts do."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from tests.web.rendering import render
from tests.web.samples import PAGES
from tests.web.samples.gallery import gallery_context
from tests.web.site import HOST, Site, chromium

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

STATES = [(name, state) for name, states in PAGES.items() for state in states]
VIEWS = [
    ("phone", 375, "light", "en"),
    ("phone right-to-left", 375, "dark", "ar"),
    ("desktop right-to-left", 1280, "light", "ar"),
    ("desktop", 1280, "dark", "en"),
]
"""Every pair of width, colours and direction, without all of their combinations."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as opened:
        yield opened


def violations(page: Any) -> list[str]:
    """Return what axe finds by every rule of A, AA and good practice."""
    from axe_playwright_python.sync_playwright import Axe

    result = Axe().run(page)
    return [
        f"{each['id']}: {node['html'][:160]}"
        for each in result.response["violations"]
        for node in each["nodes"]
    ]


def overflow(page: Any) -> int:
    """Return by how many pixels the page can be moved sideways."""
    root = "document.documentElement"
    return int(page.evaluate(f"{root}.scrollWidth - {root}.clientWidth"))


@pytest.mark.parametrize(("view", "width", "colours", "language"), VIEWS)
def test_every_page_is_accessible_and_fits(
    browser: Any, view: str, width: int, colours: str, language: str
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=colours, reduced_motion="reduce"
    )
    pages = {
        f"{name} {state}": render(name, PAGES[name][state], language=language)
        for name, state in STATES
    }
    pages["gallery"] = render("balai/gallery.html", gallery_context(), language=language)
    found: list[str] = []
    for name, html in pages.items():
        site = Site({"/": html, "/contribute/c-19/progress/part/": "<div id=progress></div>"})
        page = context.new_page()
        faults: list[str] = []
        page.on("pageerror", lambda error, faults=faults: faults.append(str(error)))
        page.route("**/*", site.answer)
        page.goto(f"{HOST}/")
        if overflow(page) > 0:
            found.append(f"{name}: moves sideways by {overflow(page)}")
        found += [f"{name}: {each}" for each in faults]
        found += [f"{name}: asks for {address}" for address in site.strays]
        found += [f"{name}: {each}" for each in violations(page)]
        page.close()
    context.close()
    assert found == []


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    opened = context.new_page()
    yield opened
    context.close()


def show(page: Any, name: str, state: str, **more: Any) -> Site:
    """Open a sample page; `more` are further pages by path."""
    site = Site({"/": render(name, PAGES[name][state]), **more})
    page.route("**/*", site.answer)
    page.goto(f"{HOST}/")
    return site


def test_leave_this_page_by_three_presses_of_shift(page: Any) -> None:
    gone: list[str] = []
    page.route("https://weather.example/**", lambda route: gone.append(route.request.url))
    site = show(page, "knowledge/lesson.html", "full")
    page.route("https://weather.example/**", lambda route: route.fulfill(body="<h1>Rain</h1>"))
    page.keyboard.press("Shift")
    page.keyboard.press("a")
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    assert page.url == f"{HOST}/"
    page.keyboard.press("Shift")
    page.wait_for_url("https://weather.example/")
    assert site.strays == []
    page.go_back()
    assert "weather" not in page.url
    assert page.url == "about:blank", "the page must not stay in the history"


def test_leave_this_page_works_without_a_script(browser: Any) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    show(page, "knowledge/lesson.html", "full")
    page.route("https://weather.example/**", lambda route: route.fulfill(body="<h1>Rain</h1>"))
    page.get_by_role("link", name="Leave this page").click()
    assert page.url == "https://weather.example/"
    context.close()


def test_the_colours_can_be_chosen_and_are_kept_in_a_cookie(page: Any) -> None:
    show(page, "balai/pages/home.html", "plain")
    root = "document.documentElement.dataset.theme || ''"
    page.get_by_role("button", name="Dark").click()
    assert page.evaluate(root) == "dark"
    assert page.evaluate("document.cookie") == "balai_theme=dark"
    assert page.get_by_role("button", name="Dark").get_attribute("aria-pressed") == "true"
    page.get_by_role("button", name="As your device").click()
    assert page.evaluate(root) == ""
    assert page.evaluate("document.cookie") == ""


def test_a_menu_closes_with_escape_and_gives_the_focus_back(page: Any) -> None:
    show(page, "balai/pages/home.html", "plain")
    page.locator("header summary").first.click()
    assert page.locator("header details[open]").count() == 1
    page.keyboard.press("Escape")
    assert page.locator("header details[open]").count() == 0
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_a_page_that_came_back_begins_at_its_errors(page: Any) -> None:
    show(page, "knowledge/contribute_case.html", "wrong")
    assert page.evaluate("document.activeElement.hasAttribute('data-error-summary')")
    page.get_by_role("link", name="This field is required.").click()
    page.keyboard.type("We met at the school.")
    assert page.locator("#id_tried").input_value() == "We met at the school."


def test_characters_are_counted_as_python_counts_them(page: Any) -> None:
    show(page, "knowledge/contribute_case.html", "plain")
    field, words = page.locator("#id_tried"), page.locator(".count").first
    assert words.inner_text() == "600 characters left"
    field.fill("é😀")
    assert words.inner_text() == "598 characters left"
    field.fill("x" * 599)
    assert words.inner_text() == "1 character left"
    field.fill("x" * 603)
    assert words.inner_text() == "3 characters too many"
    assert len(field.input_value()) == 603, "told, never cut"


def test_the_bench_answers_to_its_keys(page: Any) -> None:
    posted: list[str] = []

    def decide(request: Any) -> dict[str, Any]:
        posted.append(request.post_data or "")
        return {"body": "<h1>Kept</h1>", "content_type": "text/html"}

    other = {"/review/7/": decide, "/review/8/": "<h1>8</h1>", "/review/6/": "<h1>6</h1>"}
    show(page, "knowledge/review_bench.html", "open", **other)
    page.keyboard.press("p")
    assert page.evaluate("document.activeElement.tagName") == "MARK"
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.id") == "id_statement"
    page.keyboard.type("jkam")
    assert page.url == f"{HOST}/", "letters typed into a field are letters"
    page.locator("body").click(position={"x": 5, "y": 300})
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("m")
    assert page.evaluate("document.activeElement.name") == "merge_into"
    page.keyboard.press("r")
    assert page.evaluate("document.activeElement.name") == "reason"
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    assert page.locator("dialog[open]").count() == 1
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    page.wait_for_url(f"{HOST}/review/7/")
    assert len(posted) == 1
    assert "verdict=accept" in posted[0]


@pytest.mark.parametrize(("key", "path"), [("j", "/review/8/"), ("k", "/review/6/")])
def test_j_and_k_go_to_the_next_and_the_previous(page: Any, key: str, path: str) -> None:
    other = {"/review/8/": "<h1>8</h1>", "/review/6/": "<h1>6</h1>"}
    show(page, "knowledge/review_bench.html", "open", **other)
    page.keyboard.press(key)
    page.wait_for_url(f"{HOST}{path}")


def test_the_keys_can_be_turned_off_and_stay_off(page: Any) -> None:
    show(page, "knowledge/review_bench.html", "open", **{"/review/8/": "<h1>8</h1>"})
    page.get_by_role("button", name="turn keys off").click()
    page.reload()
    page.keyboard.press("j")
    page.keyboard.press("e")
    assert page.url == f"{HOST}/"
    assert page.evaluate("document.activeElement.id") != "id_statement"
    assert page.get_by_role("button", name="turn keys on").is_visible()


def test_the_account_can_have_the_keys_off(page: Any) -> None:
    bench = PAGES["knowledge/review_bench.html"]["open"]
    quiet = replace(bench["bench"], keys=False)
    html = render("knowledge/review_bench.html", {**bench, "bench": quiet})
    site = Site({"/": html, "/review/8/": "<h1>8</h1>"})
    page.route("**/*", site.answer)
    page.goto(f"{HOST}/")
    page.keyboard.press("j")
    assert page.url == f"{HOST}/"
    page.get_by_role("button", name="turn keys on").click()
    page.keyboard.press("j")
    page.wait_for_url(f"{HOST}/review/8/")


def test_files_are_sent_one_by_one_and_a_refused_one_says_why(page: Any) -> None:
    sent: list[bytes] = []

    def take(request: Any) -> dict[str, Any]:
        body = request.post_data_buffer or b""
        sent.append(body)
        refused = b"cases.xlsx" in body
        file = {
            "state": "refused" if refused else "received",
            "message": "This looks like a list of persons." if refused else "",
            "hint": "Balai keeps practices.",
        }
        answer = {"files": [file], "next": "/contribute/c-19/progress/", "contribution": "c-19"}
        return {"body": json.dumps(answer), "content_type": "application/json"}

    show(
        page,
        "knowledge/contribute_upload.html",
        "plain",
        **{"/contribute/c-19/files/": take, "/contribute/c-19/progress/": "<h1>Reading</h1>"},
    )
    files = [
        {"name": name, "mimeType": "text/plain", "buffer": b"words"}
        for name in ("report.txt", "cases.xlsx")
    ]
    page.locator("input[type=file]").set_input_files(files)
    page.get_by_role("button", name="Upload").click()
    page.locator(".files .refused").wait_for()
    assert len(sent) == 2
    assert b"c-19" not in sent[0]
    assert b"c-19" in sent[1], "the second file goes to the same contribution"
    assert page.locator(".files .done").count() == 1
    assert "list of persons. Balai keeps practices." in page.locator(".files .refused").inner_text()
    assert page.locator("[data-sending] [role=status]").inner_text() == "1 of 2 files received"
    page.get_by_role("link", name="Go on with the files received").click()
    page.wait_for_url(f"{HOST}/contribute/c-19/progress/")


def test_when_all_files_are_received_the_page_goes_on(page: Any) -> None:
    def take(_: Any) -> dict[str, Any]:
        answer = {"files": [{"state": "received"}], "next": "/contribute/c-19/progress/"}
        return {"body": json.dumps(answer), "content_type": "application/json"}

    show(
        page,
        "knowledge/contribute_upload.html",
        "plain",
        **{"/contribute/c-19/files/": take, "/contribute/c-19/progress/": "<h1>Reading</h1>"},
    )
    page.locator("input[type=file]").set_input_files(
        [{"name": "a.txt", "mimeType": "text/plain", "buffer": b"words"}]
    )
    page.get_by_role("button", name="Upload").click()
    page.wait_for_url(f"{HOST}/contribute/c-19/progress/")


def test_progress_is_polled_until_it_is_finished_and_said_aloud(page: Any) -> None:
    from tests.web.samples.working import PROGRESS_DONE

    asked: list[str] = []

    def part(request: Any) -> dict[str, Any]:
        asked.append(request.headers.get("hx-request", ""))
        html = render("knowledge/parts/contribute_progress.html", {"progress": PROGRESS_DONE})
        return {"body": html, "content_type": "text/html; charset=utf-8"}

    site = show(
        page,
        "knowledge/contribute_progress.html",
        "going",
        **{"/contribute/c-19/progress/part/": part},
    )
    faults: list[str] = []
    page.on(
        "console", lambda message: faults.append(message.text) if message.type == "error" else 0
    )
    page.get_by_role("link", name="Check and send").wait_for()
    page.wait_for_timeout(2500)
    assert asked == ["true"], "asked once, and no more when it is finished"
    assert page.locator("[data-progress-heard]").inner_text() == PROGRESS_DONE.said
    assert site.strays == []
    assert faults == [], "the policy allows everything htmx does here"


def test_when_the_session_has_ended_the_sign_in_is_shown_and_not_put_into_the_page(
    page: Any,
) -> None:
    sign_in = "<h1>Sign in</h1>"
    site = show(
        page,
        "knowledge/contribute_progress.html",
        "going",
        **{"/contribute/c-19/progress/part/": sign_in},
    )
    site.pages["/"] = sign_in
    page.get_by_role("heading", name="Sign in").wait_for()
    assert page.locator("header").count() == 0


@pytest.mark.parametrize("theme", ["", "dark"])
def test_paper_is_white_also_for_those_who_read_in_the_dark(browser: Any, theme: str) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    lesson = PAGES["knowledge/lesson.html"]["full"]
    site = Site({"/": render("knowledge/lesson.html", {**lesson, "theme": theme})})
    page.route("**/*", site.answer)
    page.goto(f"{HOST}/")
    page.emulate_media(media="print")
    shown = page.evaluate(
        "[getComputedStyle(document.body).backgroundColor,"
        " getComputedStyle(document.querySelector('figcaption')).color]"
    )
    assert shown == ["rgb(255, 255, 255)", "rgb(68, 68, 68)"]
    assert not page.locator("header").is_visible()
    context.close()


def test_a_skip_link_comes_first_and_leads_to_the_content(page: Any) -> None:
    show(page, "search/results.html", "found")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
