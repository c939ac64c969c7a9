"""Small groups stay hidden, also from whoever subtracts."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balai.core.errors import Invalid
from balai.core.privacy import suppress_small
from balai.core.privacy.suppression import Key, SuppressedTable


def test_a_small_cell_takes_another_with_it() -> None:
    table = suppress_small({"often": 40, "seldom": 12, "never": 3})
    assert table.cells == {("often",): 40, ("seldom",): None, ("never",): None}
    assert table.totals == {(None,): 55}


def test_nothing_small_nothing_hidden() -> None:
    table = suppress_small({("a", "x"): 10, ("a", "y"): 20, ("b", "x"): 30, ("b", "y"): 40})
    assert None not in table.cells.values()
    assert table.totals == {
        (None, "x"): 40,
        (None, "y"): 60,
        ("a", None): 30,
        ("b", None): 70,
        (None, None): 100,
    }


def test_zero_is_shown_and_a_small_total_is_not() -> None:
    table = suppress_small({"yes": 4, "no": 0})
    assert table.cells == {("yes",): None, ("no",): 0}
    assert table.totals == {(None,): None}


def test_a_table_in_two_dimensions() -> None:
    counts = {
        (row, column): 20 + 5 * place for place, (row, column) in enumerate(product("abc", "xyz"))
    }
    table = suppress_small(counts | {("b", "y"): 2})
    hidden = {key for key, count in table.cells.items() if count is None}
    assert ("b", "y") in hidden
    assert len(hidden) == 4
    assert None not in table.totals.values()


@pytest.mark.parametrize("limit", [4, 0, -1])
def test_a_limit_below_the_floor_is_refused(limit: int) -> None:
    with pytest.raises(Invalid, match="Groups smaller than 5"):
        suppress_small({"a": 1}, limit)


def test_what_is_no_table_is_refused() -> None:
    with pytest.raises(Invalid, match="below zero"):
        suppress_small({"a": -1})
    with pytest.raises(Invalid, match="dimensions"):
        suppress_small({("a", "b"): 1, ("a",): 2})
    assert suppress_small({}) == SuppressedTable({}, {})


@st.composite
def tables(draw: st.DrawFn) -> dict[tuple[str, ...], int]:
    rows, columns = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    small = st.one_of(st.integers(0, 12), st.integers(0, 60))
    if draw(st.booleans()):
        return {(f"r{row}",): draw(small) for row in range(rows * columns)}
    cells = product(range(rows), range(columns))
    return {(f"r{row}", f"c{column}"): draw(small) for row, column in cells}


def _rank(rows: list[list[int]]) -> int:
    import numpy

    return int(numpy.linalg.matrix_rank(numpy.array(rows))) if rows else 0


def _equations(unknown: list[Key], every: list[Key]) -> list[list[int]]:
    """The sums that the table states, over the hidden values only, written independently."""
    rows = []
    for total in every:
        for axis, name in enumerate(total):
            if name is None:
                row = [0] * len(unknown)
                for at, key in enumerate(unknown):
                    if key == total:
                        row[at] = -1
                    elif (
                        key[axis] is not None
                        and key[:axis] + key[axis + 1 :] == total[:axis] + total[axis + 1 :]
                    ):
                        row[at] = 1
                rows.append(row)
    return rows


@given(tables(), st.sampled_from([5, 10, 15]))
@settings(max_examples=120, deadline=None)
def test_no_small_count_is_shown_and_none_follows(
    counts: dict[tuple[str, ...], int], limit: int
) -> None:
    table = suppress_small(counts, limit)
    every = {**table.cells, **table.totals}
    assert all(count is None or count == 0 or count >= limit for count in every.values())
    assert all(count is None or count == counts.get(key, 0) for key, count in table.cells.items())
    unknown = [key for key, count in every.items() if count is None]
    rows = _equations(unknown, list(every))
    rank = _rank(rows)
    for at in range(len(unknown)):
        single = [int(place == at) for place in range(len(unknown))]
        assert _rank([*rows, single]) == rank + 1, f"{unknown[at]} follows from what is shown"


@given(tables())
@settings(max_examples=60, deadline=None)
def test_what_is_hidden_in_a_line_is_not_itself_small(
    counts: dict[tuple[str, ...], int],
) -> None:
    table = suppress_small(counts)
    for total, count in table.totals.items():
        if count is None:
            continue
        for axis, name in enumerate(total):
            if name is None:
                line = [
                    (key, shown)
                    for key, shown in {**table.cells, **table.totals}.items()
                    if key[axis] is not None
                    and key[:axis] + key[axis + 1 :] == total[:axis] + total[axis + 1 :]
                ]
                if any(shown is None for _, shown in line):
                    assert count - sum(shown or 0 for _, shown in line) >= 10


@given(tables())
@settings(max_examples=30, deadline=None)
def test_the_same_table_is_suppressed_the_same(counts: dict[tuple[str, ...], int]) -> None:
    assert suppress_small(counts) == suppress_small(dict(reversed(counts.items()))) or not counts
