"""Readers are forked from a process that lives no longer than it is of use."""

from __future__ import annotations

import io
import json
import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from balai.library.reader_processes import BOOT, ReaderProcesses

pytestmark = pytest.mark.thorough

REQUEST: dict[str, Any] = {
    "suffix": ".txt",
    "seconds": 30,
    "memory": 2_000_000_000,
    "allowance": {"ocr_languages": []},
}
SLEEPS = (
    "from balai.library.readers import reader\nimport os, time\n"
    "def read(data, allowance, progress):\n"
    "    progress(os.getpid(), os.getppid())\n"
    "    time.sleep(60)\n"
    "reader.READERS['text'] = read\n"
)


@pytest.fixture
def text(tmp_path: Path) -> Iterator[io.BufferedReader]:
    path = tmp_path / "report.txt"
    path.write_bytes(b"The officers of the ward met the residents every second week.")
    with path.open("rb") as file:
        yield file


def lines(readers: ReaderProcesses, text: io.BufferedReader) -> list[dict[str, Any]]:
    text.seek(0)
    with readers.start(text, REQUEST) as answers, answers.makefile("rb") as told:
        return [json.loads(line) for line in told]


def waits_until(true: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        if true():
            return True
        time.sleep(0.02)
    return False


def is_gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def test_each_file_has_a_reader_of_its_own_and_is_told_its_end(text: io.BufferedReader) -> None:
    readers = ReaderProcesses()
    try:
        for _ in range(3):
            *_, document, ended = lines(readers, text)
            assert document["document"]["language"] == "en"
            assert ended == {"ended": 0}
    finally:
        readers.stop()


def test_a_reader_is_ended_when_nobody_waits_for_it(text: io.BufferedReader) -> None:
    readers = ReaderProcesses(SLEEPS + BOOT)
    try:
        with readers.start(text, REQUEST) as answers, answers.makefile("rb") as told:
            reader, nursery = json.loads(told.readline()).values()
        assert waits_until(lambda: is_gone(reader))
        assert not is_gone(nursery)
    finally:
        readers.stop()
    assert is_gone(nursery)


def test_a_reader_that_is_killed_is_told(text: io.BufferedReader) -> None:
    readers = ReaderProcesses(SLEEPS + BOOT)
    try:
        with readers.start(text, REQUEST) as answers, answers.makefile("rb") as told:
            os.kill(json.loads(told.readline())["done"], 9)
            assert [json.loads(line) for line in told] == [{"ended": -9}]
    finally:
        readers.stop()


def test_another_nursery_is_started_when_one_has_ended(text: io.BufferedReader) -> None:
    idle = "from balai.library.readers import nursery\nnursery.IDLE_SECONDS = 0.2\n"
    readers = ReaderProcesses(idle + BOOT)
    try:
        lines(readers, text)
        time.sleep(1)
        assert lines(readers, text)[-1] == {"ended": 0}
    finally:
        readers.stop()


def test_readers_at_once_do_not_end_each_other(text: io.BufferedReader) -> None:
    readers = ReaderProcesses()

    def read(name: str) -> str:
        with Path(name).open("rb") as file, readers.start(file, REQUEST) as answers:
            for line in answers.makefile("rb"):
                if "document" in (told := json.loads(line)):
                    return str(told["document"]["language"])
        return "no answer"

    try:
        lines(readers, text)
        started = readers.start(text, REQUEST)
        started.close()
        with ThreadPoolExecutor(4) as pool:
            assert set(pool.map(read, [text.name] * 60)) == {"en"}
        nursery = readers._process
        assert nursery is not None
        assert nursery.poll() is None
    finally:
        readers.stop()
