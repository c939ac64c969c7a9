"""Three hundred phones in one room: nobody waits long, and no vote is lost or counted twice.

Each votes every 5 s and looks at the results every 4 s. The server and the crowd share the
machine. `BALAI_ROOM_SECONDS` and `BALAI_ROOM_PEOPLE` make it shorter or smaller; the times are
held to the goal with BALAI_QUIET=1, what is on record always.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from balai.people.tokens import hash_of

pytestmark = pytest.mark.load

PEOPLE = int(os.environ.get("BALAI_ROOM_PEOPLE", "300"))
SECONDS = float(os.environ.get("BALAI_ROOM_SECONDS", "300"))
STATEMENTS = 60
NODE = {
    "BALAI_EMBEDDER": "none",
    "DJANGO_SETTINGS_MODULE": "balai.config.settings",
    "BALAI_LIMITS": "join=100000/m/ip",
}
MOST_VOTE_P95, MOST_RESULT_P95 = 0.3, 0.2


def _python(*arguments: str) -> Any:
    done = subprocess.run(
        [sys.executable, "-m", *arguments],
        env=os.environ | NODE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _serve(home: Path, port: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "balai.cli", "--home", str(home), "up", "--port", str(port)]
    log = (home.parent / "node.log").open("ab")
    node = subprocess.Popen(
        command, env=os.environ | NODE, stdout=log, stderr=log, start_new_session=True
    )
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            with socket.create_connection(("127.0.0.1", port), 2) as probe:
                probe.sendall(b"GET /join/ HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")
                if probe.recv(12).startswith(b"HTTP/1"):
                    return node
        except OSError:
            time.sleep(0.1)
    raise AssertionError((home.parent / "node.log").read_text()[-3000:])


@contextmanager
def crowded(home: Path, port: int, made: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    """Let the crowd be in the room beside what the block does."""
    command = ["tests.load.crowd", str(port), made["room"], made["code"], str(PEOPLE), str(SECONDS)]
    crowd = subprocess.Popen(
        [sys.executable, "-m", *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        yield crowd
    finally:
        crowd.kill()


def _end(node: subprocess.Popen[bytes], how: int) -> None:
    os.killpg(node.pid, how)
    node.wait(60)


def _compare(home: Path, seen: dict[str, Any]) -> int:
    """Compare what was acknowledged with what is on record; return how many votes there are."""
    rows = _python("tests.load.opening", "read", str(home))
    assert len({(token, statement) for token, statement, _value in rows}) == len(rows)
    on_record = {(token, statement): value for token, statement, value in rows}
    acknowledged = {
        (hash_of(token), statement): value
        for token, kept in seen["kept"].items()
        for statement, value in kept.items()
    }
    assert {key: on_record.get(key) for key in acknowledged} == acknowledged
    return len(acknowledged)


def _p95(seconds: list[float]) -> float:
    return statistics.quantiles(seconds, n=20)[-1]


def _tell(seen: dict[str, Any], acknowledged: int) -> None:
    print(
        f"\n{PEOPLE} people, {SECONDS:.0f} s: {acknowledged} votes on record; joined in "
        f"{seen['joined']:.1f} s; p95 of {len(seen['votes'])} votes "
        f"{_p95(seen['votes']) * 1000:.0f} ms (median "
        f"{statistics.median(seen['votes']) * 1000:.0f}), of {len(seen['results'])} results "
        f"{_p95(seen['results']) * 1000:.0f} ms (median "
        f"{statistics.median(seen['results']) * 1000:.0f}); faults {seen['faults']}"
    )


def test_a_full_hall_votes_and_looks(tmp_path: Path) -> None:
    home, port = tmp_path / "home", _free_port()
    made = _python("tests.load.opening", "make", str(home), str(STATEMENTS))
    node = _serve(home, port)
    try:
        with crowded(home, port, made) as crowd:
            said, wrong = crowd.communicate(timeout=SECONDS + 300)
    finally:
        _end(node, signal.SIGTERM)
    assert crowd.returncode == 0, wrong[-3000:]
    seen = json.loads(said)
    acknowledged = _compare(home, seen)
    _tell(seen, acknowledged)
    assert seen["faults"] == {}
    assert acknowledged > PEOPLE * min(SECONDS / 5, STATEMENTS) * 0.9
    if os.environ.get("BALAI_QUIET"):
        assert _p95(seen["votes"]) < MOST_VOTE_P95
        assert _p95(seen["results"]) < MOST_RESULT_P95


def test_a_server_that_is_killed_three_times_loses_no_acknowledged_vote(tmp_path: Path) -> None:
    home, port = tmp_path / "home", _free_port()
    made = _python("tests.load.opening", "make", str(home), str(STATEMENTS))
    node = _serve(home, port)
    try:
        with crowded(home, port, made) as crowd:
            time.sleep(20 + SECONDS / 4)
            for _kill in range(3):
                _end(node, signal.SIGKILL)
                time.sleep(2)
                node = _serve(home, port)
                time.sleep(SECONDS / 6)
            said, wrong = crowd.communicate(timeout=SECONDS + 300)
    finally:
        _end(node, signal.SIGTERM)
    assert crowd.returncode == 0, wrong[-3000:]
    seen = json.loads(said)
    acknowledged = _compare(home, seen)
    _tell(seen, acknowledged)
    assert all(each.startswith("connection") for each in seen["faults"]), seen["faults"]
    assert seen["faults"], "nobody was there while the server was killed"
