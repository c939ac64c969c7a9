"""A mark found in cleaned text must be shown where it stands in the original."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from balai.foundation.embedding.aligned import align
from balai.foundation.embedding.cleaning import clean
from balai.foundation.embedding.windows import TOKENS, windows

NO_JAMO = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters=map(chr, range(0x1100, 0x1200))),
    max_size=40,
)


@given(NO_JAMO)
@example("ﬁ  ①\u0301\x00\n\tกำ")
@example("e\u0301tat — ｗｉｄｅ ﷺ")
def test_places_are_in_order_and_within_the_text(text: str) -> None:
    made = align(text, {})
    assert len(made.text) == len(made.starts) == len(made.ends)
    assert all(
        0 <= start < end <= len(text) for start, end in zip(made.starts, made.ends, strict=True)
    )
    assert made.starts == sorted(made.starts)
    assert "  " not in made.text
    assert made.text == made.text.strip(" ")


@pytest.mark.parametrize(
    "text",
    ["Plain words, and more.", "l’état   d\u0065\u0301fait", "ﬁn de\tligne\n", "นำ้ใจ กำลัง",
     "السيد محمد", "ﷺ", "ＡＢＣ １２", "a\u00a0b", "\ud800x", " lead and trail "],
)  # fmt: skip
def test_it_is_the_text_that_the_encoder_reads(text: str) -> None:
    assert align(text, {}).text == clean(text)


def test_a_token_stands_where_it_was_written() -> None:
    text = "Le  cafe\u0301 ﬁn"
    made = align(text, {})
    at = made.text.index("café")
    low, high = made.place(at, at + 4)
    assert text[low:high] == "cafe\u0301"
    at = made.text.index("fin")
    assert text[slice(*made.place(at, at + 3))] == "ﬁn"
    assert made.place(2, 3)[0] == made.place(2, 3)[1]  # a space alone is nowhere


def words(text: str) -> int:
    return len(text.split())


@given(st.lists(st.sampled_from(["One two three. ", "x" * 900, "\n", "four ", "ก" * 700])))
def test_windows_cover_the_text_in_order(parts: list[str]) -> None:
    text = "".join(parts)
    made = list(windows(text, words))
    assert "".join(text[low:high] for low, high in made) == text


def test_windows_end_with_sentences_and_hold_what_is_read_at_once() -> None:
    text = "One two three four five. " * 120
    made = [text[low:high] for low, high in windows(text, words)]
    assert all(words(part) <= TOKENS for part in made)
    assert all(part.rstrip().endswith(".") for part in made)
    assert len(made) == 4
