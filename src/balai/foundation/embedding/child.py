"""The child process that holds the encoder: started at first need, gone when idle.

    python -m balai.foundation.embedding.child DIRECTORY THREADS IDLE_SECONDS

It reads requests from standard input and answers on standard output (`wire`). A request is
split into its texts, so that threads share it. What somebody waits for has a thread of its own: it
begins at once, however many passages are at work or wait. The process ends by itself when the
parent's end of the pipe closes or nothing came for a while.
"""

from __future__ import annotations

import itertools
import os
import queue
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from balai.foundation.embedding import wire

if TYPE_CHECKING:
    from balai.core.privacy.learned.mark import Mark
    from balai.foundation.embedding.encoder import Encoder

QUERY_FIRST, PASSAGE = 0, 1
_Job = tuple[int, int, Callable[[], None]]
URGENT_TEXTS = 4
"""Texts that somebody waits for and that are read before all others: a sentence and its quote."""
COUNTED_CHARACTERS = 4_000_000
"""Beyond this a text is not counted further: it is long by any measure."""


class _Reading:
    """One request to embed, to mark or both, filled by several threads, answered by the last."""

    def __init__(self, server: Server, request: dict[str, Any]) -> None:
        import numpy as np

        self._server, self._request = server, request
        self._texts: list[str] = request["texts"]
        self._left = len(self._texts)
        self._lock = threading.Lock()
        self._failed = False
        self._vectors = np.zeros((len(self._texts), server.encoder.dimension), np.float32)
        self._marks: list[list[Mark]] = [[] for _ in self._texts]

    def read(self, position: int) -> None:
        """Read one text; the last one sends the answer, the first to fail the failure."""
        try:
            if not self._failed:
                self._read(position, self._texts[position])
        except Exception as error:  # whatever it is, the parent is told
            with self._lock:
                first, self._failed = not self._failed, True
            if first:
                self._server.answer(self._request, error=repr(error))
        with self._lock:
            self._left -= 1
            done = self._left == 0 and not self._failed
        if done:
            self._answer()

    def _read(self, position: int, text: str) -> None:
        encoder, do = self._server.encoder, self._request["do"]
        if do == "embed":
            tokens = encoder.tokens(text, self._request["kind"])
            self._vectors[position] = encoder.vector(tokens)
        elif do == "mark":
            self._marks[position] = encoder.marks(text)
        else:
            self._vectors[position], self._marks[position] = encoder.vector_and_marks(text)

    def _answer(self) -> None:
        do = self._request["do"]
        body = b"" if do == "mark" else self._vectors.tobytes()
        header = {} if do == "embed" else {"marks": self._marks}
        self._server.answer(self._request, body=body, **header)


class Server:
    """Reads requests, shares their texts among threads, writes answers."""

    def __init__(self, encoder: Encoder, source: BinaryIO, sink: BinaryIO, threads: int) -> None:
        self.encoder = encoder
        self._source, self._sink = source, sink
        self._sending = threading.Lock()
        self._order = itertools.count()
        self._work: queue.PriorityQueue[_Job] = queue.PriorityQueue()
        self._urgent: queue.Queue[_Job] = queue.Queue()
        self.last_used = time.monotonic()
        for source_of_jobs in (self._urgent, *[self._work] * threads):
            threading.Thread(target=self._labour, args=[source_of_jobs], daemon=True).start()

    def serve(self) -> None:
        """Answer until the parent closes its end."""
        while (frame := wire.receive(self._source)) is not None:
            self.last_used = time.monotonic()
            self._take(frame[0])

    @property
    def idle_since(self) -> float | None:
        """Return when the last work ended, or None while there is some."""
        busy = self._work.unfinished_tasks or self._urgent.unfinished_tasks
        return None if busy else self.last_used

    def answer(self, request: dict[str, Any], *, body: bytes = b"", **header: Any) -> None:
        """Send one answer."""
        with self._sending:
            wire.send(self._sink, {"id": request["id"], **header}, body)

    def _take(self, request: dict[str, Any]) -> None:
        if request["do"] == "count":
            self._put(QUERY_FIRST, lambda: self._count(request))
            return
        if not request["texts"]:
            self.answer(request, marks=[])
            return
        reading = _Reading(self, request)
        if request["kind"] == "query" and len(request["texts"]) <= URGENT_TEXTS:
            for position in range(len(request["texts"])):
                self._urgent.put((QUERY_FIRST, next(self._order), partial(reading.read, position)))
            return
        first = QUERY_FIRST if request["kind"] == "query" else PASSAGE
        lengths = [len(text) for text in request["texts"]]
        for position in sorted(range(len(lengths)), key=lambda at: -lengths[at]):
            self._put(first, partial(reading.read, position))

    def _put(self, priority: int, job: Callable[[], None]) -> None:
        self._work.put((priority, next(self._order), job))

    def _count(self, request: dict[str, Any]) -> None:
        from balai.foundation.embedding.cleaning import clean

        try:
            counts = [
                len(self.encoder.pieces(clean(text, COUNTED_CHARACTERS)))
                for text in request["texts"]
            ]
        except Exception as error:  # whatever it is, the parent is told
            self.answer(request, error=repr(error))
        else:
            self.answer(request, counts=counts)

    def _labour(self, jobs: queue.Queue[_Job]) -> None:
        while True:
            job = jobs.get()[2]
            try:
                job()
            except OSError:
                os._exit(0)  # the parent is gone; nobody waits for an answer
            finally:
                self.last_used = time.monotonic()
                jobs.task_done()


def _leave_when_idle(server: Server, seconds: float) -> None:
    while True:
        time.sleep(min(seconds, 5) / 2)
        since = server.idle_since
        if since is not None and time.monotonic() - since > seconds:
            os._exit(0)


def main(directory: str, threads: str, idle_seconds: str) -> None:
    """Load the encoder, say so, and serve."""
    from balai.foundation.embedding.encoder import Encoder

    sink = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # a stray print must not break a frame
    encoder = Encoder(Path(directory))
    wire.send(sink, {"name": encoder.name, "dimension": encoder.dimension})
    server = Server(encoder, sys.stdin.buffer, sink, int(threads))
    watcher = threading.Thread(
        target=_leave_when_idle, args=(server, float(idle_seconds)), daemon=True
    )
    watcher.start()
    server.serve()
    os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:4])
