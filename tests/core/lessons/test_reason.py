from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balai.core.lessons import Reason, Rule
from balai.core.lessons.reason import read

WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=300)


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        (Reason(Rule.ITEM, version=2), "item/2"),
        (Reason(Rule.HEADING, "Pengajaran", version=2), "heading/2 | under=Pengajaran"),
        (
            Reason(Rule.MODEL, "Conclusions", ("must", "agreed"), version=3),
            "model/3 | under=Conclusions | must | agreed",
        ),
        (Reason(Rule.CUES, "", ("we learned",), version=2), "cues/2 | we learned"),
    ],
)
def test_a_reason_is_kept_as_one_line_and_read_again(reason: Reason, code: str) -> None:
    assert reason.code() == code
    assert read(code) == reason


@given(st.sampled_from(Rule), WORDS, st.lists(WORDS, max_size=5).map(tuple))
def test_a_code_fits_its_column_and_keeps_what_proposed(
    rule: Rule, heading: str, words: tuple[str, ...]
) -> None:
    code = Reason(rule, heading, words).code()
    again = read(code)
    assert len(code) <= 200
    assert again is not None
    assert again.rule is rule


@pytest.mark.parametrize(
    "kept", ["", "under the heading “X” (rules 1)", "guess/1", "item/", "item"]
)
def test_other_words_are_no_code(kept: str) -> None:
    assert read(kept) is None
