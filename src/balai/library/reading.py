"""Reading a file in a process of its own with limits on time, memory and size.

The parsers of hostile files never run in the process that holds the database: the reader has no
descriptors but the file, no environment, and is confined by the system as far as that goes
(`readers.confinement`): no network, no writing, no other files, no other programs. It is forked
for the one file, and gives back data, which is checked here.
"""

from __future__ import annotations

import json
import logging
import selectors
import shutil
import signal
import socket
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from balai.core.errors import Invalid, NotReady
from balai.core.passages.document import Block, BlockKind, Caution, Document, SetAside

from .reader_processes import ReaderProcesses
from .readers.kinds import safe_name
from .readers.refusals import REFUSALS

_MOST_ANSWERED = 1_000_000_000  # bytes
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Limits:
    """What reading one file may cost: bytes, pages, seconds of wall clock, bytes of memory.

    `unpacked` is the most a compressed file may unpack to. Scans get `seconds_per_scan` more
    for each page that is read by OCR, of which there may be `scans`.
    """

    bytes: int = 100_000_000
    pages: int = 2_000
    seconds: float = 60.0
    memory: int = 2_000_000_000
    characters: int = 20_000_000
    unpacked: int = 400_000_000
    scans: int = 200
    seconds_per_scan: float = 15.0


Progress = Callable[[int, int], None]


def read_file(
    path: Path | str,
    *,
    name: str = "",
    limits: Limits | None = None,
    ocr_languages: Sequence[str] = (),
    progress: Progress | None = None,
) -> Document:
    """Return what was read from a file.

    `name` is the name it was given under (default: that of `path`). `ocr_languages` are ISO
    639-1 codes in which scans are tried, most likely first; by default all that are installed.
    `progress` is called with the pages done and the pages there are. Raises Invalid, whose
    kinds are in `readers.refusals`.
    """
    limits = limits or Limits()
    path = Path(path)
    try:
        if not path.is_file():
            raise _refused("not-a-file")
        size = path.stat().st_size
        if size > limits.bytes:
            detail = f"({size / 1e6:.0f} MB > {limits.bytes / 1e6:.0f} MB)"
            raise _refused("too-large", detail)
        suffix = Path(safe_name(name or path.name)).suffix
        with path.open("rb") as file:
            return _read(file, suffix, limits, ocr_languages, progress)
    except OSError as error:
        raise _refused("not-a-file") from error


@dataclass(frozen=True)
class Confinement:
    """What a reader on this system is kept from: tried by one, not believed.

    `calls` and `files` say whether the filter of system calls and the rules about files are in
    force; `let_through` names the trials that the system did not refuse.
    """

    network: bool
    calls: bool
    files: int
    let_through: tuple[str, ...]


def try_confinement() -> Confinement:
    """Let a reader try what it must not be able to do. Raises NotReady where none answers."""
    request = _request("", Limits(), ()) | {"trial": True}
    with tempfile.TemporaryFile() as file, _readers.start(file, request) as answers:
        for answer in _answers(answers, Limits()):
            if "trial" in answer:
                held, refused = answer["trial"]["held"], answer["trial"]["refused"]
                through = tuple(name for name, is_refused in refused.items() if not is_refused)
                return Confinement(**held, let_through=through)
    raise NotReady("No reader answered.", "See whether files can be read: `balai text FILE`.")


def _refused(kind: str, detail: str = "") -> Invalid:
    """Return the error of a kind in the language of whoever is asking.

    Where Django is not set up, as in benchmarks, in English.
    """
    from django.conf import settings
    from django.utils.translation import gettext

    message, hint = REFUSALS[kind]
    if settings.configured:
        message, hint = gettext(message), gettext(hint)
    return Invalid(f"{message} {detail}".strip(), hint, kind=kind)


def _read(
    file: IO[bytes],
    suffix: str,
    limits: Limits,
    ocr_languages: Sequence[str],
    progress: Progress | None,
) -> Document:
    request = _request(suffix, limits, ocr_languages)
    for _ in range(_ATTEMPTS):
        file.seek(0)
        with _readers.start(file, request) as answers:
            for answer in _answers(answers, limits):
                if "document" in answer:
                    return _document(answer["document"])
                if "refused" in answer:
                    raise _refused(answer["refused"], answer["detail"])
                if "crashed" in answer:
                    _log.warning("a reader broke: %s", answer["crashed"])
                    raise _refused("broken")
                if "ended" in answer:
                    raise _refused(_FAULTS.get(answer["ended"], "broken"))
                if "done" in answer and progress is not None:
                    progress(int(answer["done"]), int(answer["of"]))
    raise _refused("broken")


_readers = ReaderProcesses()
_ATTEMPTS = 2  # a nursery may end, with what it was asked unread, because it was idle
_FAULTS = {-signal.SIGXCPU: "too-slow", -signal.SIGKILL: "too-much-memory"}


def _request(suffix: str, limits: Limits, ocr_languages: Sequence[str]) -> dict[str, Any]:
    """Return what a reader is told: it limits itself before it reads a byte of the file."""
    return {
        "suffix": suffix[:12],
        "seconds": int(limits.seconds) + 1,
        "memory": limits.memory,
        "allowance": {
            "pages": limits.pages,
            "characters": limits.characters,
            "unpacked": limits.unpacked,
            "ocr_pages": limits.scans,
            "ocr_languages": list(ocr_languages),
            "tesseract": shutil.which("tesseract") or "",
        },
    }


def _answers(answers: socket.socket, limits: Limits) -> Iterator[dict[str, Any]]:
    """Yield what the reader tells until its time is over; pages read by OCR give it more."""
    deadline = time.monotonic() + limits.seconds
    rest = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(answers, selectors.EVENT_READ)
        while True:
            left = deadline - time.monotonic()
            if left <= 0 or not selector.select(left):
                raise _refused("too-slow")
            part = answers.recv(1 << 20)
            if not part:
                return
            rest += part
            if len(rest) > _MOST_ANSWERED:
                raise _refused("too-much-text")
            if b"\n" not in part:
                continue
            *lines, rest = rest.split(b"\n")
            for line in lines:
                answer = json.loads(line)
                deadline += int(answer.get("scans", 0)) * limits.seconds_per_scan
                yield answer


def _document(data: dict[str, Any]) -> Document:
    return Document(
        format=str(data["format"]),
        text=str(data["text"]),
        blocks=tuple(_block(block) for block in data["blocks"]),
        pages=int(data["pages"]),
        language=str(data["language"]),
        title=str(data["title"]),
        metadata=tuple((str(key), str(value)) for key, value in data["metadata"]),
        set_aside=tuple(SetAside(**item) for item in data["set_aside"]),
        warnings=tuple(_caution(each) for each in data["warnings"]),
    )


def _caution(said: dict[str, Any]) -> Caution:
    values = tuple((str(name), str(value)) for name, value in said["values"])
    return Caution(str(said["kind"]), values)


def _block(block: dict[str, Any]) -> Block:
    box = block.pop("bbox")
    kind = BlockKind(block.pop("kind"))
    return Block(**block, kind=kind, bbox=tuple(box) if box else None)
