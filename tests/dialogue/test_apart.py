"""The mathematics in a process of its own: the same answer, and nothing left behind."""

from __future__ import annotations

import json
import subprocess

import pytest

from balai.core.errors import NotReady
from balai.dialogue import apart

ROWS = [
    (str(person), str(number), (person * number) % 3 - 1)
    for person in range(20)
    for number in range(12)
]
NUMBERS = [str(number) for number in range(13)]


def test_a_child_finds_what_is_found_here() -> None:
    here = json.loads(json.dumps(apart.found(ROWS, NUMBERS)))
    assert apart.found_apart(ROWS, NUMBERS) == here
    assert here["participants"] == 20


def test_nobody_can_be_told_from_another() -> None:
    found = apart.found([(f"person-{who}", what, vote) for who, what, vote in ROWS], NUMBERS)
    assert "person-" not in json.dumps(found)


@pytest.mark.parametrize(
    "fault", [OSError(), subprocess.TimeoutExpired("x", 1), subprocess.CalledProcessError(1, "x")]
)
def test_a_child_that_fails_is_told(monkeypatch: pytest.MonkeyPatch, fault: Exception) -> None:
    def failing(*_args: object, **_named: object) -> None:
        raise fault

    monkeypatch.setattr(apart.subprocess, "run", failing)
    with pytest.raises(NotReady):
        apart.found_apart(ROWS, NUMBERS)
