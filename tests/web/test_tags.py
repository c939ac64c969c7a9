"""Words marked in a text, lamps counted, where a link leads."""

from __future__ import annotations

from html import unescape
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balai.web.templatetags.balai import (
    direction_of,
    first_marked,
    lit,
    marked,
    pieces,
    share_of,
    silent,
    speaking,
)


def test_marked_words_stand_in_mark_and_the_rest_is_escaped() -> None:
    assert marked("a <b> c", [(2, 5)]) == "a <mark>&lt;b&gt;</mark> c"


def test_overlapping_kinds_nest_in_one_order() -> None:
    html = marked("abcd", [(1, 3, "finding"), (0, 2)])
    assert html == '<mark>a</mark><mark><span class="pd">b</span></mark><span class="pd">c</span>d'


def test_marks_may_be_objects() -> None:
    assert marked("abc", [SimpleNamespace(start=1, end=2, kind="mask")]) == (
        'a<span class="masked">b</span>c'
    )


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(KeyError):
        marked("abc", [(0, 1, "loud")])


def test_marks_outside_the_text_mark_nothing() -> None:
    assert marked("abc", [(-3, 0), (3, 9), (2, 1)]) == "abc"


spans = st.lists(
    st.tuples(
        st.integers(-3, 30), st.integers(-3, 30), st.sampled_from(["words", "finding", "mask"])
    ),
    max_size=6,
)


@given(st.text(max_size=24), spans)
def test_the_pieces_are_the_text_again(text: str, marks: list[tuple[int, int, str]]) -> None:
    assert "".join(words for words, _ in pieces(text, marks)) == text


@given(st.text(max_size=24), spans)
def test_exactly_the_marked_characters_are_covered(
    text: str, marks: list[tuple[int, int, str]]
) -> None:
    covered = [kinds for words, kinds in pieces(text, marks) for _ in words]
    for at, kinds in enumerate(covered):
        assert kinds == {kind for start, end, kind in marks if start <= at < end}


@given(st.text(max_size=24), spans)
def test_nothing_of_the_text_can_become_markup(
    text: str, marks: list[tuple[int, int, str]]
) -> None:
    html = str(marked(text, marks))
    for tag in ("<mark>", "</mark>", '<span class="pd">', '<span class="masked">', "</span>"):
        html = html.replace(tag, "")
    assert "<" not in html
    assert unescape(html) == unescape(text.replace("&", "&amp;"))


def test_lit_gives_the_lit_lamps() -> None:
    on, off = SimpleNamespace(lit=True), SimpleNamespace(lit=False)
    assert lit([on, off]) == [on]


@pytest.mark.parametrize(
    ("language", "direction"),
    [("ar", "rtl"), ("en", "ltr"), ("ms", "ltr"), ("xx", "auto"), ("", "auto")],
)
def test_a_language_has_its_direction(language: str, direction: str) -> None:
    assert direction_of(language) == direction


@pytest.mark.parametrize(
    ("part", "whole", "width"), [(0, 10, 0), (5, 10, 128), (10, 10, 256), (12, 10, 256), (1, 0, 0)]
)
def test_a_meter_is_as_wide_as_its_share(part: float, whole: float, width: int) -> None:
    assert share_of(part, whole) == width


def row(**given: object) -> SimpleNamespace:
    return SimpleNamespace(**{"proposed": "", "level": "", "sure": True, "control": None, **given})


def test_only_rows_that_say_nothing_are_folded() -> None:
    wrong, right = SimpleNamespace(errors=["no"]), SimpleNamespace(errors=[])
    rows = [
        row(proposed="Need"),
        row(level="GREEN"),
        row(sure=False),
        row(control=wrong),
        row(control=right),
        row(),
    ]
    assert speaking(rows) == rows[:4]
    assert silent(rows) == rows[4:]


def test_the_first_block_with_marked_words_is_found() -> None:
    blocks = [SimpleNamespace(id="1", marks=()), SimpleNamespace(id="2", marks=((0, 1),))]
    assert first_marked(blocks) == "2"
    assert first_marked(blocks[:1]) == ""
