"""A command line to call, and a home with a few records that was filled through it."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from balai.cli.entry import run
from balai.library import reading

REPORT = """# Walking the harbour market together

An illustration written for a test.

## What was done

Two officers walked the harbour market with the same traders every week for one year.
The traders could reach them at market.team@harbour.example or on +65 6123 4567.

## Lessons learned

- Officers who stay in one place for a year are told more by traders than officers who rotate.
- Reporting back what was done matters more to traders than solving every problem.

## Recommendations

- The district should announce changes of officers one month before they happen.
"""
RAPPORT = """# Les médiatrices de la rive

Une illustration écrite pour un test.

## Leçons apprises

- Les familles parlent plus volontiers à une médiatrice qui vient du quartier.
"""


@dataclass(frozen=True)
class Answer:
    """What a command gave back."""

    status: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """Return the one JSON document on standard output; fails where there is anything else."""
        return json.loads(self.out)


Balai = Callable[..., Answer]


@pytest.fixture
def balai(db: None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Balai:
    """Call the command line in this process, on the database of the test."""

    def call(*arguments: object, stdin: str = "") -> Answer:
        capsys.readouterr()
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        status = run([str(each) for each in arguments])
        return Answer(status, *capsys.readouterr())

    return call


@pytest.fixture(autouse=True)
def _read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start one child for each text, not for each test: what a child reads does not change."""
    real = reading.read_file

    def read_file(path: Path | str, *, name: str = "", **options: Any) -> Any:
        path = Path(path)
        if not path.is_file() or path.stat().st_size == 0:
            return real(path, name=name, **options)
        key = (path.read_bytes(), Path(name or path.name).suffix)
        if key not in _read:
            _read[key] = real(path, name=name, **options)
        return _read[key]

    monkeypatch.setattr(reading, "read_file", read_file)


_read: dict[tuple[bytes, str], Any] = {}


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """Return a report with lessons, a recommendation and personal data."""
    path = tmp_path / "harbour-market.md"
    path.write_text(REPORT, encoding="utf-8")
    return path


@pytest.fixture
def rapport(tmp_path: Path) -> Path:
    """Return a report in French."""
    path = tmp_path / "médiatrices.md"
    path.write_text(RAPPORT, encoding="utf-8")
    return path


def environment(home: Path, **more: str) -> dict[str, str]:
    """Return the environment of a process of its own on a home, words only."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BALAI_")}
    kept.pop("DJANGO_SETTINGS_MODULE", None)
    return {**kept, "BALAI_HOME": str(home), "BALAI_EMBEDDER": "none", **more}


def process(home: Path, *arguments: object, **more: str) -> Answer:
    """Call the command line as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "balai.cli", *map(str, arguments)],
        capture_output=True,
        text=True,
        env=environment(home, **more),
        timeout=100,
        check=False,
    )
    return Answer(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home with two sources; tests copy it and leave it as it is."""
    folder = tmp_path_factory.mktemp("filled")
    (folder / "harbour-market.md").write_text(REPORT, encoding="utf-8")
    (folder / "médiatrices.md").write_text(RAPPORT, encoding="utf-8")
    home = folder / "home"  # within the folder that is ingested: it is left out
    done = process(home, "ingest", folder, "--level", "clear", "--json")
    assert done.status == 0, done.err
    assert len(done.data) == 2
    return home
