"""Killing the process at any moment loses nothing that was acknowledged.

BALAI_KILLS (default 100) is how often, BALAI_SEED which moments, BALAI_EMBEDDER with which
encoder (default none, so that more of the time goes into writing).
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

KILLS = int(os.environ.get("BALAI_KILLS", "100"))
SEED = int(os.environ.get("BALAI_SEED", "20261122"))
LONGEST_LIFE = 1.3
"""A process is killed before it could have read its first source this many times."""
STRETCH = 20
"""After so many kills it is measured anew how long one source takes: machines get busier."""

NEVER = ("words apart", "parts apart", "database")
"""What may never be found in an index, however much of it still waits to be made."""

pytestmark = pytest.mark.crash


class Node:
    """The actor's process, and what it says."""

    def __init__(self, home: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.crash.actor", str(home)],
            cwd=Path(__file__).parents[2],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"BALAI_EMBEDDER": os.environ.get("BALAI_EMBEDDER", "none")},
        )

    def tell(self, command: str) -> Iterator[dict[str, Any]]:
        """Give a command and yield what is said until it ended, that line included."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(f"{command}\n".encode())
        self._process.stdin.flush()
        for line in self._process.stdout:
            said = json.loads(line)
            yield said
            if "ended" in said:
                return
        raise AssertionError("the actor itself is gone")

    def do(self, command: str) -> list[dict[str, Any]]:
        """Carry a command out to its good end."""
        *said, last = self.tell(command)
        assert last == {"ended": 0}
        return said

    def close(self) -> None:
        """Let the actor go."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.wait(30)
        self._process.stdout.close()


@pytest.fixture
def node(tmp_path: Path) -> Iterator[Node]:
    made = Node(tmp_path / "home")
    yield made
    made.close()


def lives_and_dies(
    node: Node, seed: int, seconds: float, command: str = "run"
) -> list[dict[str, Any]]:
    """Let a process act, kill it after some time, and return what it acknowledged."""
    said = []
    for each in node.tell(f"{command} {seed}"):
        if "started" in each:
            time.sleep(seconds)
            os.kill(each["started"], signal.SIGKILL)
        said.append(each)
    assert said[-1] == {"ended": -signal.SIGKILL}, said[-3:]
    return said[1:-1]


def test_nothing_acknowledged_is_lost(node: Node) -> None:
    chance = random.Random(SEED)
    began = time.monotonic()
    node.do("prepare")
    said: list[dict[str, Any]] = []
    longest = 0.0
    for kill in range(KILLS):
        if kill % STRETCH == 0:
            node.do("finish")
            *paced, last = node.do("pace")
            said += paced
            longest = LONGEST_LIFE * last["seconds"]
        said += lives_and_dies(node, chance.getrandbits(32), chance.uniform(0.0, longest))
    node.do("finish")
    (answer,) = node.do("examine")
    found = answer["found"]

    assert [each for each in said if "fault" in each] == []
    faults = {name: those for name, those in found["faults"].items() if those}
    assert faults == {}
    assert found["stuck"] == []
    tasks = found["tasks"]
    assert (tasks["queued"], tasks["running"], tasks["stuck"]) == (0, 0, 0)

    added = [each["added"] for each in said if "added" in each]
    assert len(added) == len(set(added)) > KILLS / 4
    assert {found["sources"].get(each) for each in added} == {"ready"}
    assert set(found["sources"].values()) == {"ready"}

    decided = _decisions(said)
    assert len(decided) > KILLS / 4
    kept = {key: found["candidates"][key] for key in decided}
    assert kept == decided
    print(
        f"\n{KILLS} kills in {time.monotonic() - began:.0f} s, the last within {longest:.1f} s: "
        f"{len(added)} sources and {len(decided)} decisions acknowledged, "
        f"{len(found['sources'])} and "
        f"{sum(state != 'open' for state, _ in found['candidates'].values())} kept, "
        f"{found['left over']} unfinished uploads left"
    )


def test_index_and_records_agree_after_kills_while_indexing(node: Node) -> None:
    chance = random.Random(SEED + 1)
    node.do("prepare")
    longest = 0.0
    for _ in range(3):
        node.do("pace")
    for kill in range(KILLS):
        if kill % STRETCH == 0:
            node.do("finish")
            *_, last = node.do("pace")
            longest = LONGEST_LIFE * last["seconds"]
        said = lives_and_dies(node, chance.getrandbits(32), chance.uniform(0.0, longest), "index")
        assert [each for each in said if "fault" in each] == []
        if kill % STRETCH == STRETCH - 1:  # and without anything having been done about it
            (answer,) = node.do("examine")
            assert [answer["found"]["faults"][name] for name in NEVER] == [[] for _ in NEVER]
    node.do("finish")
    (answer,) = node.do("examine")
    assert {name: those for name, those in answer["found"]["faults"].items() if those} == {}
    assert answer["found"]["stuck"] == []
    assert answer["found"]["rebuilds"] > 0


def _decisions(said: list[dict[str, Any]]) -> dict[str, list[str | None]]:
    """Return each acknowledged decision as the candidate has to stand; never two on one."""
    decisions: dict[str, list[str | None]] = {}
    for each in said:
        for state in ("accepted", "merged", "rejected"):
            if state in each:
                assert each[state] not in decisions
                decisions[each[state]] = [state, each.get("lesson")]
    return decisions
