"""What the system refuses a reader of files, tried from within one."""

from __future__ import annotations

import json
import shutil
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from balai.library import reading
from balai.library.reader_processes import BOOT, ReaderProcesses
from balai.library.reading import read_file, try_confinement
from tests import hostile

BY_RULES_ABOUT_FILES = {"read-a-file", "list-processes"}


@pytest.fixture(scope="module")
def held() -> reading.Confinement:
    return try_confinement()


@pytest.mark.asvs("15.2.5")
def test_what_a_parser_never_needs_is_refused(held: reading.Confinement) -> None:
    if not held.calls:
        pytest.skip("this system has no filter of system calls")
    assert set(held.let_through) <= BY_RULES_ABOUT_FILES


def test_no_file_but_the_code_is_open(held: reading.Confinement) -> None:
    if not held.files:
        pytest.skip("this system has no Landlock")
    assert not BY_RULES_ABOUT_FILES & set(held.let_through)


def test_without_walls_the_trials_are_let_through() -> None:
    """The trials mean something: where nothing is confined, they are not refused."""
    from balai.library.readers.confinement import trials

    harmless = {"connect", "bind", "socket-pair", "write-a-file", "read-a-file", "list-processes"}
    harmless |= {"start-a-process", "start-a-program", "signal-a-process", "attach-to-a-process"}
    for name, trial in trials.TRIALS:
        if name in harmless:
            assert not trials._is_refused(trial), name


@pytest.fixture
def tries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Give a reader of plain text that carries out some lines of Python and says the outcome."""
    started: list[ReaderProcesses] = []

    def said_of(lines: str, content: bytes = b"words of a file", name: str = "a.txt") -> str:
        boot = (
            "from balai.library.readers import reader\n"
            "from balai.library.readers.found import Found\n"
            "from balai.core.passages.document import RawBlock\n"
            "import ctypes, os, socket, subprocess\n"
            "def read(data, allowance, progress):\n"
            "    said = 'nothing was refused'\n"
            "    try:\n"
            + "".join(f"        {line}\n" for line in lines.splitlines())
            + "    except OSError as error: said = type(error).__name__\n"
            "    return Found(format='text', blocks=[RawBlock(1, said)])\n"
            "reader.READERS.update(text=read, image=read, pdf=read)\n"
        )
        started.append(ReaderProcesses(boot + BOOT))
        monkeypatch.setattr(reading, "_readers", started[-1])
        (tmp_path / name).write_bytes(content)
        return read_file(tmp_path / name).text

    yield said_of
    for each in started:
        each.stop()


def test_the_node_beside_cannot_be_reached(tries: Any, held: reading.Confinement) -> None:
    if not (held.calls or held.network):
        pytest.skip("this system takes no network from a process")
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        said = tries(f"socket.create_connection(('127.0.0.1', {port}), 2)")
    assert said in {"PermissionError", "ConnectionRefusedError", "OSError"}


@pytest.mark.asvs("15.2.5", "13.3.2")
def test_the_home_of_the_node_cannot_be_read(
    tries: Any, held: reading.Confinement, tmp_path: Path
) -> None:
    if not held.files:
        pytest.skip("this system has no Landlock")
    secret = tmp_path / "secret.key"
    secret.write_text("a key")
    assert tries(f"open({str(secret)!r}).read()") == "PermissionError"


def test_a_file_that_may_be_written_is_not(
    tries: Any, held: reading.Confinement, tmp_path: Path
) -> None:
    if not (held.calls or held.files):
        pytest.skip("this system has neither filter nor Landlock")
    kept = tmp_path / "kept.txt"
    kept.write_text("as it was")
    assert tries(f"open({str(kept)!r}, 'r+').write('x')") == "PermissionError"
    assert kept.read_text() == "as it was"


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.txt", b"words of a file"), ("a.pdf", hostile.pdf()), ("a.png", hostile.png())],
)
def test_no_reader_starts_a_program(
    tries: Any, held: reading.Confinement, name: str, content: bytes
) -> None:
    if not held.calls:
        pytest.skip("this system has no filter of system calls")
    assert tries("subprocess.run(['/bin/sh', '-c', ':'])", content, name) == "PermissionError"


def test_reading_goes_on_where_nothing_is_refused(tries: Any) -> None:
    assert tries("pass") == "nothing was refused"


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed")
def test_the_process_that_starts_tesseract_starts_nothing_else(held: reading.Confinement) -> None:
    if not held.files:
        pytest.skip("this system has no Landlock")
    lines = (
        "import json, subprocess, sys\n"
        "from balai.library.readers.confinement import confine\n"
        f"program = {shutil.which('tesseract')!r}\n"
        "confine(seconds=20, memory=2_000_000_000, program=program)\n"
        "def outcome(*command):\n"
        "    try:\n"
        "        return subprocess.run(command, capture_output=True).returncode\n"
        "    except OSError as error:\n"
        "        return type(error).__name__\n"
        "said = [outcome(program, '--version'), outcome('/bin/sh', '-c', ':'),\n"
        "        outcome(sys.executable, '-c', '')]\n"
        "try: said.append(len(open('/etc/passwd').read()))\n"
        "except OSError as error: said.append(type(error).__name__)\n"
        "print(json.dumps(said))"
    )
    assert json.loads(_in_python(lines)) == [0, *["PermissionError"] * 3]


def _in_python(lines: str) -> str:
    import subprocess
    import sys

    root = str(Path(reading.__file__).resolve().parents[2])
    code = f"import sys; sys.path.append({root!r})\n{lines}"
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-I", "-B", "-c", code], capture_output=True, text=True, cwd=folder
        )
    assert done.returncode == 0, done.stderr
    return done.stdout
