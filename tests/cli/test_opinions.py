from __future__ import annotations

import json
from pathlib import Path

import pytest

from balai.cli.entry import OK, REFUSED
from tests.cli.conftest import Balai
from tests.core.opinions.rooms import room


@pytest.fixture
def votes(tmp_path: Path) -> Path:
    table = room(40, 30, apart=0.8)
    lines = [
        f"{table.participants[who]},{table.statements[what]},{said}"
        for who, what, said in zip(table.who, table.what, table.said, strict=True)
    ]
    file = tmp_path / "votes.csv"
    file.write_text("\n".join(["participant,statement,vote", *lines]))
    return file


def test_the_contract(balai: Balai, votes: Path) -> None:
    answer = balai("opinions", "--json", str(votes))
    assert answer.status == OK
    found = answer.data
    assert set(found) >= {
        "participants",
        "statements",
        "votes",
        "grouped",
        "groups",
        "consensus",
        "group_consensus",
        "divisive",
        "not_ready",
        "algorithm",
        "input_hash",
        "seconds",
    }
    assert (found["participants"], found["statements"], found["not_ready"]) == (40, 30, None)
    for group in found["groups"]:
        assert group["size"] == len(group["members"])
        for each in group["representative"]:
            assert set(each) >= {"statement", "stance", "score", "interval"}
    again = balai("opinions", "--json", str(votes)).data
    assert {**found, "seconds": 0} == {**again, "seconds": 0}


def test_groups_as_given_and_what_was_left_out(balai: Balai, votes: Path, tmp_path: Path) -> None:
    groups, statements = tmp_path / "groups.csv", tmp_path / "statements.csv"
    groups.write_text("participant,group\n" + "\n".join(f"p{n},{n % 2}" for n in range(30)))
    statements.write_text("comment-id,moderated,comment-body\n0,-1,Bad\n1,1,Good\n")
    found = balai(
        "opinions",
        "--json",
        str(votes),
        "--groups",
        str(groups),
        "--statements",
        str(statements),
    ).data
    assert (found["shape"], [each["size"] for each in found["groups"]]) == ("given", [15, 15])
    shown = [each for group in found["groups"] for each in group["representative"]]
    assert shown
    assert all(each["score"] == each["repness"] and each["statement"] != "0" for each in shown)
    assert set(found["group_consensus"]) == {str(n) for n in range(30)}


def test_a_person_reads_sentences(balai: Balai, votes: Path, tmp_path: Path) -> None:
    statements = tmp_path / "statements.csv"
    rows = "\n".join(f"{n},Trust\x1b[31m {n}" for n in range(30))
    statements.write_text(f"statement,text\n{rows}\n")
    answer = balai("opinions", str(votes), "--statements", str(statements))
    assert answer.out.startswith("40 people cast ")
    assert "Group 1: " in answer.out
    assert "Trust" in answer.out
    assert "\x1b" not in answer.out


def test_what_cannot_be_read_is_refused(balai: Balai, tmp_path: Path) -> None:
    file = tmp_path / "votes.csv"
    file.write_text("participant,statement,vote\na,1,5\n")
    answer = balai("opinions", "--json", str(file))
    assert answer.status == REFUSED
    assert "line 2" in json.loads(answer.out)["error"]["message"]
    answer = balai("opinions", str(tmp_path / "absent.csv"))
    assert answer.status == REFUSED
    assert "absent.csv" in answer.err
