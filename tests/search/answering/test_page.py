"""The page of an answer: quotations first, a summary only when it is asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.conf import settings
from django.urls import reverse

from balai.core.audience import Level
from balai.foundation.embedding import NoEmbedder
from balai.search.answering import views
from balai.search.answering.wording import Told
from tests.personas import Cast
from tests.search.shelf import add_source

pytestmark = pytest.mark.django_db
ANSWERS = "The harbour mediation opened on Thursdays in March."
QUESTION = "When did the harbour mediation open on Thursdays?"


@pytest.fixture(autouse=True)
def _by_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("balai.search.queries.asking.get_embedder", NoEmbedder)


def page(cast: Cast, who: str = "dina", **query: str) -> str:
    response = cast.client_for(who).get(reverse("ask"), query)
    assert response.status_code == 200
    return str(response.content.decode())


def test_an_answer_shows_the_words_and_leads_to_the_passage(cast: Cast) -> None:
    source = add_source("Walk", [f"It rained. {ANSWERS}"], embedder=NoEmbedder())
    html = page(cast, q=QUESTION)
    assert "1 quotation, word for word" in html
    assert f"/sources/{source}/passages/" in html
    assert "page 1, words marked" in html
    assert "<mark>" in html
    assert "Have a summary phrased" not in html


def test_no_answer_says_so_and_offers_searches(cast: Cast) -> None:
    add_source("Walk", [ANSWERS], embedder=NoEmbedder(), level=Level.AMBER_STRICT)
    add_source("Bread", ["The harbour smells of bread."], embedder=NoEmbedder())
    html = page(cast, q=QUESTION)
    assert "No sentence supports an answer, so Balai gives none." in html
    assert "/search/?q=harbour" in html
    assert "Thursdays in March" not in html
    assert "Thursdays in March" in page(cast, "budi", q=QUESTION).replace("</mark>", "").replace(
        "<mark>", ""
    )


def test_without_a_question_there_is_the_box(cast: Cast) -> None:
    assert "Ask for quotations" in page(cast)


def test_a_summary_is_phrased_only_when_asked_and_says_where_words_go(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_source("Walk", [ANSWERS], embedder=NoEmbedder())
    node = replace(settings.BALAI, wording="openai:http://m.example/v1|m")
    monkeypatch.setattr(settings, "BALAI", node)
    asked: list[str] = []

    def phrase(*given: object) -> tuple[Told, ...]:
        asked.append(str(given[1]))
        return (Told("It opened <b>in March</b>.", 1, "opened on Thursdays in March"),)

    monkeypatch.setattr(views, "summary", phrase)
    html = page(cast, q=QUESTION)
    assert asked == []
    assert "are sent to m.example" in html
    html = page(cast, q=QUESTION, summary="1")
    assert asked == [QUESTION]
    assert "A machine’s summary, not checked" in html
    assert "It opened &lt;b&gt;in March&lt;/b&gt;." in html
    assert html.index("<q") < html.index("<blockquote")


def test_where_the_model_fails_the_quotations_stand(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_source("Walk", [ANSWERS], embedder=NoEmbedder())
    node = replace(settings.BALAI, wording="openai:http://127.0.0.1:9/v1|m", wording_is_local="yes")
    monkeypatch.setattr(settings, "BALAI", node)
    html = page(cast, q=QUESTION, summary="1")
    assert "No summary could be had; the quotations stand by themselves." in html
    assert "<blockquote" in html
