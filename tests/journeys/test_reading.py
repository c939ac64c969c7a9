"""From the front page to the words of a report, and from a question in Malay to its answer."""

from __future__ import annotations

import re
from collections.abc import Callable

from balai.foundation.tasks.worker import run_all
from balai.knowledge.actions.lessons import add_statement
from balai.knowledge.actions.review import accept
from tests.factories.library import propose, read_source, validated
from tests.journeys.marks import JOURNEY, WIDTHS
from tests.journeys.walking import Walk
from tests.personas import Cast

pytestmark = JOURNEY

QUOTE = "The same two officers kept the same market beat for two years."
SENTENCE = "Where two officers kept one market beat, traders spoke to them sooner."
MALAY = "Apabila dua pegawai yang sama meronda pasar, peniaga lebih cepat bercakap."
FAR = [f"Paragraph {number} of the report says other things." for number in range(40)]


def lesson(cast: Cast) -> str:
    """Publish a lesson with its sentence in Malay too; return its identifier."""
    amina = cast.viewer("amina")
    source = read_source(
        cast.viewer("budi"), cast.a, *FAR, QUOTE, title="A year on the market beat"
    )
    made = accept(
        viewer=amina,
        candidate_id=propose(amina, source, QUOTE),
        validated=validated(SENTENCE, labels=(("approach", "A1"), ("country", "MY"))),
    )
    add_statement(viewer=amina, lesson_id=made, language="ms", text=MALAY, is_checked=True)
    run_all()
    return made


@WIDTHS
def test_from_the_front_page_to_the_marked_words(
    walk: Callable[..., Walk], everybody: Cast, width: int
) -> None:
    lesson(everybody)
    dina = walk("dina", width)
    dina.go("/")
    dina.follow("Malaysia")
    dina.follow(SENTENCE)
    assert dina.page.locator("h1").inner_text() == SENTENCE
    quote = dina.page.locator(".quotes blockquote")
    assert QUOTE in quote.inner_text()
    dina.follow(re.compile("page 1, words marked"))
    marked = dina.page.locator(".leaf mark")
    assert "".join(marked.all_inner_texts()) == QUOTE
    place = marked.first.bounding_box()
    assert place is not None
    assert 0 <= place["y"] < 800, "the page opens where the words are"
    original = dina.page.get_by_role("link", name=re.compile(r"\(TEXT\)")).get_attribute("href")
    answer = dina.page.request.get(f"{dina.node}{original}")
    assert answer.status == 200
    assert QUOTE.encode() in answer.body()


@WIDTHS
def test_a_question_in_malay_finds_the_english_report(
    walk: Callable[..., Walk], everybody: Cast, width: int
) -> None:
    lesson(everybody)
    dina = walk("dina", width, locale="ms-MY")
    dina.go("/")
    assert dina.page.locator("html").get_attribute("lang") == "ms"
    box = dina.page.locator("main input[type=search], main input[name=q]").first
    box.fill("pegawai meronda pasar")
    box.press("Enter")
    dina.page.wait_for_url(re.compile(r"/search/\?q="))
    dina.look()
    first = dina.page.locator("main mark")
    found = {each.lower() for each in first.all_inner_texts()}
    assert {"pegawai", "pasar"} <= found, found
    dina.follow(MALAY)
    assert dina.page.locator("h1").inner_text() == MALAY
    assert QUOTE in dina.page.locator(".quotes blockquote").inner_text()
