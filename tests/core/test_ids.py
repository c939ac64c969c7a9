"""Identifiers: ULIDs that sort by time and carry what went in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balai.core.ids import ALPHABET, LENGTH, is_id, make_id

TIMES = st.integers(0, (1 << 48) - 1)
ENTROPY = st.binary(min_size=10, max_size=10)


def _decoded(text: str) -> tuple[int, bytes]:
    number = 0
    for char in text:
        number = number * 32 + ALPHABET.index(char)
    return number >> 80, (number & ((1 << 80) - 1)).to_bytes(10, "big")


@given(TIMES, ENTROPY)
def test_an_identifier_carries_its_time_and_entropy(time: int, entropy: bytes) -> None:
    made = make_id(time, entropy)
    assert len(made) == LENGTH
    assert is_id(made)
    assert _decoded(made) == (time, entropy)


@given(TIMES, TIMES, ENTROPY, ENTROPY)
def test_identifiers_sort_by_time(one: int, two: int, first: bytes, second: bytes) -> None:
    if one < two:
        assert make_id(one, first) < make_id(two, second)


def test_the_example_of_the_specification() -> None:
    """01ARZ3NDEKTSV4RRFFQ69G5FAV stands in the ULID specification."""
    example = "01ARZ3NDEKTSV4RRFFQ69G5FAV"
    assert is_id(example)
    assert make_id(*_decoded(example)) == example
    assert make_id(0, bytes(10)) == "0" * 26
    assert make_id((1 << 48) - 1, b"\xff" * 10) == "7" + "Z" * 25


@pytest.mark.parametrize("time", [-1, 1 << 48])
def test_a_time_out_of_range_is_refused(time: int) -> None:
    with pytest.raises(ValueError, match="48 bits"):
        make_id(time, bytes(10))


@pytest.mark.parametrize("size", [0, 9, 11])
def test_other_entropy_is_refused(size: int) -> None:
    with pytest.raises(ValueError, match="ten bytes"):
        make_id(0, bytes(size))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0" * 25,
        "0" * 27,
        "8" + "0" * 25,
        "01ARZ3NDEKTSV4RRFFQ69G5FAU",
        "01arz3ndektsv4rrffq69g5fav",
        "01ARZ3NDEKTSV4RRFFQ69G5FAI",
        "01ARZ3NDEKTSV4RRFFQ69G5FAV\n",
        "٠" * 26,
        "../../../../../etc/passwd0",
    ],
)
def test_what_is_no_identifier(text: str) -> None:
    assert not is_id(text)
