from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balai.core.opinions.analysing import analyse
from balai.core.opinions.results import Opinions
from balai.core.opinions.votes import Votes
from tests.core.opinions.rooms import room


def _rows(votes: Votes) -> list[tuple[str, str, int]]:
    return [
        (votes.participants[who], votes.statements[what], int(said))
        for who, what, said in zip(votes.who, votes.what, votes.said, strict=True)
    ]


def _typical(result: Opinions) -> int:
    return sum(len(group.typical) for group in result.groups)


def test_planted_groups_are_found_again() -> None:
    found = analyse(room(60, 40, apart=0.8))
    planted = [{f"p{n}" for n in range(24)}, {f"p{n}" for n in range(24, 60)}]
    assert found.shape == "separate"
    assert [len(group.members) for group in found.groups] == sorted(
        (len(group.members) for group in found.groups), reverse=True
    )
    for group in found.groups:
        assert max(len(planted_in & set(group.members)) for planted_in in planted) >= 0.9 * len(
            group.members
        )
    named = {each.stated.statement for group in found.groups for each in group.typical}
    differing = {each for each in named if int(each) < 12}
    assert len(differing) >= max(4, 0.8 * len(named)), "what they differ on is typical of them"
    assert found.grouped == len(found.places) == 60


def test_noise_carries_no_groups() -> None:
    """At most about one room in twenty is said to have groups, and hardly anything is typical."""
    results = [analyse(room(24, 30, seed=seed)) for seed in range(40)]
    assert sum(bool(each.groups) for each in results) <= 5
    assert not any(each.shape == "separate" for each in results)
    assert sum(_typical(each) for each in results) <= 0.02 * 40 * 30
    silent = next(each for each in results if not each.groups)
    assert silent.not_ready is not None
    assert silent.not_ready.code == "no-groups"
    assert silent.chance is not None
    assert silent.chance > 0.05


def test_any_order_of_the_votes_gives_the_same_result() -> None:
    votes = room(40, 30, apart=0.8, seed=3)
    first = analyse(votes)
    rows = _rows(votes)
    np.random.default_rng(5).shuffle(rows)
    again = analyse(Votes.of([(p, s, int(said)) for p, s, said in rows]))
    assert repr(first) == repr(again)


@pytest.mark.parametrize(
    ("people", "statements", "code"),
    [(4, 20, "too-few-people"), (11, 20, "too-few-people"), (30, 7, "too-few-statements")],
)
def test_a_small_room_is_told_why_there_are_no_groups(
    people: int, statements: int, code: str
) -> None:
    found = analyse(room(people, statements, apart=0.8))
    assert (found.groups, found.places, found.shape) == ((), (), "none")
    assert found.not_ready is not None
    assert found.not_ready.code == code


def test_no_group_has_fewer_than_five_people() -> None:
    votes = room(40, 30, apart=0.8, seed=1)
    lone = [(f"x{n}", f"{s}", 1 if s % 2 else -1) for n in range(3) for s in range(30)]
    found = analyse(Votes.of([*_rows(votes), *lone]))
    assert found.groups
    assert all(len(group.members) >= 5 for group in found.groups)


def test_everybody_votes_the_same() -> None:
    found = analyse(Votes.of((f"p{p}", f"{s}", 1) for p in range(20) for s in range(10)))
    assert found.groups == ()
    assert [each.share for each in found.agreed] == [1.0] * 10
    assert found.divisive == ()


def test_nobody_has_voted_on_what_another_did() -> None:
    found = analyse(Votes.of((f"p{p}", f"{p * 8 + s}", 1) for p in range(15) for s in range(8)))
    assert found.groups == ()
    assert len(found.uncertain) == 120


def test_no_votes_at_all() -> None:
    found = analyse(Votes.of([]))
    assert (found.participants, found.groups, found.agreed) == (0, (), ())


def test_a_statement_half_and_half_divides_a_room_without_groups() -> None:
    rows = [(f"p{n}", "1", 1 if n % 2 else -1) for n in range(30)]
    (divides,) = analyse(Votes.of([*rows, *((f"p{n}", "2", 1) for n in range(30))])).divisive
    assert (divides.statement, divides.spread) == ("1", 1.0)


def test_what_moderators_took_out_is_nowhere_in_the_result() -> None:
    votes = room(40, 30, apart=0.8, seed=3)
    found = analyse(Votes.of(_rows(votes), left_out={"0", "1"}))
    named = {each.stated.statement for group in found.groups for each in group.typical}
    named |= {each.statement for each in (*found.agreed, *found.divisive)} | set(found.uncertain)
    assert found.groups
    assert not named & {"0", "1"}


def test_groups_that_are_given_are_taken() -> None:
    votes = room(40, 30, apart=0.8)
    given_groups = {f"p{n}": n % 2 for n in range(30)} | {"unknown": 1}
    found = analyse(votes, given_groups)
    assert found.shape == "given"
    assert [set(group.members) for group in found.groups] == [
        {f"p{n}" for n in range(start, 30, 2)} for start in (0, 1)
    ]
    assert set(found.group_consensus) == set(votes.statements)
    assert analyse(votes, {"unknown": 1}).not_ready is not None


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([f"p{n}" for n in range(18)]),
            st.sampled_from([str(n) for n in range(12)]),
            st.sampled_from([-1, 0, 1]),
        ),
        max_size=250,
    )
)
def test_any_votes_have_a_result(rows: list[tuple[str, str, int]]) -> None:
    found = analyse(Votes.of(rows))
    assert bool(found.groups) != bool(found.not_ready)
    assert all(len(group.members) >= 5 for group in found.groups)
    assert all(
        0 <= each.interval[0] <= each.share <= each.interval[1] <= 1 for each in found.agreed
    )
