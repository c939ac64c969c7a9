"""Tesseract in a process beside the reader, which may start it and never sees the file.

The reader itself may start nothing. It hands over pictures, and is given what was read in them;
so a fault in a parser of PDF gains no way to run a program, and what a picture does to Tesseract
happens where nothing but that picture is known.
"""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import threading
from dataclasses import dataclass
from typing import IO, NoReturn

from .confinement import confine
from .refusals import refusal

AT_ONCE = 2
_SECONDS = 60  # of processor time, for one picture
_LENGTH = 8


@dataclass(frozen=True)
class _Channel:
    """Where one message at a time goes to and comes from."""

    to: IO[bytes]
    back: IO[bytes]


class Ocr:
    """Runs Tesseract with arguments on a picture; `AT_ONCE` threads may ask at once."""

    def __init__(self, program: str, memory: int) -> None:
        """Start the process beside; to be called before the caller confines itself."""
        ours, theirs = zip(*(_pair() for _ in range(AT_ONCE)), strict=True)
        if os.fork() == 0:
            _serve(program, memory, ours, theirs)
        for channel in theirs:
            _close(channel)
        self._free: queue.Queue[_Channel] = queue.Queue()
        for channel in ours:
            self._free.put(channel)

    def __call__(self, arguments: list[str], picture: bytes = b"") -> bytes:
        """Return what Tesseract wrote. Raises Invalid where it took too long or broke."""
        channel = self._free.get()
        try:
            _send(channel.to, json.dumps(arguments).encode())
            _send(channel.to, picture)
            status, written = int(_receive(channel.back)), _receive(channel.back)
        except (OSError, EOFError) as error:
            raise refusal("broken") from error
        finally:
            self._free.put(channel)
        if status:
            raise refusal("too-slow" if status == -signal.SIGXCPU else "broken")
        return written


def _pair() -> tuple[_Channel, _Channel]:
    """Return the two ends of a channel."""
    their_ear, our_mouth = os.pipe()
    our_ear, their_mouth = os.pipe()
    return (
        _Channel(os.fdopen(our_mouth, "wb"), os.fdopen(our_ear, "rb")),
        _Channel(os.fdopen(their_mouth, "wb"), os.fdopen(their_ear, "rb")),
    )


def _close(channel: _Channel) -> None:
    channel.to.close()
    channel.back.close()


def _serve(
    program: str, memory: int, ours: tuple[_Channel, ...], theirs: tuple[_Channel, ...]
) -> NoReturn:
    """Be the process beside until the reader is gone; it is killed with the reader's group."""
    try:
        for channel in ours:
            _close(channel)
        nothing = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1):  # neither the file nor the answers
            os.dup2(nothing, descriptor)
        confine(seconds=_SECONDS, memory=memory, program=program)
        threads = [threading.Thread(target=_answer, args=(program, each)) for each in theirs]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    except BaseException:  # a fork must not go on as the nursery
        os._exit(1)
    os._exit(0)


def _answer(program: str, channel: _Channel) -> None:
    while True:
        try:
            arguments, picture = json.loads(_receive(channel.back)), _receive(channel.back)
            done = subprocess.run(  # noqa: S603 - the program found at start-up, no shell
                [program, *arguments], input=picture, capture_output=True, check=False
            )
            _send(channel.to, str(done.returncode).encode())
            _send(channel.to, done.stdout)
        except (OSError, EOFError):
            _close(channel)
            return


def _send(to: IO[bytes], message: bytes) -> None:
    to.write(len(message).to_bytes(_LENGTH, "big"))
    to.write(message)
    to.flush()


def _receive(back: IO[bytes]) -> bytes:
    length = int.from_bytes(back.read(_LENGTH), "big")
    message = back.read(length)
    if len(message) < length:
        raise EOFError
    return message
