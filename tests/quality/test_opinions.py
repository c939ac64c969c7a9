"""Real conversations: Pol.is's statistics to the last digit, its groups nearly, and stability."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score

from balai.core.opinions import polis
from balai.core.opinions.analysing import analyse
from balai.core.opinions.groups import eligible, find_groups
from balai.core.opinions.reading import statements_in, votes_in
from balai.core.opinions.votes import Votes, Whole
from tests.quality.okb import data

pytestmark = [pytest.mark.quality]


def _fixture(file: Path) -> tuple[dict[str, Any], Votes, Whole]:
    seen = json.loads(file.read_text())
    votes = votes_in((file.parent / "votes.json").read_bytes())
    taken = np.isin(np.array(votes.statements), [str(each) for each in seen["mod-out"]])
    votes = Votes(votes.participants, votes.statements, votes.who, votes.what, votes.said, taken)
    inside = dict(zip(seen["base-clusters"]["id"], seen["base-clusters"]["members"], strict=True))
    group = {
        str(person): each["id"]
        for each in seen["group-clusters"]
        for base in each["members"]
        for person in inside[base]
    }
    labels = np.array([group.get(each, -1) for each in votes.participants])
    return seen, votes, labels


def test_given_the_groups_the_statistics_are_those_of_polis() -> None:
    for file in sorted(data("opinions/fixtures").glob("*/math-pca2.json")):
        seen, votes, labels = _fixture(file)
        order = [votes.statements.index(str(each)) for each in seen["tids"]]
        for group, wanted in seen["repness"].items():
            found = polis.representative(votes, labels, int(group), order)
            assert [votes.statements[each.statement] for each in found] == [
                str(each["tid"]) for each in wanted
            ]
            for mine, theirs in zip(found, wanted, strict=True):
                assert mine.stance == theirs["repful-for"]
                assert mine.repness == pytest.approx(theirs["repness"], abs=1e-6)
                assert mine.repness_test == pytest.approx(theirs["repness-test"], abs=1e-6)
                assert mine.p_test == pytest.approx(theirs["p-test"], abs=1e-6)
        for found_all, stance in zip(
            polis.consensus(votes, order), ("agree", "disagree"), strict=True
        ):
            wanted = seen["consensus"][stance]
            assert [votes.statements[each.statement] for each in found_all] == [
                str(each["tid"]) for each in wanted
            ]
        values = polis.group_consensus(votes, labels)
        for name, value in seen["group-aware-consensus"].items():
            assert values[votes.statements.index(name)] == pytest.approx(value, abs=1e-6)


def test_groups_are_nearly_those_of_polis_and_stable(capsys: pytest.CaptureFixture[str]) -> None:
    agreement, stability = [], []
    for file in sorted(data("opinions/polis").glob("*/participants-votes.csv")):
        known = statements_in((file.parent / "comments.csv").read_bytes())
        votes = votes_in(file.read_bytes(), known)
        result = analyse(votes)
        group = {name: each.number for each in result.groups for name in each.members}
        with file.open(newline="") as rows:
            recorded = {row["participant"]: row["group-id"] for row in csv.DictReader(rows)}
        compared = [
            name
            for name, cast in zip(votes.participants, votes.per_person, strict=True)
            if cast >= 7
        ]
        theirs = [recorded[name] or f"alone {name}" for name in compared]
        mine = [str(group.get(name, f"alone {name}")) for name in compared]
        agreement.append(float(adjusted_rand_score(theirs, mine)))
        stability.append(_stability(votes))
        with capsys.disabled():
            print(
                f"{file.parent.name}: groups {[len(each.members) for each in result.groups]}, "
                f"{result.shape}, as Pol.is {agreement[-1]:.3f}, stable {stability[-1]:.3f}"
            )
    with capsys.disabled():
        print(f"mean: as Pol.is {np.mean(agreement):.3f}, stable {np.mean(stability):.3f}")
    assert np.mean(agreement) >= 0.58
    assert np.mean(stability) >= 0.80


def _stability(votes: Votes, draws: int = 12) -> float:
    people = eligible(votes)
    whole = find_groups(votes, people)
    assert whole is not None
    found = []
    for seed in range(draws):
        part = votes.without(np.random.default_rng(seed).random(len(votes)) < 0.1)
        still = np.intersect1d(people, eligible(part))
        groups = find_groups(part, eligible(part))
        assert groups is not None
        found.append(float(adjusted_rand_score(whole.labels[still], groups.labels[still])))
    return float(np.mean(found))
