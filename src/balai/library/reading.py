"""Reading a file in a child process with limits on time, memory and size.

The parsers of hostile files never run in the process that holds the database: the child has no
descriptors but the file, no environment, no network where the system allows that, and may not
write. It gives back data, which is checked here.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import selectors
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from balai.core.errors import Invalid
from balai.core.passages.document import Block, BlockKind, Document, SetAside

from .readers.kinds import safe_name
from .readers.refusals import REFUSALS

_BOOT = (
    "import sys; sys.path.append({root!r}); "
    "from balai.library.readers import child; child.main(); import os; os._exit(0)"
)
_ENVIRONMENT = {"LANG": "C.UTF-8", "OMP_THREAD_LIMIT": "1", "OPENBLAS_NUM_THREADS": "1"}
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
            detail = f"({size / 1e6:.0f} MB; at most {limits.bytes / 1e6:.0f} MB)"
            raise _refused("too-large", detail)
        suffix = Path(safe_name(name or path.name)).suffix
        with path.open("rb") as file:
            return _read(file, suffix, limits, ocr_languages, progress)
    except OSError as error:
        raise _refused("not-a-file") from error


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
    process = _start(file, suffix, limits, ocr_languages)
    try:
        for answer in _answers(process, limits):
            if "document" in answer:
                return _document(answer["document"])
            if "refused" in answer:
                raise _refused(answer["refused"], answer["detail"])
            if "crashed" in answer:
                _log.warning("a reader broke: %s", answer["crashed"])
                raise _refused("broken")
            if "done" in answer and progress is not None:
                progress(int(answer["done"]), int(answer["of"]))
        process.wait()
    finally:
        _end(process)
    raise _refused(_FAULTS.get(process.returncode, "broken"))


_FAULTS = {-signal.SIGXCPU: "too-slow", -signal.SIGKILL: "too-much-memory"}


def _start(
    file: IO[bytes], suffix: str, limits: Limits, ocr_languages: Sequence[str]
) -> subprocess.Popen[bytes]:
    """Start the child; it limits itself before it reads a byte of the file."""
    request = {
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
    root = str(Path(__file__).resolve().parents[2])
    data = os.environ.get("TESSDATA_PREFIX")
    return subprocess.Popen(  # noqa: S603 - our own module, no shell
        [sys.executable, "-I", "-B", "-c", _BOOT.format(root=root), json.dumps(request)],
        stdin=file,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_ENVIRONMENT | ({"TESSDATA_PREFIX": data} if data else {}),
        cwd="/",
        close_fds=True,
        start_new_session=True,
    )


def _answers(process: subprocess.Popen[bytes], limits: Limits) -> Iterator[dict[str, Any]]:
    """Yield what the child tells until its time is over; pages read by OCR give it more."""
    assert process.stdout is not None  # noqa: S101 - opened as a pipe
    deadline = time.monotonic() + limits.seconds
    rest = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while True:
            left = deadline - time.monotonic()
            if left <= 0 or not selector.select(left):
                raise _refused("too-slow")
            part = os.read(process.stdout.fileno(), 1 << 20)
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


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the child and what it started; it holds nothing that has to be put in order."""
    if process.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    if process.stdout is not None:
        process.stdout.close()


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
        warnings=tuple(map(str, data["warnings"])),
    )


def _block(block: dict[str, Any]) -> Block:
    box = block.pop("bbox")
    kind = BlockKind(block.pop("kind"))
    return Block(**block, kind=kind, bbox=tuple(box) if box else None)
