"""A terminal sees every step on one line; a log gets a line for each tenth."""

from __future__ import annotations

import io

from balai.config.demo.telling import Telling


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def told(stream: io.StringIO) -> str:
    telling = Telling(stream)
    telling.say("Admitting people")
    for done in range(301):
        telling.count("Reading", done, 300)
        telling.count("Reading", done, 300)
    for left in (1, 40, 20, 0):
        telling.count("Indexing", 40 - left, 40)
    telling.end("It is here.")
    return stream.getvalue()


def test_a_log_gets_a_line_for_each_tenth() -> None:
    said = told(io.StringIO())
    assert "\r" not in said
    assert said.splitlines() == [
        "Admitting people",
        *(f"Reading: {done} of 300" for done in range(0, 301, 30)),
        "Indexing: 39 of 40",
        "Indexing: 40 of 40",
        "It is here.",
    ]


def test_a_terminal_gets_every_step_on_one_line() -> None:
    said = told(Terminal())
    assert said.count("\r") == 1 + 301 + 4 + 1
    assert said.count("\n") == 1
    assert said.endswith("\n")


def test_nothing_to_do_is_done() -> None:
    stream = io.StringIO()
    Telling(stream).count("Reading", 0, 0)
    assert stream.getvalue() == "Reading: 0 of 0\n"
