from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from balai.core.errors import Invalid, NotReady
from balai.core.passages.anchor import anchor, quote_hash, relocate
from balai.core.passages.document import Document, RawBlock
from tests.core.passages.samples import document, documents

AGREED = "Every ward keeps one officer for two years."


def at(made: Document, words: str, nth: int = 0) -> tuple[int, int]:
    start = -1
    for _ in range(nth + 1):
        start = made.text.index(words, start + 1)
    return start, start + len(words)


def test_words_are_found_on_their_new_page() -> None:
    old = document("Opening.", AGREED)
    new = document(
        RawBlock(1, "A new foreword."),
        RawBlock(2, "Opening."),
        RawBlock(3, AGREED),
        RawBlock(3, "End."),
    )
    found = relocate(anchor(old, *at(old, AGREED)), new)
    assert (found.quote, found.page) == (AGREED, 3)
    assert new.text[found.start : found.end] == AGREED


def test_only_spaces_may_differ() -> None:
    old = document("Every ward keeps one officer", "for two years.")
    new = document(AGREED)
    found = relocate(anchor(old, 0, len(old.text)), new)
    assert found.quote == AGREED
    assert found.hash == quote_hash(old.text)


def test_changed_words_are_refused() -> None:
    old = document(AGREED)
    with pytest.raises(NotReady) as refused:
        relocate(anchor(old, *at(old, AGREED)), document(AGREED.replace("two", "three")))
    assert refused.value.kind == "quote-gone"


def test_a_part_of_a_word_is_not_the_word() -> None:
    old = document("The art of listening.")
    with pytest.raises(NotReady):
        relocate(anchor(old, *at(old, "art")), document("The party listened."))


def test_what_stands_around_tells_two_places_apart() -> None:
    old = document(f"In the north: {AGREED} It held.", f"In the south: {AGREED} It failed.")
    new = document(
        "Preface.", f"In the south: {AGREED} It failed.", f"In the north: {AGREED} It held."
    )
    found = relocate(anchor(old, *at(old, AGREED, 1)), new)
    assert found.start == at(new, AGREED, 0)[0]


def test_two_places_alike_are_refused() -> None:
    old = document(f"Before. {AGREED} After.")
    new = document("Other words.", f"Different. {AGREED} Still.", f"Different. {AGREED} Still.")
    with pytest.raises(NotReady) as refused:
        relocate(anchor(old, *at(old, AGREED)), new)
    assert refused.value.kind == "quote-ambiguous"


@pytest.mark.parametrize("span", [(0, 0), (5, 2), (-1, 3), (0, 999)])
def test_a_place_without_words_has_no_anchor(span: tuple[int, int]) -> None:
    with pytest.raises(Invalid):
        anchor(document("Words."), *span)


@given(documents(), documents(), st.data())
def test_never_other_words(one: Document, other: Document, data: st.DataObject) -> None:
    assume(one.text)
    start = data.draw(st.integers(0, len(one.text) - 1))
    end = data.draw(st.integers(start + 1, min(len(one.text), start + 80)))
    assume(one.text[start:end].strip())
    old = anchor(one, start, end)
    assert one.text[old.start : old.end] == old.quote
    joined = replace(
        one,
        text=f"{other.text} {one.text}" if other.text else one.text,
        blocks=(),
    )
    for edition in (one, other, joined):
        try:
            found = relocate(old, edition)
        except NotReady:
            continue
        assert found.quote.split() == old.quote.split()
        assert edition.text[found.start : found.end] == found.quote
        assert found.hash == old.hash


@given(documents())
def test_a_block_that_stands_once_is_found_where_it_is(made: Document) -> None:
    for block in made.blocks:
        words = made.words_of(block)
        if made.text.count(words) == 1:
            found = relocate(anchor(made, block.start, block.end), made)
            assert (found.start, found.end) == (block.start, block.end)


def test_a_block_that_begins_with_a_combining_sign_is_found() -> None:
    made = document(RawBlock(1, "0"), RawBlock(1, "\u03000"))
    block = made.blocks[-1]
    found = relocate(anchor(made, block.start, block.end), made)
    assert (found.start, found.end) == (block.start, block.end)
