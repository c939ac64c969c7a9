"""Marks beside patterns: codes stay what they are, names grow together, nothing overlaps."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balai.core.privacy import FindingType, Mark, MarkType, findings


def marked(text: str, words: str, type_: MarkType = MarkType.NAME, sure: float = 0.9) -> Mark:
    at = text.index(words)
    return Mark(at, at + len(words), type_, sure)


def seen(text: str, *marks: Mark) -> list[tuple[str, FindingType]]:
    return [(each.text, each.type) for each in findings(text, "en", marks=marks)]


def test_a_bare_name_is_found_and_says_why() -> None:
    text = "Then Wanjiru Odhiambo spoke."
    (found,) = findings(text, "en", marks=[marked(text, "Wanjiru Odhiambo")])
    assert (found.text, found.type, found.class_) == (
        "Wanjiru Odhiambo",
        FindingType.NAME,
        "direct",
    )
    assert str(found.why) == "it reads like a person’s name"


def test_a_name_grows_with_the_title_that_a_pattern_found() -> None:
    text = "Mr Tan Wei-something spoke."
    assert seen(text, marked(text, "Tan Wei-something")) == [
        ("Mr Tan Wei-something", FindingType.NAME)
    ]


def test_a_pattern_wins_on_codes() -> None:
    text = "Write to a.b@example.org or to Amina."
    assert seen(text, marked(text, "a.b@example.org"), marked(text, "Amina")) == [
        ("a.b@example.org", FindingType.EMAIL),
        ("Amina", FindingType.NAME),
    ]


def test_what_a_mark_adds_around_a_pattern_is_kept() -> None:
    text = "At Surau Al-Falah, 012-345 6789, Kajang they met."
    place = marked(text, "Surau Al-Falah, 012-345 6789, Kajang", MarkType.PLACE)
    assert seen(text, place) == [
        ("Surau Al-Falah,", FindingType.PLACE),
        ("012-345 6789", FindingType.PHONE),
        ("Kajang", FindingType.PLACE),
    ]


def test_a_sure_name_is_found_again_and_an_unsure_one_is_not() -> None:
    text = "Wanjiru Odhiambo spoke. In the end Odhiambo left."
    sure, unsure = (marked(text, "Wanjiru Odhiambo", sure=by) for by in (0.9, 0.4))
    assert [words for words, _ in seen(text, sure)] == ["Wanjiru Odhiambo", "Odhiambo"]
    assert [words for words, _ in seen(text, unsure)] == ["Wanjiru Odhiambo"]


def test_a_mark_of_another_text_is_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        findings("Short.", "en", marks=[Mark(3, 40, MarkType.NAME, 0.9)])


TEXT = "Mr Tan, 34, of 12 Jalan Melati 3, a.b@example.org, met Siti binti Osman on 3 May 2019. "


def test_a_comma_in_a_mark_does_not_hide_the_age_behind_it() -> None:
    found = findings(TEXT, "en", marks=[Mark(0, 7, MarkType.NAME, 0.5)])
    assert "34" in [each.text for each in found]


@given(
    st.lists(
        st.tuples(
            st.integers(0, len(TEXT) - 2), st.integers(1, 30), st.sampled_from(list(MarkType))
        ),
        max_size=8,
    )
)
@settings(max_examples=80, deadline=None)
def test_every_letter_that_was_found_or_marked_is_covered(
    drawn: list[tuple[int, int, MarkType]],
) -> None:
    marks = [Mark(at, min(len(TEXT), at + size), kind, 0.5) for at, size, kind in drawn]
    everything = findings(TEXT, "en", marks=marks)
    covered = {at for each in everything for at in range(each.start, each.end)}
    before = {at for each in findings(TEXT, "en") for at in range(each.start, each.end)}
    letters = {at for each in marks for at in range(each.start, each.end) if TEXT[at].isalnum()}
    assert covered >= before | letters
    assert all(left.end <= right.start for left, right in pairwise(everything))
    assert all(TEXT[each.start : each.end] == each.text for each in everything)


def test_an_address_without_a_number_is_a_place() -> None:
    text = "In Ayn al-Sidr they met, and 12 Mill Lane was opened."
    marks = [marked(text, each, MarkType.ADDRESS) for each in ("Ayn al-Sidr", "12 Mill Lane")]
    assert dict(seen(text, *marks)) == {
        "Ayn al-Sidr": FindingType.PLACE,
        "12 Mill Lane": FindingType.ADDRESS,
    }


def test_words_that_are_never_names_are_none_whatever_the_head_says() -> None:
    text = "Illustration written for Balai. Balai Osman spoke on Monday."
    marks = [marked(text, "Balai"), marked(text, "Balai Osman"), marked(text, "Monday")]
    assert seen(text, *marks) == [("Balai Osman", FindingType.NAME)]
