"""Every page template, in each of its states, from its sample contexts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.template.loader import render_to_string

from balai.web import contexts as c
from tests.web.markup import faults_of, read
from tests.web.rendering import render, request_for
from tests.web.samples import PAGES, parts, reading

STATES = [(name, state) for name, states in PAGES.items() for state in states]


@pytest.mark.parametrize(("name", "state"), STATES)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_is_sound(name: str, state: str, language: str) -> None:
    assert faults_of(render(name, PAGES[name][state], language=language)) == []


@pytest.mark.parametrize(("name", "state"), STATES)
def test_the_page_says_its_language_and_direction(name: str, state: str) -> None:
    assert '<html lang="en" dir="ltr"' in render(name, PAGES[name][state])
    assert '<html lang="ar" dir="rtl"' in render(name, PAGES[name][state], language="ar")


def test_absent_and_forbidden_have_equal_bytes_and_nothing_of_the_request() -> None:
    absent = render("404.html", {}, request=request_for("/lessons/secret/"))
    assert absent == render("403.html", {}, request=request_for("/lessons/none/"))
    assert "secret" not in absent
    assert "csrfmiddlewaretoken" not in absent


@pytest.mark.parametrize("name", ["400.html", "403.html", "404.html", "500.html", "403_csrf.html"])
def test_error_pages_render_without_any_context(name: str) -> None:
    assert faults_of(render_to_string(name)) == []


def test_an_error_of_the_family_says_what_and_what_would_help() -> None:
    page = render("balai/error.html", {"error": {"message": "It is late.", "hint": "Come early."}})
    assert "It is late." in page
    assert "Come early." in page


def test_markup_in_what_people_wrote_is_shown_as_text() -> None:
    evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
    quote = replace(parts.ENGLISH, text=evil, gloss=evil, gloss_by=evil, source_title=evil)
    lesson = replace(
        reading.LESSON,
        statement=evil,
        kicker=evil,
        quotes=(quote,),
        labels=(c.Link(evil, evil),),
        facts=(c.Fact(evil, (c.Link(evil),)),),
    )
    search = replace(reading.SEARCH, query=evil, heading=evil)
    for name, context in (
        ("knowledge/lesson.html", {"lesson": lesson}),
        ("search/results.html", {"search": search}),
    ):
        html = render(name, context)
        assert "<script>alert" not in html
        assert "<img" not in html
        assert read(html).inline == []


@pytest.mark.parametrize(
    ("name", "state", "expected"),
    [
        ("knowledge/lesson.html", "full", 1),
        ("knowledge/lesson.html", "plain", 0),
        ("library/source.html", "full", 1),
    ],
)
def test_leave_this_page_stands_where_it_is_asked_for(name: str, state: str, expected: int) -> None:
    html = render(name, PAGES[name][state])
    assert html.count("data-leave") == expected
    assert html.count("js/leave.js") == expected


def test_the_title_says_error_first_when_a_form_came_back() -> None:
    page = "knowledge/contribute_case.html"
    assert "<title>Error: " in render(page, PAGES[page]["wrong"])
    assert "<title>Error: " not in render(page, PAGES[page]["plain"])


def test_progress_is_asked_for_again_only_while_the_work_goes_on() -> None:
    page = "knowledge/contribute_progress.html"
    going, done = (render(page, PAGES[page][state]) for state in ("going", "done"))
    assert 'hx-get="/contribute/c-19/progress/part/"' in going
    assert "htmx" in going
    assert "hx-get" not in done
    assert "htmx-2" not in done


def test_the_reader_s_theme_is_on_the_root() -> None:
    page: dict[str, Any] = PAGES["balai/pages/home.html"]["plain"]
    assert 'dir="ltr" data-theme="dark">' in render(
        "balai/pages/home.html", {**page, "theme": "dark"}
    )
    assert "data-theme=" not in render("balai/pages/home.html", page)


def test_the_printed_lesson_carries_its_level_at_head_and_foot() -> None:
    page = render("knowledge/lesson_print.html", PAGES["knowledge/lesson_print.html"]["full"])
    assert page.count('class="running') == 0
    assert page.count("running") == 2
    for part in page.split("running")[1:]:
        assert "TLP:AMBER+STRICT" in part[:200]
