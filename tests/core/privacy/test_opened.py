"""A rewritten pattern matches what the plain one matched, and refuses what it cannot rewrite."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balai.core.privacy.opened import opened

WORDS = (
    r"born\b|birth ?(?:day|date)|(?:full |first )?names?|[nv]oor|d\.?o\.?b|(?i:il|elle) a|née?s?"
)
PIECES = ["born", "birthday", "full name", "names", "Voor", "dob", "d.o.b", "IL a", "nées", "Ni"]
TEXTS = st.lists(st.sampled_from([*PIECES, " ", ".", "x", "B"]), max_size=12).map("".join)


@given(TEXTS, st.booleans())
def test_it_matches_what_the_plain_pattern_matches(text: str, ignore_case: bool) -> None:
    flags = re.IGNORECASE if ignore_case else re.NOFLAG
    plain = re.compile(rf"(?<![^\W\d_])(?:{WORDS})", flags)
    fast = re.compile(opened(WORDS, ignore_case=ignore_case))
    assert [each.span() for each in fast.finditer(text)] == [
        each.span() for each in plain.finditer(text)
    ]


@pytest.mark.parametrize("words", [r"\bCC", "a|.b", "", "x*y", "(?:ab)+c"])
def test_what_cannot_be_rewritten_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match="begin"):
        opened(words)
