"""Arabic without capitals: given names, what they are tied to, and what is named after somebody."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balai.core.privacy import FindingType, Mark, MarkType, findings
from balai.core.privacy.arabic import is_ordinary, named_after


def named(text: str, *marks: Mark) -> list[str]:
    return [
        each.text for each in findings(text, "ar", marks=marks) if each.type is FindingType.NAME
    ]


def marked(text: str, words: str, sure: float = 0.9) -> Mark:
    at = text.index(words)
    return Mark(at, at + len(words), MarkType.NAME, sure)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("تحدث أحمد المصري في القاعة.", ["أحمد المصري"]),
        ("سلمنا الكتاب لفاطمة ولخديجة.", ["فاطمة", "خديجة"]),
        ("وصل عبد الرحمن متأخرا.", ["عبد الرحمن"]),
        ("التقينا كريم رشيد صباحا.", ["كريم رشيد"]),
        ("كان رجلا كريما في حال جميل.", []),
        ("عمر المشروع سنتان.", []),
        ("وقفنا في شارع محمد الخامس.", []),
        ("درس في مدرسة الإمام أحمد.", []),
        ("قرأ سيرة النبي محمد.", []),
        ("حضرت السيدة المسنة وجلس الشيخ الكبير.", []),
        ("زرنا مسجد الشيخ سالم الكبير.", []),
        ("السيد كامل رفع يده.", ["السيد كامل"]),
    ],
)
def test_given_names_and_titles(text: str, names: list[str]) -> None:
    assert named(text) == names


@pytest.mark.parametrize(
    ("text", "words", "sure", "names"),
    [
        ("كان درويد حاضرا.", "كان درويد", 0.9, ["درويد"]),
        ("جاء درويد ودانكو.", "ودانكو", 0.9, ["دانكو"]),
        ("جاء وليد مبكرا.", "وليد", 0.9, ["وليد"]),
        ("جاء درويد.", "درويد", 0.2, []),
        ("جاء الدرويدي.", "الدرويدي", 0.4, []),
        ("جاء الدرويدي.", "الدرويدي", 0.8, ["الدرويدي"]),
        ("كان صائما في رمضان.", "رمضان", 0.4, []),
        ("جاء درويد 42.", "درويد 42", 0.9, ["درويد"]),
        ("سورة درويد.", "درويد", 0.9, []),
    ],
)
def test_what_is_left_of_a_mark(text: str, words: str, sure: float, names: list[str]) -> None:
    assert named(text, marked(text, words, sure)) == names


@pytest.mark.parametrize(
    ("text", "words", "type_"),
    [
        ("سافروا إلى تونس.", "تونس", FindingType.PLACE),
        ("سافروا من مصر وتونس.", "وتونس", FindingType.PLACE),
        ("في شارع درويد.", "درويد", FindingType.PLACE),
        ("في جامعة درويد.", "درويد", FindingType.ORGANISATION),
    ],
)
def test_places_and_bodies_are_still_found(text: str, words: str, type_: FindingType) -> None:
    assert [each.type for each in findings(text, "ar", marks=[marked(text, words)])] == [type_]


def test_one_word_of_honour_may_stand_before_a_name() -> None:
    text = "مستشفى الملك درويد"
    assert named_after(text, text.index("درويد")) is not None
    assert named_after("قال الملك درويد", 10) is None


@pytest.mark.parametrize("word", ["ِ", "و", "ل", "ب", "للا"])
def test_very_short_words_are_asked_about_too(word: str) -> None:
    assert is_ordinary(word) in (True, False)


@given(
    st.text(alphabet="ابتدرسفلموينيةء ًَِ.12", max_size=60),
    st.lists(st.tuples(st.integers(0, 58), st.integers(1, 20), st.floats(0.01, 1)), max_size=5),
)
@settings(max_examples=150, deadline=None)
def test_whatever_is_marked_lies_in_the_text(
    text: str, drawn: list[tuple[int, int, float]]
) -> None:
    marks = [
        Mark(at, min(len(text), at + size), MarkType.NAME, sure)
        for at, size, sure in drawn
        if at < len(text)
    ]
    for each in findings(text, "ar", marks=marks):
        assert each.text == text[each.start : each.end] != ""
