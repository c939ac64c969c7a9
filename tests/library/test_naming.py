"""A source whose text states no title is called by its file, in words."""

from __future__ import annotations

import pytest

from balai.core.audience import Level
from balai.library.actions import Sharing, add_source, keep_reading, replace_source
from balai.library.models import Source
from balai.library.naming import is_from_file, title_from
from balai.library.queries import source
from tests.factories.library import document
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
    assert is_from_file(title, name)
    assert not is_from_file("Ward meetings of Ochre", name)


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
    later = replace_source(
        viewer=cast.viewer("budi"), source_id=made, name="second.txt", content=[b"Other words."]
    )
    assert Source.objects.get(pk=later).title == ""
