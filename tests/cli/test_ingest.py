"""ingest: bringing files in, going on past a bad one, and keeping what was acknowledged."""

from __future__ import annotations

from pathlib import Path

import pytest

from balai.cli import ingest
from balai.cli.entry import FAULT, OK, REFUSED
from tests.cli.conftest import Balai
from tests.personas import Cast

FIELDS = {
    "source",
    "file",
    "title",
    "language",
    "format",
    "pages",
    "passages",
    "candidates",
    "personal_data",
    "duplicate_of",
    "level",
    "seconds",
    "warnings",
}


def test_a_source_is_read_proposed_from_and_found(balai: Balai, report: Path) -> None:
    answer = balai("ingest", report, "--json")
    assert answer.status == OK
    (row,) = answer.data
    assert set(row) == FIELDS
    assert (row["format"], row["language"], row["pages"]) == ("markdown", "en", 1)
    assert row["passages"] > 0
    assert row["candidates"] >= 3
    assert row["personal_data"] >= 1
    assert (row["level"], row["duplicate_of"]) == ("AMBER", [])
    assert "TLP:AMBER" in answer.err
    hits = balai("search", "traders", "--json").data["hits"]
    assert [hit["source_name"] for hit in hits] == ["harbour-market.md"]


@pytest.mark.parametrize(
    ("written", "label"),
    [("white", "CLEAR"), ("TLP:Green", "GREEN"), ("amber+strict", "AMBER+STRICT"), ("RED", "RED")],
)
def test_levels_are_read_in_any_form(balai: Balai, report: Path, written: str, label: str) -> None:
    (row,) = balai("ingest", report, "--level", written, "--json").data
    assert row["level"] == label


def test_a_batch_goes_on_past_a_bad_file(balai: Balai, report: Path, rapport: Path) -> None:
    bad = report.with_name("broken.pdf")
    bad.write_bytes(b"%PDF-1.7 and then nothing")
    answer = balai("ingest", report.parent, report.with_name("absent.txt"), "--json")
    assert answer.status == REFUSED
    rows = {Path(row["file"]).name: row for row in answer.data}
    assert set(rows) == {"broken.pdf", "harbour-market.md", "médiatrices.md", "absent.txt"}
    assert rows["médiatrices.md"]["language"] == "fr"
    for name in ("broken.pdf", "absent.txt"):
        assert set(rows[name]) == {"source", "file", "error"}
        assert rows[name]["source"] is None
        assert rows[name]["error"]["message"] in answer.err
        assert rows[name]["error"]["hint"] in answer.err
    assert "2 of 4 files were refused" in answer.err


def test_the_same_file_again_is_another_source_and_pointed_out(balai: Balai, report: Path) -> None:
    (first,) = balai("ingest", report, "--json").data
    (second,) = balai("ingest", report, "--json").data
    assert first["source"] != second["source"]
    assert second["duplicate_of"] == [first["source"]]


def test_a_duplicate_one_may_not_see_is_not_hinted_at(
    cast: Cast, balai: Balai, report: Path
) -> None:
    balai("ingest", report, "--as", cast.email("budi"), "--level", "amber+strict")
    (row,) = balai("ingest", report, "--as", cast.email("chen"), "--json").data
    assert row["duplicate_of"] == []


def test_who_may_not_contribute_is_refused(cast: Cast, balai: Balai, report: Path) -> None:
    for name, kind in (("farid", "may-not-contribute"), ("nobody", "no-account")):
        answer = balai("ingest", report, "--as", cast.email("budi").replace("budi", name), "--json")
        assert (answer.status, answer.data["error"]["kind"]) == (REFUSED, kind)
    answer = balai("ingest", report, "--as", cast.email("budi"), "--organisation", cast.b, "--json")
    assert (answer.status, answer.data["error"]["kind"]) == (REFUSED, "may-not-contribute")


def test_too_large_is_refused_before_anything_is_kept(
    balai: Balai, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from balai.library import limits

    monkeypatch.setattr(limits, "largest_upload", lambda: 100)
    answer = balai("ingest", report, "--json")
    assert answer.status == REFUSED
    assert answer.data[0]["error"]["kind"] == "too-large"
    assert balai("export", "sources", "--format", "csv").out.count("\n") == 1


def test_stopping_keeps_what_was_acknowledged(
    balai: Balai, report: Path, rapport: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work_on = ingest.work_on
    calls = []

    def stopped_in_the_second(source_id: str) -> None:
        calls.append(source_id)
        if len(calls) == 2:
            raise KeyboardInterrupt
        work_on(source_id)

    monkeypatch.setattr(ingest, "work_on", stopped_in_the_second)
    answer = balai("ingest", report, rapport, "--json")
    assert answer.status == FAULT
    assert [row["source"] for row in answer.data] == calls[:1]
    assert "Stopped after 1 of 2 files" in answer.err
    monkeypatch.undo()
    balai("ingest", report.with_name("none"), "--json")
    ingest.work_on(calls[1])
    names = balai("export", "sources", "--format", "csv").out
    assert "médiatrices.md" in names


def test_people_read_one_line_a_file(balai: Balai, report: Path) -> None:
    answer = balai("ingest", report)
    assert answer.out.startswith(f"{report}: ")
    assert "3 candidates" in answer.out
