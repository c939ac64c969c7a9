import unicodedata
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balai.core.errors import Invalid
from balai.people.names import clean_name, clean_words, without_tricks

TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Siti   Nurhaliza ", "Siti Nurhaliza"),
        ("Ami\u202ena", "Amina"),
        ("\u2067Budi\u2069", "Budi"),
        ("Che\u200bn", "Chen"),
        ("Line\nbreak\tand\u2028more", "Line break and more"),
        ("Nul\x00l", "Nul l"),
        ("Zoe\u0308", "Zoë"),
        ("علی\u200cرضا", "علی\u200cرضا"),
        ("D’Souza-O'Neill (B.)", "D’Souza-O'Neill (B.)"),
    ],
)
def test_names_are_kept_as_they_are_read(typed: str, kept: str) -> None:
    assert clean_name(typed) == kept


@pytest.mark.parametrize("typed", ["", "   ", "\u202e", "—", "<b>Budi</b>", "a>b", "x" * 121])
def test_names_that_are_none_are_refused(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        clean_name(typed)
    assert "name" in refused.value.fields


@given(st.text())
@pytest.mark.asvs("2.2.1")
def test_nothing_that_turns_or_hides_text_is_left(text: str) -> None:
    cleaned = without_tricks(text)
    assert not set(cleaned) & set(TURNING)
    assert all(unicodedata.category(each) not in {"Cc", "Cs", "Zl", "Zp"} for each in cleaned)
    assert without_tricks(cleaned) == cleaned


@given(st.text())
def test_words_keep_their_lines_and_nothing_else_of_layout(text: str) -> None:
    cleaned = without_tricks(text, keep_lines=True)
    assert without_tricks(cleaned, keep_lines=True) == cleaned
    assert not set(cleaned.replace("\n", "")) & set(TURNING + "\r\t\x0b\x0c")


def test_words_that_are_too_long_are_refused_at_their_field() -> None:
    with pytest.raises(Invalid) as refused:
        clean_words("x" * 2001, field="community")
    assert set(refused.value.fields) == {"community"}


@pytest.mark.parametrize("text", ["y" * 10_000_000, "\u202e" * 10_000_000, "e\u0301" * 5_000_000])
@pytest.mark.asvs("2.2.1")
def test_ten_megabytes_are_refused_without_being_cleaned(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To clean them would hold a process for ten seconds."""
    monkeypatch.setattr("balai.people.names.without_tricks", lambda *_, **__: pytest.fail("read"))
    for clean in (clean_name, partial(clean_words, field="name")):
        with pytest.raises(Invalid) as refused:
            clean(text)
        assert set(refused.value.fields) == {"name"}
        assert len(refused.value.message) < 100


def test_marks_that_fall_away_do_not_make_a_text_too_long() -> None:
    assert clean_words("e\u0301" * 2000, field="described") == "\u00e9" * 2000
    assert clean_name("\u200bAmina\u202e" * 24) == "Amina" * 24
