"""Homes made by earlier versions are brought up to date, and nothing in them is lost or opened."""

from __future__ import annotations

import lzma
import sqlite3
import tarfile
from collections.abc import Callable
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from balai.cli.entry import OK
from tests.cli.conftest import process

# Several processes, on a machine that may be busy.
pytestmark = [pytest.mark.timeout(300), pytest.mark.thorough]
ARCHIVES = sorted(Path(__file__).parent.glob("*.tar.xz"))


def in_place(archive: Path, home: Path) -> None:
    """Lay the home out as its own version left it."""
    home.mkdir(mode=0o700)
    with tarfile.open(fileobj=BytesIO(lzma.decompress(archive.read_bytes()))) as tar:
        for member in tar.getmembers():
            if member.name not in ("manifest.json", "seal"):
                tar.extract(member, home, filter="data")


def restored(archive: Path, home: Path) -> None:
    """Restore the home's backup with this version."""
    file = home.with_suffix(".tar")
    file.write_bytes(lzma.decompress(archive.read_bytes()))
    answer = process(home, "restore", file)
    assert answer.status == OK, answer.err


def counts(home: Path) -> dict[str, int]:
    tables = (
        "foundation_journalentry",
        "library_source",
        "library_passage",
        "knowledge_lesson",
        "knowledge_statement",
        "knowledge_evidence",
        "knowledge_candidate",
        "people_account",
        "sharing_release",
    )
    with closing(sqlite3.connect(home / "balai.sqlite3")) as database:
        return {
            each: database.execute(f"SELECT count(*) FROM {each}").fetchone()[0] for each in tables
        }


def found(home: Path, words: str, who: str) -> set[str]:
    """Return the titles of the lessons that a person finds."""
    named = ("--as", f"{who}@example.org") if who else ()
    answer: Any = process(home, "search", words, "--record", "lesson", "--json", *named)
    assert answer.status == OK, answer.err
    return {hit["title"] for hit in answer.data["hits"]}


@pytest.mark.parametrize("archive", ARCHIVES, ids=lambda path: path.name.partition(".")[0])
@pytest.mark.parametrize("bring", [in_place, restored])
def test_an_earlier_home_is_brought_up_to_date(
    archive: Path, bring: Callable[[Path, Path], None], tmp_path: Path
) -> None:
    home, before = tmp_path / "home", tmp_path / "before"
    in_place(archive, before)
    bring(archive, home)
    listed = process(home, "user", "list", "--json")
    assert listed.status == OK, listed.err
    if bring is in_place:
        kept = list((home / "backups").glob("before-*.tar"))
        assert len(kept) == 1, "an upgrade begins with a backup"
    assert counts(home) == counts(before)

    checks = process(home, "doctor", "--json", "--thorough", "--rebuild-index").data
    assert [each for each in checks if not each["ok"]] == []

    ochre = {"Where two officers kept one beat, residents spoke."}
    closed = {"On the cinnabar street officers walk in pairs."}
    assert found(home, "beat", "esther") == ochre
    assert found(home, "cinnabar", "amina") == closed
    assert found(home, "cinnabar", "esther") == set()
    assert found(home, "cinnabar", "farid") == set()
    assert "Pertemuan hari Sabtu membawa lebih ramai ibu." in found(home, "Sabtu", "budi")


def test_there_are_homes_to_bring_up_to_date() -> None:
    assert ARCHIVES
