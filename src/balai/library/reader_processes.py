"""The reader processes of this process: started when a file is read, and gone with it."""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO, Any

from .readers.nursery import LENGTH_BYTES

BOOT = "from balai.library.readers import nursery; nursery.main()"
_PATH = "import sys; sys.path.append({root!r})\n"
_ENVIRONMENT = {"LANG": "C.UTF-8", "OMP_THREAD_LIMIT": "1", "OPENBLAS_NUM_THREADS": "1"}
_SECONDS_TO_END = 5


class ReaderProcesses:
    """Forks a reader for each file, through a nursery that is started when there is none.

    `boot` is what the nursery runs. A process that was itself forked starts its own.
    """

    def __init__(self, boot: str = BOOT) -> None:
        self._boot = boot
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._asking: socket.socket | None = None
        self._owner = 0
        atexit.register(self._end_at_exit)

    def start(self, file: IO[bytes], request: dict[str, Any]) -> socket.socket:
        """Return the socket on which the reader of a file answers; closing it ends the reader."""
        message = json.dumps(request).encode()
        message = len(message).to_bytes(LENGTH_BYTES, "big") + message
        with self._lock:
            for last in (False, True):
                answers, theirs = socket.socketpair()
                with theirs:
                    try:
                        given = [file.fileno(), theirs.fileno()]
                        asking = self._nursery()
                        sent = socket.send_fds(asking, [message], given)
                        asking.sendall(message[sent:])
                        return answers
                    except OSError:  # it ended because nobody asked for a while
                        answers.close()
                        self.stop()
                        if last:
                            raise
        raise AssertionError

    def stop(self) -> None:
        """End the nursery and its readers."""
        if self._asking is not None:
            self._asking.close()
        if self._process is not None and self._owner == os.getpid():
            try:
                self._process.wait(_SECONDS_TO_END)
            except subprocess.TimeoutExpired:  # at work on what takes long, such as a model
                self._process.kill()
                self._process.wait()
        self._process = self._asking = None

    def _nursery(self) -> socket.socket:
        """Return the socket of the nursery of this process, started where there is none."""
        if self._asking is not None and self._process is not None:
            if self._owner == os.getpid() and self._process.poll() is None:
                return self._asking
            self.stop()
        asking, theirs = socket.socketpair()
        root = str(Path(__file__).resolve().parents[2])
        data = os.environ.get("TESSDATA_PREFIX")
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own module, no shell
                [
                    *(sys.executable, "-I", "-B", "-c", _PATH.format(root=root) + self._boot),
                    str(theirs.fileno()),
                ],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=_ENVIRONMENT | ({"TESSDATA_PREFIX": data} if data else {}),
                cwd="/",
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )
        self._asking, self._owner = asking, os.getpid()
        return asking

    def _end_at_exit(self) -> None:
        """Do not wait for a nursery when this process ends: its readers have nobody to tell."""
        if self._process is not None and self._owner == os.getpid():
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
            self._process.wait()
