from __future__ import annotations

from hypothesis import given

from balai.core.passages.assemble import assemble
from balai.core.passages.document import BlockKind, Document, RawBlock, SetAside
from tests.core.passages.samples import documents

LONG = (
    "The officers of the ward met the residents every second week and wrote down what was agreed."
)


def test_blocks_are_joined_by_one_newline_and_pages_by_two() -> None:
    raw = [RawBlock(1, "One"), RawBlock(1, "two"), RawBlock(2, "three")]
    made = assemble(raw, format="text", pages=2)
    assert made.text == "One\ntwo\n\nthree"
    assert [made.words_of(block) for block in made.blocks] == ["One", "two", "three"]
    assert made.page_at(made.text.index("three")) == 2


def test_a_marker_is_part_of_the_text_once() -> None:
    raw = [
        RawBlock(1, "Train the officers", BlockKind.LIST_ITEM, marker="76.1."),
        RawBlock(1, "(a) Train the staff", BlockKind.LIST_ITEM, marker="(a)"),
    ]
    assert assemble(raw, format="text").text == "76.1. Train the officers\n(a) Train the staff"


def test_a_block_without_words_is_dropped() -> None:
    raw = [RawBlock(1, " \u200b "), RawBlock(1, "-----"), RawBlock(1, "words")]
    assert assemble(raw, format="text").text == "words"


def test_what_was_set_aside_is_a_part_where_its_page_has_words() -> None:
    raw = [RawBlock(1, "words"), RawBlock(2, "-----")]
    aside = [SetAside(1, "list-of-people"), SetAside(2, "list-of-people")]
    made = assemble(raw, format="pdf", pages=2, set_aside=aside)
    assert [(each.page, each.whole) for each in made.set_aside] == [(1, False), (2, True)]


def test_a_table_keeps_its_rows() -> None:
    raw = [RawBlock(1, "Year | Posts\n\n2019  |  4", BlockKind.TABLE)]
    assert assemble(raw, format="docx").text == "Year | Posts\n2019 | 4"


def test_the_language_is_that_of_most_words_and_short_blocks_follow_it() -> None:
    def detect(text: str) -> str:
        return "fr" if "police" in text else "en"

    raw = [
        RawBlock(1, LONG),
        RawBlock(1, LONG),
        RawBlock(1, LONG + " police"),
        RawBlock(1, "police"),
    ]
    made = assemble(raw, format="text", detect=detect)
    assert made.language == "en"
    assert [block.language for block in made.blocks] == ["en", "en", "fr", "en"]


@given(documents())
def test_nothing_but_newlines_lies_outside_the_blocks(document: Document) -> None:
    at = 0
    for block in document.blocks:
        assert set(document.text[at : block.start]) <= {"\n"}
        assert document.words_of(block).strip() == document.words_of(block) != ""
        at = block.end
    assert at == len(document.text)
