"""How far the loading of the sample is, for whoever waits at a terminal or reads a log."""

from __future__ import annotations

from typing import TextIO

_WIDTH = 60  # characters: as long as the longest line, which the next one writes over
_TENTHS = 10


class Telling:
    """Says each thing once: on one line of a terminal, elsewhere a line for each tenth."""

    def __init__(self, stream: TextIO) -> None:
        """Begin to tell on a stream."""
        self._stream = stream
        self._is_terminal = stream.isatty()
        self._said = ""
        self._tenth = ("", -1)

    def say(self, text: str) -> None:
        """Say what is done now."""
        if text != self._said:
            line = f"\r{text:<{_WIDTH}}" if self._is_terminal else f"{text}\n"
            self._write(line)
            self._said = text

    def count(self, what: str, done: int, of: int) -> None:
        """Say how much of something is done."""
        tenth = (what, done * _TENTHS // of if of else _TENTHS)
        if self._is_terminal or self._tenth[0] != what or tenth > self._tenth:
            self.say(f"{what}: {done} of {of}")
            self._tenth = tenth

    def end(self, text: str) -> None:
        """Say the last thing, and leave the line."""
        self.say(text)
        if self._is_terminal:
            self._write("\n")

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()
