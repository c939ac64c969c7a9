from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balai.core.retrieval import FieldFilter, parse_query


def test_words_phrases_exclusions_and_filters_are_told_apart() -> None:
    query = parse_query(
        'young people "community policing" -drugs -"zero tolerance" country:NZ kind:challenge'
    )
    assert query.text == "young people community policing"
    assert query.words == ("young", "people")
    assert query.phrases == ("community policing",)
    assert query.excluded_words == ("drugs",)
    assert query.excluded_phrases == ("zero tolerance",)
    assert query.filters == (FieldFilter("country", "NZ"), FieldFilter("kind", "challenge"))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("kanak-kanak", ("kanak-kanak",)),
        ("state-of-the-art", ("state-of-the-art",)),
        ('an "unbalanced quotation', ("an", "unbalanced", "quotation")),
        ("note: this", ("note:", "this")),
        ('"single"', ("single",)),
        ("- -- \"\" ''", ()),
        ("trust trust", ("trust",)),
    ],
)
def test_what_is_no_operator_is_words(typed: str, words: tuple[str, ...]) -> None:
    query = parse_query(typed)
    assert (query.words, query.phrases, query.filters) == (words, (), ())


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("Que faire ?", "Que faire ?"),
        ("Assez !! Que faire ? country:FR", "Assez !! Que faire ?"),
        ("ماذا نفعل ؟", "ماذا نفعل ؟"),
        ("? trust", "trust"),
        ('trust -? - note:? "?" . ;', "trust"),
        ("? !", ""),
    ],
)
def test_the_mark_of_a_question_belongs_to_it(typed: str, text: str) -> None:
    query = parse_query(typed)
    assert query.text == text
    assert query.is_empty == (not text)
    assert not any(set(word) <= set("?!؟") for word in query.words)


@pytest.mark.parametrize("quotes", ["“”", "«»", "„“", '""', "＂＂"])
def test_quotation_marks_of_every_language_make_a_phrase(quotes: str) -> None:
    assert parse_query(f"x {quotes[0]}a safe  street{quotes[1]}").phrases == ("a safe street",)


def test_a_filter_takes_a_quoted_value_and_a_minus() -> None:
    assert parse_query('organisation:"Harbour Police" -kind:need').filters == (
        FieldFilter("organisation", "Harbour Police"),
        FieldFilter("kind", "need", excluded=True),
    )


def test_an_unknown_field_is_read_as_words() -> None:
    assert parse_query("colour:red").words == ("colour", "red")
    assert parse_query("colour:red", fields={"colour"}).filters == (FieldFilter("colour", "red"),)


def test_ten_thousand_words_are_read_and_a_few_looked_up() -> None:
    query = parse_query(" ".join(f"word{n}" for n in range(10_000)))
    assert len(query.words) == 128
    assert query.text.startswith("word0 word1 ")


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab -\"“”:'()*^\t\n\x00ก警é"), max_size=60))
def test_reading_never_fails_and_reading_again_changes_nothing(text: str) -> None:
    query = parse_query(text)
    assert parse_query(text) == query
    assert all(word.strip() == word and word for word in query.words)
    assert query.is_empty == (not query.words and not query.phrases)
