"""No text makes the finders slow: time grows with length, not faster.

Each text of 40,000 characters must be read in a second of processor time (it takes a tenth of
one); a pattern that backtracks without bound would take minutes, a quadratic one many seconds.
`bench/privacy.py` does the same with a megabyte.
"""

from __future__ import annotations

import time

import pytest

from balai.core.privacy import findings

LENGTH = 40_000
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
    assert time.process_time() - before < 1
