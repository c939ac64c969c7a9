"""The child process that reads one file: limits first, then the bytes, then one answer.

It is forked by the nursery with the file as its standard input and the answers as its output.
It answers in lines of JSON: {"done", "of"} as pages pass, {"scans"} before pages are read by
OCR, at last one of {"document"}, {"refused", "detail"} and {"crashed"}.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import sys
import traceback
from dataclasses import asdict
from typing import Any

_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000


def serve(request: dict[str, Any]) -> None:
    """Read the file on standard input as the request says."""
    _confine(request)
    answer(_read(request))


def _confine(request: dict[str, Any]) -> None:
    """Take away the network where the system allows it, then memory, time and writing."""
    unshare = getattr(ctypes.CDLL(None, use_errno=True), "unshare", None)
    if unshare is not None:
        unshare(_CLONE_NEWUSER | _CLONE_NEWNET)  # refused in many containers, and then not done
    for limit, value, slack in (
        (resource.RLIMIT_CPU, request["seconds"], 5),
        (resource.RLIMIT_FSIZE, 0, 0),
        (resource.RLIMIT_CORE, 0, 0),
        (resource.RLIMIT_NOFILE, 64, 0),
        (resource.RLIMIT_AS, request["memory"], 0),
    ):
        _, most = resource.getrlimit(limit)
        hard = value + slack if most == resource.RLIM_INFINITY else min(value + slack, most)
        resource.setrlimit(limit, (min(value, hard), hard))


def _read(request: dict[str, Any]) -> dict[str, Any]:
    from balai.core.errors import Invalid

    from .found import Allowance
    from .reader import read_document
    from .refusals import REFUSALS

    allowance = request["allowance"]
    allowance["ocr_languages"] = tuple(allowance["ocr_languages"])
    try:
        with open(0, "rb", closefd=False) as file:
            data = file.read()
        allowed = Allowance(**allowance, scanning=_report_scans)
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
