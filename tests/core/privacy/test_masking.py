"""Masked text equals its source outside the masks, and offsets map both ways."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balai.core.errors import Invalid
from balai.core.privacy import FindingType, findings, mask, mask_style
from balai.core.privacy.masking import Cover, Masked, mask_languages

TEXTS = st.text(alphabet="ab c\n«é[]", max_size=60)


@st.composite
def text_and_covers(draw: st.DrawFn) -> tuple[str, list[Cover]]:
    text = draw(TEXTS.filter(bool))
    covers = []
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        phrase = draw(st.sampled_from(["", "", "[a leader]", "x"]))
        covers.append((start, end, draw(st.sampled_from(["name", "phone"])), phrase))
    return text, covers


@given(text_and_covers())
def test_outside_its_masks_it_is_the_source_word_for_word(
    drawn: tuple[str, list[Cover]],
) -> None:
    text, covers = drawn
    masked = mask(text, covers)
    assert masked.agrees_with(text)
    hidden = {at for start, end, _, _ in covers for at in range(start, end)}
    assert {at for place in masked.places for at in range(place.start, place.end)} == hidden
    for at, char in enumerate(text):
        if at not in hidden:
            there = masked.to_masked(at)
            assert masked.text[there] == char
            assert masked.to_original(there) == at


@given(text_and_covers(), st.data())
def test_a_span_goes_there_and_back_to_itself_or_more(
    drawn: tuple[str, list[Cover]], data: st.DataObject
) -> None:
    text, covers = drawn
    masked = mask(text, covers)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    shown_start, shown_end = masked.span_to_masked(start, end)
    assert 0 <= shown_start < shown_end <= len(masked.text)
    back_start, back_end = masked.span_to_original(shown_start, shown_end)
    assert back_start <= start
    assert back_end >= end
    hidden = {at for first, last, _, _ in covers for at in range(first, last)}
    assert set(range(back_start, start)) <= hidden
    assert set(range(end, back_end)) <= hidden


@given(text_and_covers(), st.data())
def test_a_source_that_says_otherwise_does_not_agree(
    drawn: tuple[str, list[Cover]], data: st.DataObject
) -> None:
    text, covers = drawn
    masked = mask(text, covers)
    hidden = {at for first, last, _, _ in covers for at in range(first, last)}
    shown = [at for at in range(len(text)) if at not in hidden]
    if shown:
        at = data.draw(st.sampled_from(shown))
        assert not masked.agrees_with(text[:at] + "Z" + text[at + 1 :])
    assert not masked.agrees_with(text + "Z")


def test_findings_are_shown_by_their_kind() -> None:
    text = "Encik Ahmad bin Ali, 012-345 6789, No. K/P 850312-14-5678."
    masked = mask(text, findings(text))
    assert masked.text == "[name withheld], [number withheld], No. K/P [number withheld]."


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", "[name withheld]"),
        ("ms", "[nama dirahsiakan]"),
        ("fr", "[nom retiré]"),
        ("nl", "[naam weggelaten]"),
        ("id", "[nama dirahasiakan]"),
        ("th", "[ปกปิดชื่อ]"),
        ("ar", "[الاسم محجوب]"),
        ("es", "[nombre omitido]"),
        ("xx", "[name withheld]"),
    ],
)
def test_masks_speak_the_language_of_the_reader(language: str, shown: str) -> None:
    assert mask("Ali", [(0, 3, "name", "")], mask_style(language)).text == shown


@pytest.mark.parametrize("type_", list(FindingType))
def test_every_type_has_a_mask_in_every_language(type_: FindingType) -> None:
    for language in mask_languages():
        label = mask_style(language).label(type_)
        assert label.startswith("[")
        assert label.endswith("]")


def test_a_phrase_of_ones_own_and_a_mask_already_in_the_source() -> None:
    text = "[name withheld] met Imam Daud in Tumpat."
    masked = mask(text, [(20, 29, "name", "a community leader"), (33, 39, "address", "")])
    assert masked.text == "[name withheld] met a community leader in [address withheld]."
    assert masked.agrees_with(text)
    assert text[slice(*masked.span_to_original(20, 38))] == "Imam Daud"


def test_overlapping_covers_are_one_mask() -> None:
    masked = mask("abcdef", [(0, 3, "name", ""), (2, 5, "phone", ""), (0, 2, "age", "")])
    assert masked.text == "[name withheld]f"
    assert len(masked.places) == 1


@pytest.mark.parametrize("cover", [(0, 0), (2, 1), (-1, 2), (3, 9)])
def test_a_cover_outside_the_text_is_refused(cover: tuple[int, int]) -> None:
    with pytest.raises(Invalid, match="does not lie in a text of 4 characters"):
        mask("abcd", [(*cover, "name", "")])


def test_forged_places_do_not_agree() -> None:
    masked = mask("abcdef", [(2, 4, "name", "")])
    place = masked.places[0]
    assert not Masked(masked.text, (replace(place, start=1),)).agrees_with("abcdef")
    assert not Masked(masked.text, (place, place)).agrees_with("abcdef")
    assert not Masked(masked.text, (replace(place, end=9),)).agrees_with("abcdef")
