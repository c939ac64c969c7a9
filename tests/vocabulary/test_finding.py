"""Terms found in sentences of several languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balai.vocabulary import queries
from balai.vocabulary.finding import PhraseIndex, fold


def codes(scheme: str, text: str) -> list[str]:
    return [term.code for term in queries.find(scheme, text)]


@pytest.mark.parametrize(
    ("scheme", "text", "expected"),
    [
        ("approaches", "Restorative justice was tried in two towns.", ["A6"]),
        ("approaches", "POLIS KOMUNITI dan rondaan kaki", ["A1"]),
        ("approaches", "Des contre-discours et une ligne d’écoute", ["A18", "A15"]),
        ("approaches", "Een wijkagent werkt er al tien jaar.", ["A1"]),
        ("approaches", "โครงการตำรวจประจำชุมชนในเมือง", ["A1"]),
        ("actors", "The imams and the schools met the mayor.", ["R14", "R10", "R8"]),
        ("settings", "dans les lieux de culte", ["S4"]),
        ("outcomes", "Kepercayaan awam meningkat", ["O1"]),
        ("drivers", "corruptie en straffeloosheid", ["D3"]),
        ("unintended-outcomes", "plaintes pour contrôle au faciès", ["X3"]),
        ("approaches", "Nothing of the kind.", []),
        ("approaches", "", []),
    ],
)
def test_terms_named_in_a_sentence(scheme: str, text: str, expected: list[str]) -> None:
    assert codes(scheme, text) == expected


def test_the_term_named_most_often_comes_first() -> None:
    text = "A mentor met a helpline worker; two mentors later, mentoring went on."
    assert codes("approaches", text) == ["A14", "A15"]


def test_the_longer_of_two_names_stands() -> None:
    text = "They hold a community forum."
    mentions = queries.mentions("approaches", text)
    assert [(found.term.code, text[found.start : found.end]) for found in mentions] == [
        ("A2", "community forum")
    ]


def test_part_of_a_word_is_not_found() -> None:
    assert codes("settings", "The parkers are marketing.") == []


def test_forms_of_a_word_meet() -> None:
    assert fold("Réseaux") == fold("reseau")
    assert fold("Schools") == fold("school")
    assert fold("bus") == "bus"


@given(st.text(max_size=200))
def test_every_mention_lies_in_the_text_in_order(text: str) -> None:
    for scheme in ("approaches", "actors"):
        places = [(found.start, found.end) for found in queries.mentions(scheme, text)]
        assert places == sorted(places)
        assert all(0 <= start < end <= len(text) for start, end in places)


@given(
    st.lists(st.sampled_from(["police", "forum", "local", "school", "écoles", "x"]), max_size=12),
    st.lists(
        st.lists(st.sampled_from(["police", "forum", "local", "school"]), min_size=1, max_size=3),
        max_size=5,
    ),
)
def test_a_phrase_in_the_text_is_found_unless_a_longer_one_covers_it(
    words: list[str], phrases: list[list[str]]
) -> None:
    index = PhraseIndex()
    for number, phrase in enumerate(phrases):
        index.add(" ".join(phrase), str(number))
    text = " ".join(words)
    found = list(index.occurrences(text))
    covered = {place for _, start, end in found for place in range(start, end)}
    for phrase in phrases:
        start = f" {text} ".find(f" {' '.join(phrase)} ")
        if start >= 0:
            assert covered & set(range(start, start + len(" ".join(phrase))))
    for stands_for, start, end in found:
        assert [fold(word) for word in text[start:end].split()] == [
            fold(word) for word in phrases[int(stands_for)]
        ]
