from __future__ import annotations

import json

import pytest

from balai.core.errors import Invalid
from balai.core.opinions.reading import Statements, groups_in, statements_in, votes_in
from balai.core.opinions.votes import Votes


def _cells(votes: Votes) -> dict[tuple[str, str], int]:
    return {
        (votes.participants[who], votes.statements[what]): int(said)
        for who, what, said in zip(votes.who, votes.what, votes.said, strict=True)
    }


SEEN = {("a", "1"): 1, ("a", "2"): -1, ("b", "1"): 0}


@pytest.mark.parametrize(
    "text",
    [
        "participant,statement,vote\na,1,1\na,2,-1\nb,1,0\n",
        "participant;statement;vote\na;1;agree\na;2;disagree\nb;1;pass\n",
        "Vote,Participant,Statement\n1,a,1\n-1,a,2\n0,b,1\n,b,2\n",
        "timestamp,datetime,comment-id,voter-id,vote\n1,x,1,a,1\n2,x,2,a,-1\n3,x,1,b,0\n",
        "participant,group-id,n-comments,n-votes,n-agree,n-disagree,1,2\na,0,0,2,1,1,1,-1\nb,1,0,1,0,0,0,\n",
        json.dumps([{"pid": p, "tid": s, "vote": v} for (p, s), v in SEEN.items()]),
        json.dumps(
            [{"participant_id": p, "statement_id": s, "vote": v} for (p, s), v in SEEN.items()]
        ),
    ],
)
def test_every_format_says_the_same(text: str) -> None:
    for data in (text.encode(), text.encode("utf-8-sig"), text.encode("utf-16")):
        assert _cells(votes_in(data)) == SEEN


def test_the_latest_vote_holds_whatever_the_order_of_lines() -> None:
    lines = ["5,1,a,1", "9,1,a,-1", "7,1,a,0", "9,1,a,0"]
    for each in (lines, lines[::-1]):
        text = "\n".join(["timestamp,comment-id,voter-id,vote", *each])
        assert _cells(votes_in(text.encode())) == {("a", "1"): 0}


def test_statements_bring_what_was_left_out_and_what_nobody_voted_on() -> None:
    known = statements_in(b"comment-id,moderated,comment-body\n1,-1,Bad\n3,1,Good\n")
    assert known == Statements({"1": "Bad", "3": "Good"}, frozenset(["1"]))
    votes = votes_in(b"participant,statement,vote\na,1,1\n", known)
    assert (votes.statements, votes.left_out.tolist()) == (("1", "3"), [True, False])


def test_groups_are_numbered() -> None:
    assert groups_in(b"participant,group\na,red\nb,blue\nc,\n") == {"a": 1, "b": 0}


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"  \n ", "empty"),
        (b"\xff\x00\xff", "not text"),
        (b"\x80abc", "not text in UTF-8"),
        (b"name,age\nx,1\n", "no column named participant"),
        (b"participant,statement,vote\na,1,2\n", "line 2 stands"),
        (b"participant,statement,vote\na,1,1\na,1\n", "Line 3 has too few columns"),
        (b"participant,statement,vote\n,1,1\n", "line 2 a vote lacks"),
        (b"participant,1,1\na,1,1\n", "same name"),
        (b"timestamp,comment-id,voter-id,vote\nsoon,1,a,1\n", "time of the vote"),
        (b"[1, 2]", "not a list of votes"),
        (b"{", "not valid JSON"),
        (b"[" * 100_000, "not valid JSON"),
        (b'[{"pid": 1, "vote": 1}]', "entry 1 a vote lacks"),
        (("participant," + ",".join(map(str, range(30_000))) + "\na,1\n").encode(), "30000"),
    ],
)
def test_what_cannot_be_read_is_said(data: bytes, says: str) -> None:
    with pytest.raises(Invalid, match=says):
        votes_in(data)
