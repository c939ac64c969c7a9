from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given

from balai.core.passages.normalise import join_lines, normalise, normalise_lines
from tests.core.passages.samples import words


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("e\u0301tat", "état"),
        ("o\ufb03cers and \ufb01les", "officers and files"),
        ("co\u00adoperation", "cooperation"),
        ("a\u202eb\u202cc\u2066d\u2069", "abcd"),
        ("tab\there\u00a0and\u2003there", "tab here and there"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\ufee3\ufeae\ufea3\ufe92\ufe8e", "مرحبا"),
        ("\ufdfa", "\ufdfa"),
        ("\uf0b7 item", "• item"),
        ("bell\x07 and null\x00", "bell and null"),
        ("lone \ud800 surrogate", "lone \ufffd surrogate"),
        ("hidden\U000e0041\U000e0042 tags", "hidden tags"),
    ],
)
def test_what_is_kept(raw: str, kept: str) -> None:
    assert normalise(raw) == kept


@given(words)
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert once == once.strip()
    assert "  " not in once
    assert "\n" not in once


@given(words)
def test_lines_are_kept(text: str) -> None:
    assert normalise(normalise_lines(text)) == normalise(text)


@pytest.mark.parametrize(
    ("lines", "known", "joined"),
    [
        (["the com-", "munity met"], (), "the community met"),
        (["the com\u00ad", "munity"], (), "the community"),
        (["a community-", "oriented unit"], ("community-oriented",), "a community-oriented unit"),
        (["a co-", "operation"], ("cooperation",), "a cooperation"),
        (["masing-", "masing pihak"], (), "masing-masing pihak"),
        (["Anti-", "Terrorism Act"], (), "Anti-Terrorism Act"),
        (["non-", "violent"], (), "non-violent"),
        (["from 2013-", "14 on"], (), "from 2013-14 on"),
        (["one line", "and the next"], (), "one line and the next"),
        (["ตำรวจพบ", "กับชุมชน"], (), "ตำรวจพบกับชุมชน"),
        (["警察与社", "区见面"], (), "警察与社区见面"),
        (["see https://example.org/", "report"], (), "see https://example.org/report"),
        (["", "only", "  "], (), "only"),
    ],
)
def test_lines_are_joined(lines: list[str], known: tuple[str, ...], joined: str) -> None:
    assert join_lines(lines, known) == joined


def test_many_lines_are_joined_in_time_that_grows_with_their_number() -> None:
    assert len(join_lines(["a line of a very long paragraph"] * 50_000)) == 50_000 * 32 - 1
