from __future__ import annotations

import random

import numpy as np
import pytest

from balai.core.errors import Invalid
from balai.core.opinions.votes import Votes, in_order


def test_identifiers_are_in_one_order() -> None:
    assert in_order(["b", "10", "9", "a", "9"]) == ("9", "10", "a", "b")


def test_of_two_votes_on_one_cell_the_last_holds() -> None:
    votes = Votes.of([("a", "1", 1), ("b", "1", 0), ("a", "1", -1)])
    assert (len(votes), votes.said.tolist()) == (2, [-1, 0])


@pytest.mark.parametrize("said", [2, -2, 7])
def test_what_is_no_vote_is_refused(said: int) -> None:
    with pytest.raises(Invalid, match="A vote is 1"):
        Votes.of([("a", "1", said)])


def test_the_order_of_rows_changes_nothing() -> None:
    rows = [(f"p{p}", f"s{s}", (p * s) % 3 - 1) for p in range(9) for s in range(7)]
    first = Votes.of(rows)
    random.Random(4).shuffle(rows)
    second = Votes.of(rows)
    assert first.input_hash == second.input_hash
    assert first.centred().toarray().tobytes() == second.centred().toarray().tobytes()
    assert Votes.of(rows, left_out={"s1"}).input_hash != first.input_hash


def test_a_filled_and_centred_table_is_what_centred_says() -> None:
    votes = Votes.of([("a", "1", 1), ("b", "1", -1), ("b", "2", 1), ("c", "2", 0), ("c", "1", 1)])
    table = np.full((3, 2), np.nan)
    table[votes.who, votes.what] = votes.said
    filled = np.where(np.isnan(table), np.nanmean(table, axis=0), table)
    np.testing.assert_allclose(votes.centred().toarray(), filled - filled.mean(axis=0), atol=1e-12)


def test_counts_are_of_the_people_asked_for() -> None:
    votes = Votes.of([("a", "1", 1), ("b", "1", -1), ("b", "2", 0)], statements=["3"])
    assert [each.tolist() for each in votes.counts()] == [[1, 0, 0], [1, 0, 0], [2, 1, 0]]
    only_b = votes.counts(np.array([False, True]))
    assert [each.tolist() for each in only_b] == [[0, 0, 0], [1, 0, 0], [1, 1, 0]]
