"""The demo as a newcomer starts it: `balai up --demo` on a new home, with the encoder."""

from __future__ import annotations

import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from urllib.request import urlopen

import pytest

from balai.sample.catalogue import lessons, library, voices
from tests.cli.conftest import environment
from tests.cli.test_up import free_port

pytestmark = [pytest.mark.demo, pytest.mark.timeout(900)]
MASK = re.compile(r"\[[^\]]+\]")
LAST = "Stop with Ctrl-C"


def _listens(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False


@contextmanager
def served(home: Path, port: int) -> Iterator[str]:
    """Serve the demo; yield what the terminal said until it was ready."""
    log = home.with_suffix(".log")
    known = environment(home)
    del known["BALAI_EMBEDDER"]
    command = [sys.executable, "-m", "balai.cli", "up", "--demo", "--port", str(port)]
    with log.open("w") as terminal:
        node = subprocess.Popen(command, stdout=terminal, stderr=subprocess.STDOUT, env=known)
    try:
        while LAST not in log.read_text("utf-8") or not _listens(port):
            assert node.poll() is None, log.read_text("utf-8")[-3000:]
            time.sleep(0.05)
        yield log.read_text("utf-8")
    finally:
        node.send_signal(signal.SIGINT)
        node.wait(60)


def test_a_newcomer_finds_the_whole_sample_library(tmp_path: Path) -> None:
    port = free_port()
    with served(tmp_path / "home", port) as said:
        people = [each for each in library().personas if each.account]
        assert len(set(re.findall(r"https?://\S+/sign-in/\S+", said))) == len(people)
        with urlopen(f"http://127.0.0.1:{port}/", timeout=60) as answer:
            assert answer.status == 200
    with closing(sqlite3.connect(tmp_path / "home-demo" / "balai.sqlite3")) as rows:
        count = {
            table: rows.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in (
                "library_source WHERE state = 'ready'",
                "knowledge_lesson",
                "knowledge_comment",
                "knowledge_contest",
                "foundation_task WHERE state != 'done' AND run_after IS NULL",
            )
        }
        masked = {
            title
            for text, title in rows.execute(
                "SELECT said.text, source.title FROM knowledge_statement said "
                "JOIN knowledge_evidence quote ON quote.lesson_id = said.lesson_id "
                "JOIN library_source source ON source.id = quote.record_id"
            )
            if MASK.search(text)
        }
    assert list(count.values()) == [
        len(library().sources),
        len(lessons()),
        len(voices().comments),
        len(voices().contests),
        0,
    ]
    # Places are no people: only where people were planted, or nobody may be told, is masked.
    assert masked <= {
        each.title for each in library().sources if each.personal_data or each.chatham
    }
