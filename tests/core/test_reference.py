"""docs/reference/core.md: every example runs, in a process in which Django cannot be imported."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib import import_module
from inspect import signature
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "core.md"
TEXT = PAGE.read_text("utf-8")
EXAMPLES = dict(re.findall(r"^## (\w+)\n.*?```python\n(.*?)```", TEXT, re.DOTALL | re.MULTILINE))
NO_DJANGO = "import sys; sys.modules['django'] = None\n"


def test_every_part_has_its_example() -> None:
    assert set(EXAMPLES) == set(re.findall(r"^## (\w+)$", TEXT, re.MULTILINE))
    assert set(EXAMPLES) == {
        "Passages",
        "Lessons",
        "Privacy",
        "Retrieval",
        "Opinions",
        "Audience",
    }


def _run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_runs_without_django(name: str) -> None:
    done = _run(NO_DJANGO + EXAMPLES[name])
    assert done.returncode == 0, done.stderr


def test_django_cannot_be_imported_there() -> None:
    assert _run(NO_DJANGO + "import django").returncode == 1
    assert "assert" in EXAMPLES["Privacy"]


@pytest.mark.parametrize(
    "name",
    [
        "passages.assemble.assemble",
        "passages.chunk.chunk",
        "passages.anchor.anchor",
        "passages.anchor.relocate",
        "lessons.candidates",
        "privacy.findings",
        "retrieval.fuse",
        "opinions.analyse",
        "opinions.reading.votes_in",
        "audience.audience",
        "audience.join",
        "audience.narrow",
        "audience.is_within",
        "audience.may_see",
        "audience.parse",
    ],
)
def test_parameters_are_written_down_as_they_are(name: str) -> None:
    module, _, function = name.rpartition(".")
    wanted = signature(getattr(import_module(f"balai.core.{module}"), function)).parameters
    written = re.findall(rf"`(?:[\w.]+\.)?{function}\(([^`]*?)\)[` ]", TEXT)
    assert written, name
    for each in written:
        named = [part.partition("=")[0].strip() for part in re.split(r",(?![^(]*\))", each)]
        plain = [part.lstrip("*") for part in named if part != "*"]
        assert plain == list(wanted), (name, each)
