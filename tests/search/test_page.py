"""The page of results: what narrows it stands in its address, in the words of the reader."""

from __future__ import annotations

from html import unescape

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from balai.core.audience import Level
from balai.search.address import Asking, address, read
from balai.search.results import Filters
from tests.personas import A, Cast
from tests.search.shelf import add_lesson, add_source

pytestmark = [pytest.mark.django_db]


@pytest.mark.parametrize(
    "asked",
    [
        Asking("belia & polis"),
        Asking("", Filters.of(country=("MY", "NZ"))),
        Asking("a+b", Filters.of(kind=("need",), level=("AMBER+STRICT",)), "words", 3),
        Asking("x", Filters.of(target=("L1",), region=("035",), year=("2019", "2020"))),
    ],
)
def test_an_address_is_read_as_it_was_written(asked: Asking) -> None:
    written = address(asked.words, asked.filters, mode=asked.mode, page=asked.page)
    assert read(QueryDict(written.partition("?")[2])) == asked


@given(st.text(max_size=60))
def test_no_query_string_is_too_strange_to_read(text: str) -> None:
    for name in ("q", "country", "year", "level", "page", "organisation", "region"):
        asked = read(QueryDict(f"{name}={text}"))
        assert 1 <= asked.page < 1_000


def test_what_narrows_is_named_counted_and_taken_away(cast: Cast, client: Client) -> None:
    add_source("Malaysian report", ["Patrols on foot."], country="MY", language="en")
    add_source("Dutch report", ["Patrols by night."], country="NL", language="en")
    add_lesson("Patrols help.", labels=[("country", "NL"), ("approach", "A1")])
    page = unescape(client.get("/search/?q=patrols").content.decode())
    assert "3 records" in page
    assert "Neighbourhood policing" in page
    page = unescape(client.get("/search/?q=patrols&country=NL&record=source").content.decode())
    assert "1 record" in page
    assert "Dutch report" in page
    assert "Malaysian report" not in page
    assert 'href="/search/?q=patrols&country=NL"' in page
    assert 'href="/search/?q=patrols&record=source"' in page
    page = unescape(client.get("/search/?country=NL").content.decode())
    assert "2 records" in page


def test_labels_are_in_the_language_of_the_reader(cast: Cast, client: Client) -> None:
    add_lesson("Patrols help.", labels=[("country", "NL"), ("approach", "A1")])
    page = client.get("/search/?q=patrols", headers={"accept-language": "nl"}).content.decode()
    assert "Wijkpolitie" in page
    assert "Nederland" in page
    assert "Neighbourhood policing" not in page


def test_other_languages_names_of_a_term_are_looked_for_and_said(
    cast: Cast, client: Client
) -> None:
    add_source("Laporan", ["Di sini polis komuniti berjalan kaki."], language="ms")
    add_source("Verslag", ["Hier loopt de buurtpolitie te voet."], language="nl")
    page = unescape(client.get("/search/?q=buurtpolitie&mode=words").content.decode())
    assert "2 records" in page
    assert "<mark>polis komuniti</mark>" in page
    assert "Also looked for" in page


def test_nothing_found_offers_the_words_without_their_filters(cast: Cast, client: Client) -> None:
    add_source("Report", ["Patrols."], country="MY")
    page = unescape(client.get("/search/?q=patrols&country=NL").content.decode())
    assert "Nothing you may see answers these words." in page
    assert 'href="/search/?q=patrols"' in page


def test_a_phrase_that_stands_nowhere_is_offered_as_words(cast: Cast, client: Client) -> None:
    add_source("Report", ["Patrols on foot, by night."])
    page = unescape(client.get("/search/?q=“night+patrols”+foot&mode=words").content.decode())
    assert "Nothing you may see answers these words." in page
    assert 'href="/search/?q=night+patrols+foot&mode=words"' in page
    page = client.get("/search/?q=night+patrols+foot&mode=words").content.decode()
    assert "Patrols" in page


def test_counts_and_names_tell_nothing_of_what_may_not_be_seen(cast: Cast, client: Client) -> None:
    add_source("Open", ["Patrols."], country="MY", date="2019")
    add_source(
        "Closed", ["Patrols."], country="FJ", date="1997", language="fj",
        level=Level.AMBER_STRICT, owner=A,
    )  # fmt: skip
    open_page = client.get("/search/?q=patrols").content.decode()
    for told in ("Fiji", "1997", "AMBER", "Closed"):
        assert told not in open_page
    closed_page = cast.client_for("budi").get("/search/?q=patrols").content.decode()
    for told in ("Fiji", "1997", "AMBER+STRICT", "Closed"):
        assert told in closed_page


def test_words_put_right_are_a_link_that_keeps_the_filters(cast: Cast, client: Client) -> None:
    add_source("Quokkaberg", ["Nothing of note."])
    page = client.get(reverse("search"), {"q": "quokkabreg", "country": "NZ"}).content.decode()
    assert 'href="/search/?q=quokkaberg&amp;country=NZ"' in page
    right = client.get(reverse("search"), {"q": "quokkaberg"}).content.decode()
    assert 'class="read meant"' not in right


def test_a_word_that_may_not_be_seen_puts_nothing_right(cast: Cast) -> None:
    add_source("Quokkaberg", ["Nothing of note."], level=Level.AMBER_STRICT, owner=cast.a)
    for name, told in (("amina", True), ("chen", False), ("farid", False), ("dina", False)):
        page = cast.client_for(name).get(reverse("search"), {"q": "quokkabreg"})
        assert ("quokkaberg" in page.content.decode().lower()) is told, name
