"""The encoder that Balai carries, asked through its child process."""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import itertools
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from balai.core.errors import NotReady
from balai.foundation.embedding import wire
from balai.foundation.embedding.port import Kind

if TYPE_CHECKING:
    from balai.core.privacy.learned.mark import Mark
    from balai.foundation.embedding.port import Vectors

Answer = tuple[dict[str, Any], bytes]
HINT = "Try again; if it happens again, look at the memory of the machine with `balai doctor`."


PATIENCE: dict[Kind, float] = {"query": 10.0, "passage": 60.0}
"""Seconds to wait for an answer, and two more for each text: a reader waits for a query."""


STARTING = 15.0
"""Seconds that somebody waits at the most for a child that is just starting."""
REMEMBERED = 4_096
"""Vectors kept between reading a source and indexing it: 6 MB."""


ONE_THREAD_A_TEXT = {"OPENBLAS_NUM_THREADS": "1"}
"""The child shares its texts among threads itself. Where the head's products start threads of
their own beside those, they wait for each other: marks cost 39 % of a vector's time instead of 4.
"""


class _ChildGoneError(Exception):
    """The child ended before it answered."""


class _Child:
    """One running child: requests go down one pipe, a thread reads the answers off the other."""

    def __init__(self, directory: Path, threads: int, idle_seconds: float) -> None:
        self.owner = os.getpid()
        self._said: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as the child
        command = [sys.executable, "-m", "balai.foundation.embedding.child"]
        self._process = subprocess.Popen(  # noqa: S603 - our own module, no shell
            [*command, str(directory), str(threads), str(idle_seconds)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            env=os.environ | ONE_THREAD_A_TEXT,
        )
        self._sending = threading.Lock()
        self._waiting: dict[int, Future[Answer]] = {}
        self._numbers = itertools.count(1)
        self._closed = False
        self._guard = threading.Lock()
        self._waiting[0] = Future()  # the greeting
        self._greeting = self._waiting[0]
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def usable(self) -> bool:
        return not self._closed and self.owner == os.getpid()

    def ask(self, request: dict[str, Any], timeout: float, *, spare: bool = False) -> Answer:
        """Send a request and wait. Raises _ChildGoneError, or NotReady after `timeout` seconds.

        With `spare` the child is not ended for being late; one that starts is given STARTING
        seconds before the time begins to run.

        Who has waited long enough goes away alone. The child is ended only where nobody else
        waits for it, for a query that is late says nothing against the batch before it; a child
        that hangs keeps each one until their own time is up, and the last ends it.
        """
        number = 0
        try:
            self._greeting.result(STARTING if spare else 60)
            number, future = self._send(request)
            answer = future.result(timeout)
        except FutureTimeoutError:
            if not self._others_wait(number) and not spare:
                self.close()
            raise NotReady(
                f"The encoder did not answer within {timeout:.0f} seconds.",
                HINT,
                kind="encoder-slow",
            ) from None
        if "error" in answer[0]:
            raise NotReady(f"The encoder failed: {answer[0]['error']}", HINT, kind="encoder-failed")
        return answer

    def _others_wait(self, number: int) -> bool:
        """Take one request back, and say whether there are others."""
        with self._guard:
            if number:
                self._waiting.pop(number, None)
            return any(each != number for each in self._waiting)

    def _send(self, request: dict[str, Any]) -> tuple[int, Future[Answer]]:
        future: Future[Answer] = Future()
        with self._guard:
            if self._closed:
                raise _ChildGoneError
            number = next(self._numbers)
            self._waiting[number] = future
        assert self._process.stdin is not None  # noqa: S101 - opened as a pipe above
        try:
            with self._sending:
                wire.send(self._process.stdin, {**request, "id": number})
        except (OSError, ValueError):
            self._end()
            raise _ChildGoneError from None
        return number, future

    def _listen(self) -> None:
        assert self._process.stdout is not None  # noqa: S101 - opened as a pipe above
        with contextlib.suppress(OSError, ValueError):
            while (frame := wire.receive(self._process.stdout)) is not None:
                with self._guard:
                    future = self._waiting.pop(int(frame[0].get("id", 0)), None)
                if future is not None:
                    future.set_result(frame)
        self._end()

    def _end(self) -> None:
        """Let everybody who waits know that no answer will come."""
        with self._guard:
            self._closed = True
            waiting = list(self._waiting.values())
            self._waiting.clear()
        for future in waiting:
            if not future.done():
                future.set_exception(_ChildGoneError())

    def last_words(self) -> str:
        """Return the end of what the child wrote to its standard error."""
        self._said.seek(0)
        return self._said.read()[-400:].decode("utf-8", "replace").strip()

    def close(self) -> None:
        """End the child at once: it holds nothing that could be lost."""
        if self.owner != os.getpid():
            return
        self._process.kill()
        self._process.wait()
        self._end()


class CarriedEmbedder:
    """multilingual-e5-small in eight bits, in a child process of its own.

    The child starts with the first text and ends after `idle_seconds` without one; when it
    dies, the request is sent once more to a new one. Safe to use from several threads, and
    after a fork. `threads` is how many texts are embedded at the same time.
    """

    available = True
    finds_names = True

    def __init__(
        self,
        directory: Path | None = None,
        *,
        models: Path | None = None,
        home: Path | None = None,
        threads: int = 2,
        idle_seconds: float = 300.0,
    ) -> None:
        self._directory, self._models, self._home = directory, models, home
        self._threads, self._idle_seconds = threads, idle_seconds
        self._manifest: dict[str, Any] | None = None
        self._child: _Child | None = None
        self._lock = threading.Lock()
        self._recent: OrderedDict[str, bytes] = OrderedDict()
        atexit.register(self.close)

    @property
    def name(self) -> str:
        """Return the model's name with a hash of its weights and of the recipe."""
        return str(self._read_manifest()["name"])

    @property
    def dimension(self) -> int:
        """Return how many numbers a vector has."""
        return int(self._read_manifest()["dimension"])

    @property
    def child_pid(self) -> int | None:
        """Return the process id of the child, or None while there is none."""
        child = self._child
        return child.pid if child is not None and child.usable else None

    def embed(self, texts: Sequence[str], kind: Kind) -> Vectors:
        """Return one row of unit length per text."""
        import numpy as np

        if kind not in ("query", "passage"):
            raise ValueError(f"a text is a query or a passage, not {kind!r}")
        sent = _sendable(texts)
        kept = self._take_recent(sent) if kind == "passage" else {}
        rows = iter(self._embedded([text for text in sent if text not in kept], kind))
        vectors = [kept[text] if text in kept else next(rows) for text in sent]
        return np.array(vectors, np.float32).reshape(len(sent), self.dimension)

    def _embedded(self, texts: list[str], kind: Kind) -> Vectors:
        import numpy as np

        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        _, body = self._ask({"do": "embed", "kind": kind, "texts": texts}, len(texts))
        return np.frombuffer(body, np.float32).reshape(len(texts), self.dimension)

    def marks(self, texts: Sequence[str], *, patience: float | None = None) -> list[list[Mark]]:
        """Return what in each text reads like a name, a place or the like."""
        if patience is not None and self._is_missing():
            raise NotReady("The encoder has not been made yet.", HINT, kind="no-embedder")
        kind = "passage" if patience is None else "query"
        request = {"do": "mark", "kind": kind, "texts": _sendable(texts)}
        return _marks_in(self._ask(request, len(texts), patience)[0])

    def embed_and_mark(self, texts: Sequence[str]) -> tuple[Vectors, list[list[Mark]]]:
        """Return the vectors and the marks of passages.

        A source is read for names first and indexed soon after: its vectors are remembered for
        that while, so that its passages are read once.
        """
        import numpy as np

        sent = _sendable(texts)
        header, body = self._ask({"do": "both", "kind": "passage", "texts": sent}, len(sent))
        vectors = np.frombuffer(body, np.float32).reshape(len(sent), self.dimension).copy()
        with self._lock:
            for text, vector in zip(sent, vectors, strict=True):
                self._recent[_key(text)] = vector.tobytes()
            while len(self._recent) > REMEMBERED:
                self._recent.popitem(last=False)
        return vectors, _marks_in(header)

    def _take_recent(self, texts: Sequence[str]) -> dict[str, Any]:
        """Return the vectors of the texts that have just been read, and forget them."""
        import numpy as np

        if not self._recent:
            return {}
        with self._lock:
            found = {text: self._recent.pop(_key(text), None) for text in dict.fromkeys(texts)}
        return {
            text: np.frombuffer(row, np.float32) for text, row in found.items() if row is not None
        }

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return how many tokens each text takes, without prefix or markers."""
        header, _ = self._ask({"do": "count", "texts": _sendable(texts)}, len(texts))
        return [int(count) for count in header["counts"]]

    def close(self) -> None:
        """End the child if there is one."""
        with self._lock:
            if self._child is not None:
                self._child.close()
                self._child = None

    def _ask(self, request: dict[str, Any], size: int, patience: float | None = None) -> Answer:
        timeout = patience or PATIENCE[request.get("kind", "passage")] + 2.0 * size
        for _ in range(2):
            child = self._running()
            try:
                return child.ask(request, timeout, spare=patience is not None)
            except _ChildGoneError:
                said = child.last_words()
        raise NotReady(
            f"The encoder's process ended twice before it answered. {said}".strip(),
            HINT,
            kind="encoder-died",
        )

    def _running(self) -> _Child:
        with self._lock:
            if self._child is None or not self._child.usable:
                directory = self._find()
                self._child = _Child(directory, self._threads, self._idle_seconds)
            return self._child

    def _is_missing(self) -> bool:
        from balai.foundation.embedding.build import find_model

        return self._directory is None and find_model(self._home, self._models) is None

    def _find(self) -> Path:
        from balai.foundation.embedding.build import MANIFEST, ensure_model

        if self._directory is None:
            self._directory = ensure_model(self._home, self._models)
        if not (self._directory / MANIFEST).is_file():
            raise NotReady(
                f"There is no encoder in {self._directory}.",
                "Run `python -m balai.foundation.embedding.build` to make it.",
                kind="no-embedder",
            )
        return self._directory

    def _read_manifest(self) -> dict[str, Any]:
        from balai.foundation.embedding.build import MANIFEST

        if self._manifest is None:
            text = (self._find() / MANIFEST).read_text(encoding="utf-8")
            self._manifest = json.loads(text)
        return self._manifest


def _marks_in(header: dict[str, Any]) -> list[list[Mark]]:
    from balai.core.privacy.learned.mark import Mark, MarkType

    return [
        [Mark(start, end, MarkType(type_), confidence) for start, end, type_, confidence in marks]
        for marks in header["marks"]
    ]


def _key(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _sendable(texts: Sequence[str]) -> list[str]:
    """Cap what is sent: the child reads no further (lone surrogates pass JSON as escapes)."""
    from balai.foundation.embedding.child import COUNTED_CHARACTERS

    return [text[:COUNTED_CHARACTERS] for text in texts]
