"""Which statement comes next."""

from __future__ import annotations

from collections import Counter

import pytest

from balai.core.opinions.routing import Tally, in_turn, priority


@pytest.mark.parametrize(
    ("tally", "expected"),
    [
        # Pol.is's priority without extremity: [(1-(P+1)/(S+2)) (A+1)/(S+2) (1+8*2^(-S/5))]^2
        (Tally(), ((1 - 1 / 2) * (1 / 2) * 9) ** 2),
        (Tally(agree=5), ((1 - 1 / 7) * (6 / 7) * 5) ** 2),
        (Tally(agree=2, disagree=2, passed=1), ((1 - 2 / 7) * (3 / 7) * 5) ** 2),
    ],
)
def test_the_weight_is_the_published_one(tally: Tally, expected: float) -> None:
    assert priority(tally) == pytest.approx(expected, abs=1e-12)


def test_the_same_state_gives_the_same_person_the_same_order() -> None:
    tallies = {str(each): Tally(agree=each) for each in range(20)}
    backwards = dict(reversed(tallies.items()))
    assert in_turn("7", tallies) == in_turn("7", backwards)
    assert in_turn("7", tallies) != in_turn("8", tallies)
    assert sorted(in_turn("7", tallies)) == sorted(tallies)


def test_what_nobody_has_voted_on_comes_first_for_most() -> None:
    tallies = {"new": Tally(), **{f"old{each}": Tally(agree=20, disagree=20) for each in range(9)}}
    first = Counter(in_turn(str(person), tallies)[0] for person in range(300))
    assert first["new"] > 200
    assert len(first) > 3, "the others come as well"
