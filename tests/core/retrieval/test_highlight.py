from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from balai.core.retrieval import analyse, find_phrase, highlight, snippet

TEXT = "The community trusted its officers. Community policing: officers who listen."


def marked(text: str, words: str, phrases: tuple[str, ...] = (), language: str = "en") -> list[str]:
    return [text[a:b] for a, b in highlight(text, analyse(words, language), phrases, language)]


def test_words_of_the_query_are_marked_with_their_endings_and_nothing_else() -> None:
    assert marked(TEXT, "trust officer") == ["trusted", "officers", "officers"]
    assert marked(TEXT, "mistrust off") == []


def test_a_phrase_is_marked_where_it_stands_word_for_word() -> None:
    assert marked(TEXT, "", ("community policing",)) == ["Community policing"]
    assert marked(TEXT, "", ("policing community",)) == []
    assert find_phrase("La sécurité des Écoles", "securite des ecoles") == [(0 + 3, 22)]


def test_marks_are_joined_where_they_overlap() -> None:
    assert marked(TEXT, "policing", ("community policing",)) == ["Community policing"]


def test_thai_and_arabic_are_marked_at_their_words() -> None:
    assert marked("ตำรวจชุมชนและการป้องกัน", "ตำรวจ", language="th") == ["ตำรวจ"]
    assert marked("دور الشُّرطة المُجتمعية", "الشرطة", language="ar") == ["الشُّرطة"]


def test_a_snippet_shows_the_marks_and_says_where_it_was_cut() -> None:
    text = "Nothing to see. " * 40 + TEXT + " And so on." * 40
    found = snippet(text, highlight(text, analyse("trust", "en"), (), "en"), 200)
    assert [found.text[a:b] for a, b in found.marks] == ["trusted"]
    assert (found.cut_before, found.cut_after) == (True, True)
    assert text[found.start : found.end] == found.text


def test_a_short_text_is_shown_whole_and_a_long_one_without_marks_from_its_beginning() -> None:
    assert snippet(TEXT, ()).text == TEXT
    found = snippet("word " * 200, (), 100)
    assert (found.start, found.cut_before, found.cut_after) == (0, False, True)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab .\nกé", max_size=400), st.integers(20, 120))
def test_a_snippet_is_a_piece_of_its_text_with_marks_inside(text: str, length: int) -> None:
    marks = highlight(text, analyse("ab aa ba", ""), (), "")
    found = snippet(text, marks, length)
    assert text[found.start : found.end] == found.text
    assert len(found.text) <= max(length, 0) or len(text) <= length
    for start, end in found.marks:
        assert (found.start + start, found.start + end) in marks
