"""search: what is found, for whom, and one document a line for queries from standard input."""

from __future__ import annotations

import json
from pathlib import Path

from balai.cli.entry import OK
from tests.cli.conftest import Balai
from tests.personas import Cast

HIT = {
    "rank",
    "record",
    "kind",
    "id",
    "title",
    "source",
    "source_name",
    "passage",
    "page",
    "language",
    "level",
    "score",
    "matched",
    "url",
}


def test_a_hit_says_all_that_is_promised(balai: Balai, report: Path) -> None:
    (row,) = balai("ingest", report, "--level", "clear", "--json").data
    found = balai("search", "traders", "--json").data
    assert {"query", "seconds", "hits"} <= set(found)
    assert found["query"] == "traders"
    (hit,) = found["hits"]
    assert set(hit) >= HIT
    assert (hit["rank"], hit["record"], hit["kind"]) == (1, "source", None)
    assert (hit["id"], hit["source"]) == (row["source"], row["source"])
    assert hit["source_name"] == "harbour-market.md"
    assert (hit["level"], hit["language"], hit["matched"]) == ("CLEAR", "en", ["words"])
    assert "traders" in hit["passage"]


def test_filters_narrow(balai: Balai, report: Path, rapport: Path) -> None:
    balai("ingest", report, "--country", "sg", "--level", "clear")
    balai("ingest", rapport, "--country", "SN", "--level", "clear")

    def names(*arguments: str) -> list[str]:
        found = balai("search", "test", *arguments, "--json").data
        return sorted(hit["source_name"] for hit in found["hits"])

    assert names() == ["harbour-market.md", "médiatrices.md"]
    assert names("--country", "sn") == ["médiatrices.md"]
    assert names("--language", "EN") == ["harbour-market.md"]
    assert names("--record", "lesson") == []
    assert names("--record", "source") == ["harbour-market.md", "médiatrices.md"]
    assert names("--record", "practice") == []
    assert names("--kind", "lesson") == []
    assert names("--limit", "1") in (["harbour-market.md"], ["médiatrices.md"])


def test_passages_come_unfolded(balai: Balai, tmp_path: Path) -> None:
    long = tmp_path / "long.md"
    parts = [
        f"## Part {number}\n\n" + f"Wardens spoke with shopkeepers in street {number}. " * 60
        for number in range(3)
    ]
    long.write_text("# Streets\n\n" + "\n\n".join(parts), "utf-8")
    balai("ingest", long, "--level", "clear")
    sources = balai("search", "wardens", "--record", "source", "--json").data["hits"]
    passages = balai("search", "wardens", "--record", "passage", "--json").data["hits"]
    assert len(sources) == 1
    assert len(passages) >= 3
    assert {hit["record"] for hit in passages} == {"passage"}
    assert len({hit["id"] for hit in passages}) == len(passages)
    assert [hit["rank"] for hit in passages] == list(range(1, len(passages) + 1))
    assert {hit["source"] for hit in passages} == {sources[0]["id"]}


def test_each_line_of_standard_input_gets_its_document(balai: Balai, report: Path) -> None:
    balai("ingest", report, "--level", "clear")
    answer = balai("search", "-", stdin="traders\n\nrotate officers\nzzz\n")
    assert answer.status == OK
    found = [json.loads(line) for line in answer.out.splitlines()]
    assert [each["query"] for each in found] == ["traders", "", "rotate officers", "zzz"]
    assert [len(each["hits"]) for each in found] == [1, 0, 1, 0]


def test_nobody_finds_what_is_not_for_them(cast: Cast, balai: Balai, report: Path) -> None:
    balai("ingest", report, "--as", cast.email("budi"), "--level", "amber+strict")
    for record in ("source", "passage", "lesson"):
        for name, may in (("budi", True), ("chen", False), ("farid", False)):
            answer = balai(
                "search", "traders", "--record", record, "--as", cast.email(name), "--json"
            )
            assert bool(answer.data["hits"]) == (may and record != "lesson"), (record, name)
            assert bool(answer.data["total"]) == (may and record != "lesson"), (record, name)
    assert balai("search", "traders", "--json").data["hits"] == []


def test_without_an_encoder_it_says_so(balai: Balai, report: Path) -> None:
    balai("ingest", report, "--level", "clear")
    answer = balai("search", "traders")
    assert "words" in answer.err
    assert "harbour-market.md" in answer.out
    assert balai("search", "traders", "--mode", "meaning", "--json").data["hits"] == []
