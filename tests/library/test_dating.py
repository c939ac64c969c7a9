"""Dates of sources are in the language of the page wherever people read them; exports keep ISO."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import translation

from balai.library import queries
from balai.library.dating import date_in_words
from balai.library.exporting import export_sources
from balai.library.models import Source
from tests.factories.library import read_source
from tests.personas import Cast

WHOLE, MONTH, YEAR = "2024-03-04", "2024-05", "2024"


@pytest.mark.parametrize(
    ("language", "whole", "month"),
    [
        ("en", "4 March 2024", "May 2024"),
        ("fr", "4 mars 2024", "mai 2024"),
        ("ms", "4 Mar 2024", "Mei 2024"),
        ("nl", "4 maart 2024", "mei 2024"),
    ],
)
def test_a_date_is_said_as_far_as_it_is_stated(language: str, whole: str, month: str) -> None:
    with translation.override(language):
        assert [date_in_words(each) for each in (WHOLE, MONTH, YEAR, "")] == [
            whole,
            month,
            YEAR,
            "",
        ]


@pytest.mark.parametrize("stated", ["soon", "2024-13", "2024-02-30", "20240304", "20-3"])
def test_what_is_no_date_stays_as_it_is(stated: str) -> None:
    assert date_in_words(stated) == stated


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "said"), [("en", "4 March 2024"), ("fr", "4 mars 2024"), ("nl", "4 maart 2024")]
)
def test_the_page_of_a_source_says_its_date_and_the_export_keeps_it(
    cast: Cast, language: str, said: str
) -> None:
    source = read_source(cast.viewer("budi"), cast.a, "Officers walked the market.")
    Source.objects.filter(pk=source).update(date=WHOLE)
    client = cast.client_for("dina")
    page = client.get(reverse("source", args=[source]), headers={"accept-language": language})
    assert said in page.content.decode()
    assert WHOLE not in page.content.decode()
    with translation.override(language):
        for suffix in ("jsonld", "csv"):
            shown = queries.source(cast.viewer("dina"), source)
            assert WHOLE in export_sources([shown], suffix, "https://n.example")
