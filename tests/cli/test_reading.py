"""text, lessons and scan: what is read from a file, of which nothing is kept."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from balai.cli.entry import REFUSED
from tests.cli.conftest import REPORT, Balai

pytestmark = pytest.mark.thorough


def test_text_gives_pages_and_blocks(balai: Balai, report: Path) -> None:
    data = balai("text", report, "--json").data
    assert set(data) == {"format", "language", "title", "pages", "text", "warnings"}
    assert (data["format"], data["language"]) == ("markdown", "en")
    assert [page["page"] for page in data["pages"]] == [1]
    kinds = {block["kind"] for block in data["pages"][0]["blocks"]}
    assert {"heading", "list-item"} <= kinds
    names = {"text", "bbox", "kind", "start", "end"}
    assert all(set(block) == names for block in data["pages"][0]["blocks"])


def test_text_for_people_shows_the_same_words(balai: Balai, report: Path) -> None:
    answer = balai("text", report)
    assert "--- page 1" in answer.out
    assert "Officers who stay in one place" in answer.out


def test_a_refused_file_says_why_and_what_helps(balai: Balai, tmp_path: Path) -> None:
    empty = tmp_path / "empty.pdf"
    empty.write_bytes(b"")
    for name in ("text", "lessons", "scan"):
        answer = balai(name, empty, "--json")
        assert answer.status == REFUSED
        error = answer.data["error"]
        assert set(error) == {"kind", "message", "hint", "file"}
        assert error["kind"] == "empty"
        assert error["message"] in answer.err
        assert error["hint"] in answer.err


def test_a_file_that_is_not_there(balai: Balai, tmp_path: Path) -> None:
    answer = balai("text", tmp_path / "nowhere.pdf", "--json")
    assert (answer.status, answer.data["error"]["kind"]) == (REFUSED, "not-a-file")


def test_lessons_quote_their_file_word_for_word(balai: Balai, report: Path) -> None:
    from balai.library.reading import read_file

    found = balai("lessons", report, "--json").data
    text = read_file(report).text
    assert [each["kind"] for each in found if "one place for a year" in each["text"]] == ["lesson"]
    assert [each["kind"] for each in found if "one month" in each["text"]] == ["recommendation"]
    for each in found:
        assert each["quote"] == text[each["start"] : each["end"]]
        assert 0 <= each["confidence"] <= 1


def test_lessons_keeps_nothing(balai: Balai, report: Path) -> None:
    balai("lessons", report, "--json")
    assert balai("export", "sources", "--format", "csv").out.count("\n") == 1


def test_scan_finds_where_the_address_stands(balai: Balai, report: Path) -> None:
    from balai.library.reading import read_file

    found = balai("scan", report, "--json").data
    text = read_file(report).text
    assert all(text[each["start"] : each["end"]] == each["text"] for each in found)
    assert {"market.team@harbour.example"} <= {each["text"] for each in found}
    assert {each["class"] for each in found} <= {"direct", "quasi"}
    assert "market.team@harbour.example" in REPORT


@pytest.mark.parametrize("command", ["text", "lessons", "scan"])
def test_for_people_in_a_process_of_its_own(command: str, tmp_path: Path) -> None:
    """Within the tests everything is set up already; a person's shell has nothing."""
    report = tmp_path / "report.txt"
    report.write_text(f"{REPORT}\n\nCall Sgt Ahmad bin Rahman on 012-345 6789.\n")
    done = subprocess.run(
        [sys.executable, "-m", "balai.cli", "--home", tmp_path / "home", command, report],
        capture_output=True,
        text=True,
        env={**os.environ, "BALAI_EMBEDDER": "none"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout.strip()
