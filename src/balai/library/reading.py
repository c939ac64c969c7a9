"""Reading a file in a child process with limits on time, memory and size.

The parsers of hostile files never run in the process that holds the database: the child has no
descriptors but the file, no environment, no network where the system allows that, and may not
write. It gives back data, which is checked here.
"""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from balai.core.errors import Invalid
from balai.core.passages.document import Block, BlockKind, Document, SetAside

from .readers.found import Allowance
from .readers.refusals import refusal

_BOOT = (
    "import sys; sys.path.append({root!r}); from balai.library.readers import child; child.main()"
)


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
    639-1 codes in which scans are tried, most likely first. `progress` is called with the pages
    done and the pages there are. Raises Invalid, whose kinds are in `readers.refusals`.
    """
    limits = limits or Limits()
    path = Path(path)
    try:
        if not path.is_file():
            raise refusal("not-a-file")
        size = path.stat().st_size
        if size > limits.bytes:
            raise refusal(
                "too-large", f"({size / 1e6:.0f} MB; at most {limits.bytes / 1e6:.0f} MB)"
            )
        with path.open("rb") as file:
            return _read(file, Path(name or path.name).suffix, limits, ocr_languages, progress)
    except OSError as error:
        raise refusal("not-a-file") from error


def _read(
    file: IO[bytes],
    suffix: str,
    limits: Limits,
    ocr_languages: Sequence[str],
    progress: Progress | None,
) -> Document:
    request = {
        "suffix": suffix[:12],
        "seconds": int(limits.seconds) + 1,
        "memory": limits.memory,
        "allowance": asdict(_allowance(limits, ocr_languages)),
    }
    root = str(Path(__file__).resolve().parents[2])
    process = subprocess.Popen(  # noqa: S603 - our own module, no shell
        [sys.executable, "-I", "-B", "-c", _BOOT.format(root=root), json.dumps(request)],
        stdin=file,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"LANG": "C.UTF-8", "OMP_THREAD_LIMIT": "1", "OPENBLAS_NUM_THREADS": "1"},
        cwd="/",
        close_fds=True,
        start_new_session=True,
    )
    try:
        for answer in _answers(process, limits, progress):
            return _document(answer)
    finally:
        _end(process)
    if process.returncode == -signal.SIGXCPU:
        raise refusal("too-slow")
    raise refusal("broken")


def _allowance(limits: Limits, ocr_languages: Sequence[str]) -> Allowance:
    return Allowance(
        pages=limits.pages,
        characters=limits.characters,
        unpacked=limits.unpacked,
        ocr_pages=limits.scans,
        ocr_languages=tuple(ocr_languages),
        tesseract=shutil.which("tesseract") or "",
    )


def _answers(
    process: subprocess.Popen[bytes], limits: Limits, progress: Progress | None
) -> Iterator[dict[str, Any]]:
    """Yield the last answer of the child, telling the progress on the way."""
    for line in _lines(process, limits):
        answer = json.loads(line)
        if "done" not in answer:
            yield answer
        elif progress is not None:
            progress(int(answer["done"]), int(answer["of"]))


def _lines(process: subprocess.Popen[bytes], limits: Limits) -> Iterator[bytes]:
    assert process.stdout is not None  # noqa: S101 - opened as a pipe
    deadline = time.monotonic() + limits.seconds
    rest = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while True:
            left = deadline - time.monotonic()
            if left <= 0 or not selector.select(left):
                raise refusal("too-slow")
            part = os.read(process.stdout.fileno(), 1 << 20)
            if not part:
                return
            rest += part
            while (at := rest.find(b"\n")) >= 0:
                yield bytes(rest[:at])
                del rest[: at + 1]


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the child and what it started; it holds nothing that has to be put in order."""
    if process.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    if process.stdout is not None:
        process.stdout.close()


def _document(answer: dict[str, Any]) -> Document:
    if "refused" in answer:
        refused = answer["refused"]
        raise Invalid(refused["message"], refused["hint"], kind=refused["kind"])
    data = answer["document"]
    data["blocks"] = tuple(_block(block) for block in data["blocks"])
    data["metadata"] = tuple((str(key), str(value)) for key, value in data["metadata"])
    data["set_aside"] = tuple(SetAside(**item) for item in data["set_aside"])
    data["warnings"] = tuple(data["warnings"])
    return Document(**data)


def _block(block: dict[str, Any]) -> Block:
    box = block.pop("bbox")
    kind = BlockKind(block.pop("kind"))
    return Block(**block, kind=kind, bbox=tuple(box) if box else None)
