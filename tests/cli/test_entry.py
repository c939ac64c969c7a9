"""Every command is known, helps, and ends with the right status and one JSON document."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest

from balai.cli import entry
from balai.core.errors import NotReady
from tests.cli.conftest import Balai


@pytest.mark.parametrize("name", entry.COMMANDS)
def test_a_command_helps_without_a_node(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert entry.run([name, "--help"]) == entry.OK
    said = capsys.readouterr().out
    assert f"balai {name}" in said
    assert len(said.splitlines()) > 4


ENDLESS = ("up", "worker")
"""Commands that print nothing to be read by others."""


@pytest.mark.parametrize("name", [each for each in entry.COMMANDS if each not in ENDLESS])
def test_what_json_looks_like_is_written_down(name: str) -> None:
    assert len(import_module(f"balai.cli.{name}").JSON) > 20


def test_commands_in_the_folder_are_the_commands() -> None:
    folder = Path(entry.__file__).parent
    files = {path.stem: path for path in folder.glob("*.py")}
    files |= {path.parent.name: path for path in folder.glob("*/__init__.py")}
    found = {name for name, path in files.items() if "\ndef command(" in path.read_text("utf-8")}
    assert found == set(entry.COMMANDS)


@pytest.mark.parametrize(
    "arguments",
    [
        ["nothing"],
        ["text"],
        ["ingest", "x", "--level", "purple"],
        ["search", "x", "--country", "QQ"],
        ["search", "x", "--kind", "rumour"],
        ["search", "x", "--limit", "0"],
        ["export", "everything"],
        ["up", "--port", "0"],
        ["up", "--public-url", "balai.example.org"],
        ["up", "--tls-cert", __file__],
    ],
)
def test_wrong_use_ends_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert entry.run(arguments) == entry.WRONG_USE
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.strip()


def test_wrong_use_is_json_where_asked(balai: Balai) -> None:
    answer = balai("search", "x", "--country", "QQ", "--json")
    assert answer.status == entry.WRONG_USE
    assert answer.data["error"]["kind"] == "wrong-use"
    assert "QQ" in answer.data["error"]["message"]


def test_a_home_that_is_a_file_is_wrong_use(
    balai: Balai, monkeypatch: pytest.MonkeyPatch, report: Path
) -> None:
    by_option = balai("--home", report, "search", "x", "--json")
    monkeypatch.setenv("BALAI_HOME", str(report))
    for answer in (by_option, balai("search", "x", "--json")):
        assert (answer.status, answer.data["error"]["kind"]) == (entry.WRONG_USE, "wrong-use")
        assert str(report) in answer.data["error"]["message"]


def test_a_fault_is_told_from_a_refusal(
    balai: Balai, monkeypatch: pytest.MonkeyPatch, report: Path
) -> None:
    module = import_module("balai.library.reading")

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("seven")

    monkeypatch.setattr(module, "read_file", broken)
    answer = balai("text", report, "--json")
    assert answer.status == entry.FAULT
    assert answer.data["error"]["kind"] == "fault"
    assert "seven" in answer.err


def test_what_is_not_ready_is_no_refusal(
    balai: Balai, monkeypatch: pytest.MonkeyPatch, report: Path
) -> None:
    module = import_module("balai.library.reading")

    def asleep(*_: object, **__: object) -> None:
        raise NotReady("The encoder sleeps.", "Wake it.")

    monkeypatch.setattr(module, "read_file", asleep)
    answer = balai("text", report, "--json")
    assert answer.status == entry.FAULT
    assert answer.data == {
        "error": {
            "kind": "not-ready",
            "message": f"{report}: The encoder sleeps.",
            "hint": "Wake it.",
            "file": str(report),
        }
    }


def test_starting_the_command_line_loads_nothing_heavy() -> None:
    heavy = "django numpy onnxruntime trafilatura lxml docx pypdfium2 pythainlp babel granian"
    code = (
        "import sys; from balai.cli.entry import run; run(['--help']); "
        f"print([n for n in {heavy.split()!r} if n in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_the_version_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    from balai import __version__

    assert entry.run(["--version"]) == entry.OK
    assert __version__ in capsys.readouterr().out


def test_a_group_without_a_command_is_wrong_use() -> None:
    assert isinstance(import_module("balai.cli.review").command, click.Group)
    assert entry.run(["review"]) == entry.WRONG_USE
