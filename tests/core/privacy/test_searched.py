"""What is remembered about a text equals what looking anew would say."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from balai.core.privacy.cues import Cue
from balai.core.privacy.searched import Searched

CUE = Cue(r"tel(?:ephone)?\b", r"id (?:card|no)\b", exact=r"IC\b|ID\b")
TAILED = Cue(r"card\b", exact=r"IC\b", tail=r"[ :]{0,5}$")
PIECES = ["tel", "Telephone", "ID no", "ID card", "IC", "card", ":", " ", "é", "İ", "x" * 70, "12 "]
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=40).map(" ".join)


def anew(text: str, cue: Cue, at: int, reach: int) -> bool:
    for opening, flags in ((cue.words, re.IGNORECASE), (cue.exact, re.NOFLAG)):
        if opening is None:
            continue
        for match in re.compile(opening.words.pattern, flags).finditer(
            text, max(0, at - reach), at
        ):
            whole = opening.and_tail
            if whole is None or re.compile(whole.pattern, flags).match(text, match.start(), at):
                return True
    return False


@given(TEXTS, st.sampled_from([20, 60, 200]))
def test_a_cue_stands_before_a_number_or_not(text: str, reach: int) -> None:
    searched = Searched(text)
    for place in re.finditer(r"\d+", text):
        for cue in (CUE, TAILED):
            assert searched.has_cue((cue,), place.start(), reach) == anew(
                text, cue, place.start(), reach
            )


@given(st.text(max_size=80))
def test_small_letters_stand_where_the_capitals_stood(text: str) -> None:
    searched = Searched(text)
    assert len(searched.lowered) == len(text)


@given(st.text(alphabet="a1 \n", max_size=400), st.integers(40, 90), st.integers(60, 90))
def test_every_digit_near_a_letter_lies_in_one_stretch(text: str, before: int, after: int) -> None:
    stretches = Searched(text).around_digits(before, after)
    for place in re.finditer(r"a ?1|1 ?a", text):
        assert sum(start <= place.start() and place.end() <= end for start, end in stretches) == 1
    assert all(0 <= start < end <= len(text) for start, end in stretches)
    assert all(left[1] < right[0] for left, right in pairwise(stretches))
