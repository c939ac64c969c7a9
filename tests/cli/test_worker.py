"""`balai worker`: further processes share a node's work."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from balai.cli.entry import OK
from tests.cli.conftest import process

pytestmark = [pytest.mark.thorough, pytest.mark.timeout(300)]


@pytest.fixture
def home(filled: Path, tmp_path: Path) -> Path:
    """Return a copy of the filled home."""
    return Path(shutil.copytree(filled, tmp_path / "home"))


def _queue_a_rebuild(home: Path) -> None:
    script = (
        "import django; django.setup()\n"
        "from balai.search.tasks import queue_rebuild\n"
        "queue_rebuild()\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, env=_environment(home))


def _environment(home: Path) -> dict[str, str]:
    return os.environ | {
        "BALAI_HOME": str(home),
        "BALAI_EMBEDDER": "none",
        "DJANGO_SETTINGS_MODULE": "balai.config.settings",
    }


def _left(home: Path) -> str:
    script = (
        "import django; django.setup()\n"
        "from balai.foundation.tasks.worker import waiting\n"
        "print(waiting()['queued'] + waiting()['running'])\n"
    )
    made = subprocess.run(
        [sys.executable, "-c", script], check=True, env=_environment(home), stdout=subprocess.PIPE
    )
    return made.stdout.decode().strip()


def test_a_worker_does_what_waits_and_ends(home: Path) -> None:
    _queue_a_rebuild(home)
    assert _left(home) == "1"
    answer = process(home, "worker", "--until-done")
    assert (answer.status, answer.out) == (OK, "")
    assert _left(home) == "0"


def test_a_worker_ends_when_it_is_told_to(home: Path) -> None:
    worker = subprocess.Popen(
        [sys.executable, "-m", "balai.cli", "worker"],
        env=_environment(home), stdout=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    assert worker.stdout is not None
    assert worker.stdout.readline().startswith(b"Working")
    _queue_a_rebuild(home)
    until = time.monotonic() + 60
    while _left(home) != "0" and time.monotonic() < until:
        time.sleep(0.2)
    worker.send_signal(signal.SIGINT)
    assert worker.wait(30) == OK
    worker.stdout.close()
    assert _left(home) == "0"
