"""The process that readers are forked from, one for each file.

To start Python, import the readers and unpack the model of languages takes a second of a
processor; a fork of a process that has done so takes a few thousandths. It never touches a byte
of a file: what a file does to its reader ends with that reader, which limits itself first.

It is told on a socket, whose number is its only argument: a length, a request in JSON, and with
it the file and a socket for the answers. When a reader has ended, the last line of the answers
is {"ended": exit code}. When the other side closes the answers, the reader is killed; when it
closes the socket, all are.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import selectors
import signal
import socket
import sys
import time
from typing import Any, NoReturn

from . import reader as _reader  # noqa: F401 - what a reader imports, it would import each time
from .child import answer, serve

IDLE_SECONDS = 120.0
LENGTH_BYTES = 4
_PATIENCE = 5.0  # seconds in which the other side takes the last line
# What readers import when they are needed, by the ending of the file.
_NEEDED = {
    ".pdf": ("pypdfium2", "numpy"),
    ".docx": ("docx",),
    ".html": ("trafilatura",),
    ".htm": ("trafilatura",),
}


def main() -> None:
    """Fork a reader for each request until nobody asks any more."""
    nursery = _Nursery(socket.socket(fileno=int(sys.argv[1])))
    try:
        nursery.run()
    finally:
        nursery.end()


class _Nursery:
    """Who asks, and the readers at work with the sockets of their answers."""

    def __init__(self, asking: socket.socket) -> None:
        self.asking = asking
        self.readers: dict[int, socket.socket] = {}
        self.forked = 0
        self.selector = selectors.DefaultSelector()
        self.ended, ended = socket.socketpair()
        self.ended.setblocking(False)
        ended.setblocking(False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(ended.detach(), warn_on_full_buffer=False)
        for each in (self.asking, self.ended):
            self.selector.register(each, selectors.EVENT_READ)

    def run(self) -> None:
        """Serve until the other side is gone, or nothing was asked for some time."""
        last = time.monotonic()
        while self.readers or time.monotonic() - last < IDLE_SECONDS:
            for key, _ in self.selector.select(IDLE_SECONDS):
                last = time.monotonic()
                if key.fileobj is self.asking:
                    if not self._fork():
                        return
                elif key.fileobj is self.ended:
                    self._reap()
                elif key.data in self.readers:  # and has not ended at the same moment
                    _kill(key.data)
                    self.selector.unregister(key.fileobj)

    def end(self) -> None:
        """Leave no reader behind."""
        for pid in self.readers:
            _kill(pid)

    def _fork(self) -> bool:
        """Fork the reader that is asked for; say no where nobody asks any more."""
        head, given, _, _ = socket.recv_fds(self.asking, LENGTH_BYTES, 2)
        if not head or len(given) != 2:
            return False
        request = json.loads(_exactly(self.asking, int.from_bytes(head, "big")))
        file, answers = given
        self._warm(str(request["suffix"]))
        pid = os.fork()
        if pid == 0:
            _become_reader(file, answers, request)
        with contextlib.suppress(OSError):  # the reader does it too, whichever comes first
            os.setpgid(pid, pid)
        os.close(file)
        self.readers[pid] = socket.socket(fileno=answers)
        self.selector.register(self.readers[pid], selectors.EVENT_READ, pid)
        return True

    def _warm(self, suffix: str) -> None:
        """Make ready what the reader needs; the model of languages once a second one is asked for.

        A single reader unpacks it itself, beside its other work.
        """
        for name in _NEEDED.get(suffix.lower(), ()):
            importlib.import_module(name)
        if self.forked == 1:
            from .languages import language_of

            language_of("The model is unpacked when the first text is told.")
        if self.forked <= 1:
            gc.freeze()  # collecting would copy the pages that readers share
        self.forked += 1

    def _reap(self) -> None:
        with contextlib.suppress(BlockingIOError):
            while self.ended.recv(1024):
                pass
        with contextlib.suppress(ChildProcessError):
            while (told := os.waitpid(-1, os.WNOHANG))[0]:
                self._part_from(told[0], os.waitstatus_to_exitcode(told[1]))

    def _part_from(self, pid: int, code: int) -> None:
        answers = self.readers.pop(pid)
        _kill(pid)  # what it started, such as Tesseract
        with contextlib.suppress(KeyError):
            self.selector.unregister(answers)
        answers.settimeout(_PATIENCE)
        with contextlib.suppress(OSError):  # nobody listens any more
            answers.sendall(json.dumps({"ended": code}).encode() + b"\n")
        answers.close()


def _exactly(asking: socket.socket, length: int) -> bytes:
    parts = bytearray()
    while len(parts) < length:
        part = asking.recv(length - len(parts))
        if not part:
            raise EOFError
        parts += part
    return bytes(parts)


def _kill(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def _become_reader(file: int, answers: int, request: dict[str, Any]) -> NoReturn:
    """Keep nothing of the nursery open but the file and the answers; read; end."""
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.setpgid(0, 0)
        os.dup2(file, 0)
        os.dup2(answers, 1)
        # All of them: the nursery's own socket has the number that it had with whoever asks.
        os.closerange(3, os.sysconf("SC_OPEN_MAX"))
        serve(request)
    except BaseException as error:  # a fork must not go on as the nursery
        with contextlib.suppress(BaseException):
            answer({"crashed": type(error).__name__})
        os._exit(1)
    os._exit(0)
