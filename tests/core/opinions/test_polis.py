from __future__ import annotations

from dataclasses import replace
from math import sqrt

import numpy as np
import pytest

from balai.core.opinions import polis
from balai.core.opinions.votes import Votes

ROWS = [
    *((f"a{n}", "1", 1) for n in range(6)),
    *((f"b{n}", "1", -1) for n in range(6)),
    *((f"{g}{n}", "2", 1) for g in "ab" for n in range(6)),
    *((f"{g}{n}", "3", (-1) ** n) for g in "ab" for n in range(6)),
]
VOTES = Votes.of(ROWS)
LABELS = np.array([0 if each.startswith("a") else 1 for each in VOTES.participants])


def test_values_as_they_are_by_hand() -> None:
    (best, *_), other = (polis.representative(VOTES, LABELS, group) for group in (0, 1))
    assert (best.statement, best.stance, best.n_success, best.n_trials) == (0, "agree", 6, 6)
    assert best.p_success == pytest.approx(7 / 8)
    assert best.repness == pytest.approx((7 / 8) / (1 / 8))
    assert best.p_test == pytest.approx(2 * sqrt(7) * (7 / 7 - 0.5))
    apart = (7 / 7 - 1 / 7) / sqrt((8 / 14) * (6 / 14) * (1 / 7 + 1 / 7))
    assert best.repness_test == pytest.approx(apart)
    assert ("disagree", 0) in [(each.stance, each.statement) for each in other]


def test_all_agree_on_what_all_agree_on() -> None:
    agree, disagree = polis.consensus(VOTES)
    assert [(each.statement, each.n_success, each.n_trials) for each in agree] == [(1, 12, 12)]
    assert disagree == ()


def test_agreement_of_groups_is_their_product() -> None:
    found = polis.group_consensus(VOTES, LABELS)
    assert found.tolist() == pytest.approx([7 / 8 * 1 / 8, 7 / 8 * 7 / 8, (4 / 8) ** 2])


def test_what_moderators_took_out_is_never_named() -> None:
    taken = replace(VOTES, left_out=np.array([True, True, False]))
    assert polis.consensus(taken) == ((), ())
    named = {
        each.statement for group in (0, 1) for each in polis.representative(taken, LABELS, group)
    }
    assert named <= {2}
