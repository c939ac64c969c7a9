"""A source whose text states no title is called by its file, in words."""

from __future__ import annotations

import pytest

from balai.core.audience import Level
from balai.library.actions import (
    Sharing,
    SourceDetails,
    add_source,
    describe_source,
    keep_reading,
    replace_source,
)
from balai.library.indexing import IndexedSources
from balai.library.models import Source
from balai.library.naming import title_from
from balai.library.queries import source
from tests.factories.library import document, read_source
from tests.personas import Cast


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("lessons_learned_v2.docx", "Lessons learned v2"),
        ("ward-meetings-2024-05-03.md", "Ward meetings 2024-05-03"),
        ("Follow-up visits.txt", "Follow-up visits"),
        ("le%C3%A7ons.html", "Leçons"),
        ("3.2 Report", "3.2 Report"),
        ("___.txt", "___.txt"),
        ("laporan", "Laporan"),
    ],
)
def test_the_name_of_a_file_becomes_words(name: str, title: str) -> None:
    assert title_from(name) == title


@pytest.mark.django_db
def test_a_name_in_words_is_hidden_as_the_name_itself_under_chatham(cast: Cast) -> None:
    made = add_source(
        viewer=cast.viewer("budi"),
        organisation_id=cast.a,
        name="what_amir_said.txt",
        content=[b"Words."],
        sharing_as=Sharing(Level.CLEAR, chatham=True),
    )
    nameless = document("Words.", title="")
    keep_reading(
        source_id=made, document=nameless, passages=(), signature=b"", findings=(), seconds=0.0
    )
    assert source(cast.viewer("budi"), made).title == "What amir said"
    assert source(cast.viewer("dina"), made).title == "A source without a title"
    shown = source(cast.viewer("budi"), made)
    seen = SourceDetails(title=shown.title, country="MY")
    describe_source(viewer=cast.viewer("budi"), source_id=made, details=seen)
    assert source(cast.viewer("dina"), made).title == "A source without a title"
    later = replace_source(
        viewer=cast.viewer("budi"), source_id=made, name="second.txt", content=[b"Other words."]
    )
    assert Source.objects.get(pk=later).title == ""
    said = SourceDetails(title="What was said of the market")
    describe_source(viewer=cast.viewer("budi"), source_id=made, details=said)
    assert source(cast.viewer("dina"), made).title == "What was said of the market"


@pytest.mark.django_db
def test_a_title_that_was_stated_is_one_even_where_the_file_is_called_alike(cast: Cast) -> None:
    made = read_source(cast.viewer("budi"), cast.a, "Words.", title="Three markets", chatham=True)
    assert Source.objects.get(pk=made).file_name == "Three markets.txt"
    assert source(cast.viewer("dina"), made).title == "Three markets"


@pytest.mark.django_db
def test_a_source_without_a_title_is_found_by_the_name_of_its_file(cast: Cast) -> None:
    made = read_source(cast.viewer("budi"), cast.a, "Words.")
    Source.objects.filter(pk=made).update(title="", file_name="ochre_market.txt")
    titles = [each.text for each in IndexedSources().texts(made) if each.part == "title"]
    assert titles == ["Ochre market"]
