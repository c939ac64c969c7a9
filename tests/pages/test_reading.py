"""Home, browsing, the page of a lesson and of its source, as readers and machines ask for them."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from balai.core.audience import Level
from balai.knowledge.actions.lessons import amend_lesson
from tests.factories.library import read_source, validated
from tests.pages.shelf import CLOSED, MALAY, QUOTE, SENTENCE, fill
from tests.personas import Cast

pytestmark = pytest.mark.django_db

STIGMA = "Naming a group in this way can brand it"


def text(response: object) -> str:
    return response.content.decode()


def test_home_counts_only_what_may_be_seen(cast: Cast) -> None:
    fill(cast)
    for name, sources in (("dina", 1), ("amina", 2)):
        page = cast.client_for(name).get("/")
        figures = {each.words: each.number for each in page.context["home"].stock}
        assert figures == {
            "lesson": "1",
            "source" if sources == 1 else "sources": str(sources),
            "country": "1",
        }
        assert SENTENCE in text(page)


def test_an_empty_node_teaches(cast: Cast) -> None:
    assert "Here stands what was learned" in text(cast.client_for("dina").get("/"))
    assert "Nothing is here yet" in text(cast.client_for("dina").get("/browse/"))


def test_a_list_names_its_term_and_its_lessons(cast: Cast) -> None:
    fill(cast)
    page = cast.client_for("dina").get(reverse("browse-list", args=["country", "MY"]))
    assert page.context["browse"].title == "Malaysia"
    assert [each.title for each in page.context["browse"].rows] == [SENTENCE]
    other = cast.client_for("dina").get(reverse("browse-list", args=["country", "NL"]))
    assert other.context["browse"].rows == ()


@pytest.mark.parametrize(
    ("language", "country", "sentence"),
    [("en", "Malaysia", SENTENCE), ("fr", "Malaisie", SENTENCE), ("ms", "Malaysia", MALAY)],
)
def test_labels_and_sentence_follow_the_reader(
    cast: Cast, language: str, country: str, sentence: str
) -> None:
    shelf = fill(cast)
    page = Client(headers={"accept-language": language}).get(reverse("lesson", args=[shelf.lesson]))
    lesson = page.context["lesson"]
    assert lesson.statement == sentence
    assert country in [each.label for each in lesson.labels]
    assert f'<html lang="{language}"' in text(page)


def test_an_approach_has_another_name_in_another_language(cast: Cast) -> None:
    shelf = fill(cast)
    names = {
        language: Client(headers={"accept-language": language})
        .get(reverse("lesson", args=[shelf.lesson]))
        .context["lesson"]
        .labels[0]
        .label
        for language in ("en", "ms", "fr", "nl")
    }
    assert len(set(names.values())) == 4, names


def test_a_closed_quote_is_not_on_the_page(cast: Cast) -> None:
    shelf = fill(cast)
    address = reverse("lesson", args=[shelf.lesson])
    outside, inside = (text(cast.client_for(name).get(address)) for name in ("dina", "amina"))
    assert QUOTE in outside
    assert CLOSED not in outside
    assert "porphyry" not in outside
    assert CLOSED in inside


def test_secondary_prevention_carries_its_warning(cast: Cast) -> None:
    warned = fill(cast, level="L2")
    client = cast.client_for("dina")
    address = reverse("lesson", args=[warned.lesson])
    assert client.get(address).context["lesson"].secondary
    assert client.get(reverse("lesson-print", args=[warned.lesson])).context["lesson"].secondary
    assert STIGMA in text(client.get(address))


@pytest.mark.parametrize(
    ("cycle", "states"),
    [
        ("lesson-identified", ["done", "now", "next", "next", "next"]),
        ("applied", ["done", "done", "done", "now", "next"]),
        ("validated", ["done"] * 5),
        ("superseded", ["done"]),
    ],
)
def test_the_thread_ends_where_the_lesson_stands(cast: Cast, cycle: str, states: list[str]) -> None:
    shelf = fill(cast)
    amend_lesson(
        viewer=cast.viewer("amina"),
        lesson_id=shelf.lesson,
        validated=validated(SENTENCE, cycle=cycle),
    )
    page = cast.client_for("dina").get(reverse("lesson", args=[shelf.lesson]))
    assert [each.state for each in page.context["lesson"].thread] == states


def test_primary_prevention_carries_none(cast: Cast) -> None:
    shelf = fill(cast, level="L1")
    page = cast.client_for("dina").get(reverse("lesson", args=[shelf.lesson]))
    assert not page.context["lesson"].secondary
    assert STIGMA not in text(page)


def test_the_printed_page_writes_addresses_out(cast: Cast) -> None:
    shelf = fill(cast)
    page = cast.client_for("dina").get(reverse("lesson-print", args=[shelf.lesson]))
    lesson = page.context["lesson"]
    assert lesson.address == f"http://testserver/lessons/{shelf.lesson}/"
    assert [each.url for each in lesson.quotes] == [
        f"http://testserver/sources/{shelf.source}/?quote={shelf.evidence}#p-quoted"
    ]
    assert re.fullmatch(r"\d{1,2} [A-Z][a-z]+ \d{4}", lesson.printed_on)


def test_a_quote_leads_to_its_marked_words(cast: Cast) -> None:
    shelf = fill(cast)
    client = cast.client_for("dina")
    lesson = client.get(reverse("lesson", args=[shelf.lesson])).context["lesson"]
    page = client.get(lesson.quotes[0].url.partition("#")[0])
    block = next(b for leaf in page.context["source"].leaves for b in leaf.blocks if b.marks)
    assert [block.text[each.start : each.end] for each in block.marks] == [QUOTE]
    assert block.id == "quoted"


@pytest.mark.parametrize(
    "query",
    [
        "page=abc",
        "page=-1",
        "page=0",
        "page=99999999999999999999",
        "page=٣",
        "page=²",
        "from=9&to=1",
        "from=1&to=99999999",
        "from=x&to=y",
        "from=5",
        "quote=x",
        "quote=",
        "q=%00&page=%00",
    ],
)
def test_nonsense_parameters_are_passed_over(cast: Cast, query: str) -> None:
    shelf = fill(cast)
    client = cast.client_for("dina")
    for address in (
        reverse("source", args=[shelf.source]),
        reverse("browse-list", args=["kind", "lesson"]),
        reverse("home"),
        reverse("search"),
    ):
        assert client.get(f"{address}?{query}").status_code == 200, address


NOWHERE = (
    "/nonsense/",
    "/lessons/x/",
    "/lessons/01ARZ3NDEKTSV4RRFFQ69G5FAV/",
    "/lessons/01ARZ3NDEKTSV4RRFFQ69G5FAV/export.jsonld",
    "/lessons/%00/",
    "/sources/01ARZ3NDEKTSV4RRFFQ69G5FAV/",
    "/sources/01ARZ3NDEKTSV4RRFFQ69G5FAV/original",
    "/browse/colour/",
    "/browse/country/ZZ/",
    "/browse/kind/opinion/",
    "/browse/approach/A999/",
    "/browse/kind/lesson/export.exe",
    "/about/nonsense/",
)


@pytest.mark.parametrize("address", NOWHERE)
def test_nonsense_addresses_answer_with_the_same_page(cast: Cast, address: str) -> None:
    client = cast.client_for("dina")
    answers = [client.get(each) for each in (address, "/another/that/is/not/")]
    assert [each.status_code for each in answers] == [404, 404]
    first, second = (
        re.sub(r'value="[^"]*"|next=[^"]*| aria-current="true"', "", text(each)) for each in answers
    )
    assert first == second
    assert "There is nothing here for you" in first


def test_absent_and_forbidden_are_equal_bytes(cast: Cast) -> None:
    closed = read_source(
        cast.viewer("budi"), cast.a, "A porphyry sentence.", level=Level.AMBER_STRICT
    )
    client = cast.client_for("chen")
    absent = "01ARZ3NDEKTSV4RRFFQ69G5FAV"
    for route in ("source", "source-original"):
        forbidden, missing = (client.get(reverse(route, args=[each])) for each in (closed, absent))
        assert forbidden.status_code == missing.status_code == 404
        token = re.compile(rb'(name="csrfmiddlewaretoken" )?value="[^"]*"')
        assert token.sub(b"", forbidden.content) == token.sub(b"", missing.content)
        assert forbidden.headers.get("Cache-Control") == missing.headers.get("Cache-Control")


def test_head_answers_as_get_without_a_body(cast: Cast) -> None:
    shelf = fill(cast)
    client = cast.client_for("dina")
    for address in (
        "/",
        "/browse/",
        "/search/",
        "/about/privacy/",
        reverse("lesson", args=[shelf.lesson]),
        reverse("lesson-print", args=[shelf.lesson]),
        reverse("lesson-export", args=[shelf.lesson, "csv"]),
        reverse("source", args=[shelf.source]),
        reverse("source-original", args=[shelf.source]),
    ):
        asked = client.head(address)
        assert asked.status_code == 200, address
        assert b"".join(asked) == b"", address
    assert client.head("/nonsense/").status_code == 404


def test_reading_pages_refuse_to_be_posted_to(cast: Cast) -> None:
    assert cast.client_for("dina").post("/").status_code == 405
