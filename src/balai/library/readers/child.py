"""The child process that reads one file: confined first, then the bytes, then one answer.

It is forked by the nursery with the file as its standard input and the answers as its output.
It answers in lines of JSON: {"done", "of"} as pages pass, {"scans"} before pages are read by
OCR, at last one of {"document"}, {"refused", "detail"} and {"crashed"}.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from dataclasses import asdict
from typing import Any

from .confinement import confine
from .confinement.trials import tried
from .found import RunsOcr
from .kinds import may_hold_pictures
from .ocr import Ocr


def serve(request: dict[str, Any]) -> None:
    """Read the file on standard input as the request says."""
    if request.get("trial"):
        answer({"trial": tried(request)})
        return
    ocr = _ocr(request)
    confine(seconds=request["seconds"], memory=request["memory"])
    answer(_read(request, ocr))


def _ocr(request: dict[str, Any]) -> RunsOcr | None:
    """Return what reads pictures, where the file may hold some and Tesseract is installed.

    The kind is told from the first bytes: the file is read when this process is confined.
    """
    program = request["allowance"].pop("tesseract", "")
    if not program or not may_hold_pictures(os.pread(0, 1024, 0)):
        return None
    return Ocr(program, request["memory"])


def _read(request: dict[str, Any], ocr: RunsOcr | None) -> dict[str, Any]:
    from balai.core.errors import Invalid

    from .found import Allowance
    from .reader import read_document
    from .refusals import REFUSALS

    allowance = request["allowance"]
    allowance["ocr_languages"] = tuple(allowance["ocr_languages"])
    try:
        with open(0, "rb", closefd=False) as file:
            data = file.read()
        allowed = Allowance(**allowance, ocr=ocr, scanning=_report_scans)
        document = read_document(data, request["suffix"], allowed, _report)
        return {"document": asdict(document)}
    except MemoryError:
        return {"refused": "too-much-memory", "detail": ""}
    except Invalid as error:
        detail = error.message.removeprefix(REFUSALS[error.kind][0]).strip()
        return {"refused": error.kind, "detail": detail}
    except Exception as error:  # a hostile file may break a parser in any way
        return {"crashed": _place(error)}


def _place(error: Exception) -> str:
    """Return where a parser broke, without anything of the file."""
    at = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {os.path.basename(at.filename)}:{at.lineno}"  # noqa: PTH119


def _report(done: int, of: int) -> None:
    answer({"done": done, "of": of})


def _report_scans(count: int) -> None:
    answer({"scans": count})


def answer(told: dict[str, Any]) -> None:
    """Tell one line of the answers."""
    sys.stdout.buffer.write(json.dumps(told, separators=(",", ":")).encode() + b"\n")
    sys.stdout.buffer.flush()
