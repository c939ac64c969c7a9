"""No text makes the finders slow: time grows with length, not faster.

Each text of 40,000 characters must be read in three seconds of processor time (it takes a tenth of
one where nothing else runs); a pattern that backtracks without bound would take minutes, a
quadratic one many seconds. `bench/privacy.py` does the same with a megabyte.
"""

from __future__ import annotations

import time

import pytest

from balai.core.privacy import findings
from tests.core.privacy.dense import KINDS, dense

LENGTH = 40_000
MOST = 3.0
"""Seconds of processor time; beside other work a core counts more of them for the same."""
UNITS = [
    "a",
    "A",
    "A ",
    "1",
    "1 ",
    "1-",
    "(1)",
    "@",
    "a@",
    "a.",
    " ",
    "\n",
    "Mr ",
    "Ali bin ",
    "12 Xx ",
    "Xx",
    "12 rue de la ",
    "born ",
    "case no. ",
    "case no. 123/45, ",
    "นาย",
    "السيد ",
    "+60 12-345 6789 ",
    "GB82 WEST 1234 ",
    "123 456 789 ",
    "http://a/",
    "IC 12345 ",
    "f:",
    "M. ",
    "Encik Encik ",
    "MR ",
    "A1 ",
    "AB 1 ",
    "1 a",
    "12 A",
    "12 May 2019 ",
    "aged 34 ",
    "born 1 ",
    "12 Aa Street, ",
    "เลขที่ 1 ถนนก ",
    "محمد بن ",
    "ก",
    "ا",
]


@pytest.mark.parametrize("unit", UNITS)
def test_repeated_pieces_are_read_in_linear_time(unit: str) -> None:
    findings("Mr Tan, 012-345 6789")  # patterns are compiled at the first scan
    text = (unit * (LENGTH // len(unit) + 1))[:LENGTH]
    before = time.process_time()
    findings(text)
    assert time.process_time() - before < MOST


@pytest.mark.parametrize("kind", KINDS)
def test_four_times_the_text_takes_about_four_times_as_long(kind: str) -> None:
    """What is quadratic takes sixteen times as long; twice as much is left to a busy machine.

    Below a tenth of a second the clock says more about the machine than about the text; where a
    measurement fails it is made again, for what is slow by nature is slow every time.
    """
    findings("Mr Tan, 012-345 6789")
    text = dense(kind, LENGTH)
    assert any(_grows_with_length(text) for _ in range(3))


def _grows_with_length(text: str) -> bool:
    quarter, whole = _seconds(text[: LENGTH // 4]), _seconds(text)
    return whole < max(0.1, 8 * quarter) and whole < 1


def _seconds(text: str) -> float:
    before = time.process_time()
    findings(text)
    return time.process_time() - before
