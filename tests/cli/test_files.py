"""Every command that takes a file: one it cannot use is named, with why and what would help.

The commands are enumerated from their parameters: one without a case here fails.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click
import pytest

from balai.cli.entry import COMMANDS, REFUSED
from balai.core.audience import Level
from tests.cli.conftest import Answer, Balai, process
from tests.factories.library import read_source
from tests.personas import Cast

EMPTY, ABSENT, TORN, FOLDER = "empty.pdf", "absent.pdf", "torn.pdf", "folder"

CASES: dict[str, tuple[tuple[str, ...], dict[str, str]]] = {
    "text": (("text", "{file}"), {EMPTY: "empty", ABSENT: "not-a-file", TORN: "", FOLDER: ""}),
    "lessons": (("lessons", "{file}"), {EMPTY: "empty", ABSENT: "not-a-file", TORN: ""}),
    "scan": (("scan", "{file}"), {EMPTY: "empty", ABSENT: "not-a-file", TORN: ""}),
    "opinions": (
        ("opinions", "{file}"),
        {EMPTY: "empty", ABSENT: "not-a-file", TORN: "invalid", FOLDER: "not-a-file"},
    ),
    "case": (("case", "--from", "{file}"), {EMPTY: "invalid", ABSENT: "not-a-file", FOLDER: ""}),
    "source replace": (
        ("source", "replace", "{source}", "{file}"),
        {EMPTY: "empty", ABSENT: "not-a-file", FOLDER: "not-a-file"},
    ),
    "source original": (("source", "original", "{source}", "{file}"), {FOLDER: "cannot-write"}),
    "export": (("export", "lessons", "--output", "{file}"), {FOLDER: "cannot-write"}),
    "restore": (
        ("restore", "{file}"),
        {EMPTY: "backup-broken", ABSENT: "no-file", TORN: "backup-broken", FOLDER: "no-file"},
    ),
    "journal verify": (
        ("journal", "verify", "{file}"),
        {EMPTY: "not-a-journal", ABSENT: "not-a-file", FOLDER: "not-a-file"},
    ),
    "journal export": (("journal", "export", "{file}"), {FOLDER: "cannot-write"}),
    "up": (("up", "--tls-cert", "{file}", "--tls-key", __file__), {ABSENT: "", FOLDER: ""}),
}
"""How each is called, and files it refuses with the kind of the refusal (empty: any)."""

BY_THEMSELVES = {
    "ingest": "a list of what became of each",
    "backup": "needs a node on the disk",
    "user provider": "a secret, of which nothing is said; tests/cli/test_sign_in.py",
}


def _commands() -> Iterator[tuple[str, click.Command]]:
    for name in COMMANDS:
        command = import_module(f"balai.cli.{name}").command
        if isinstance(command, click.Group):
            yield from ((f"{name} {sub}", each) for sub, each in command.commands.items())
        else:
            yield name, command


def test_every_command_that_takes_a_file_has_a_case() -> None:
    taking = {
        name
        for name, command in _commands()
        if any(isinstance(each.type, click.Path | click.File) for each in command.params)
    }
    assert taking == {*CASES, *BY_THEMSELVES}


def _made(name: str, folder: Path) -> Path:
    path = folder / name
    if name == EMPTY:
        path.write_bytes(b"")
    elif name == TORN:
        path.write_bytes(b"%PDF-1.7\n1 0 obj\n<< /Type /Cata")
    elif name == FOLDER:
        path.mkdir()
    return path


def _is_told(answer: Answer, file: Path) -> None:
    assert answer.status == REFUSED, answer.err
    first, second = [each for each in answer.err.splitlines() if each][-2:]
    assert first.count(str(file)) == 1
    assert len(first.replace(str(file), "").strip(" :")) > 10
    assert second.startswith("  ")
    assert second.strip()


@pytest.mark.parametrize(
    ("name", "file"), [(name, file) for name, (_, files) in CASES.items() for file in files]
)
def test_a_refused_file_is_named(
    cast: Cast,
    balai: Balai,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    file: str,
) -> None:
    path = _made(file, tmp_path)
    monkeypatch.setenv("BALAI_HOME", str(tmp_path / "home"))
    words, kinds = CASES[name]
    source = read_source(cast.viewer("budi"), cast.a, "A market.", level=Level.CLEAR)
    call = [each.format(file=path, source=source) for each in words]
    if name in ("case", "source replace", "source original", "export"):
        call += ["--as", cast.email("budi")]
    _is_told(balai(*call), path)
    if name == "up":
        return
    again = balai(*call, "--json")
    _is_told(again, path)
    error = again.data["error"]
    assert set(error) == {"kind", "message", "hint", "file"}
    assert error["file"] == str(path)
    assert error["message"] in again.err
    assert error["hint"] in again.err
    if kinds[file]:
        assert error["kind"] == kinds[file]


def test_ingest_goes_on_past_refused_files(balai: Balai, report: Path) -> None:
    folder = report.parent
    absent, empty = folder / ABSENT, _made(EMPTY, folder)
    answer = balai("ingest", absent, report, empty, "--json")
    assert answer.status == REFUSED
    rows = answer.data
    assert [row["file"] for row in rows] == [str(absent), str(report), str(empty)]
    assert [bool(row["source"]) for row in rows] == [False, True, False]
    for row in (rows[0], rows[2]):
        assert set(row) == {"source", "file", "error"}
        assert set(row["error"]) == {"kind", "message", "hint"}
        assert f"{row['file']}: {row['error']['message']}\n  {row['error']['hint']}" in answer.err
    assert "2 of 3 files were refused." in answer.err


def test_a_file_that_may_not_be_read_is_refused(
    balai: Balai, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.open

    def guarded(self: Path, *arguments: object, **options: object) -> object:
        if self == report:
            raise PermissionError(13, "Permission denied")
        return real(self, *arguments, **options)

    monkeypatch.setattr(Path, "open", guarded)
    answer = balai("ingest", report, "--json")
    assert (answer.status, answer.data[0]["error"]["kind"]) == (REFUSED, "not-a-file")
    assert "Permission denied" in answer.data[0]["error"]["message"]


def test_a_backup_that_cannot_be_written_is_named(filled: Path, tmp_path: Path) -> None:
    for file in (tmp_path, tmp_path / "nowhere" / "node.tar"):
        answer = process(filled, "backup", file, "--json")
        _is_told(answer, file)
        assert answer.data["error"]["kind"] == "cannot-write"
        assert answer.data["error"]["file"] == str(file)


def test_what_is_wrong_in_a_case_is_said_of_its_file(cast: Cast, balai: Balai) -> None:
    who = ("--as", cast.email("budi"), "--json")
    error = balai("case", "--from", "-", *who, stdin='{"colour": "blue"}').data["error"]
    assert error["file"] == "standard input"
    assert "colour: There is no such question." in error["message"]
    error = balai("case", "--tried", "Something.", *who).data["error"]
    assert "file" not in error
