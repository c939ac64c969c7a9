"""The child process that reads one file: limits first, then the bytes, then one answer.

It is started by `balai.library.reading` with the file as its standard input and the request as
its only argument. It answers in lines of JSON: {"done", "of"} as pages pass, at last one
{"document"} or {"refused"}.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import sys
from dataclasses import asdict
from typing import Any

_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000


def main() -> None:
    """Read the file on standard input as the request in `sys.argv[1]` says."""
    request: dict[str, Any] = json.loads(sys.argv[1])
    _confine(request)
    _answer(_read(request))


def _confine(request: dict[str, Any]) -> None:
    """Take away the network where the system allows it, then memory, time and writing."""
    if hasattr(ctypes.CDLL(None), "unshare"):
        ctypes.CDLL(None, use_errno=True).unshare(_CLONE_NEWUSER | _CLONE_NEWNET)
    for limit, value in (
        (resource.RLIMIT_CPU, request["seconds"]),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_AS, request["memory"]),
    ):
        _, most = resource.getrlimit(limit)
        if most != resource.RLIM_INFINITY:
            value = min(value, most)
        resource.setrlimit(limit, (value, value))


def _read(request: dict[str, Any]) -> dict[str, Any]:
    from balai.core.errors import Invalid

    from .found import Allowance
    from .reader import read_document
    from .refusals import refusal

    allowance = request["allowance"]
    allowance["ocr_languages"] = tuple(allowance["ocr_languages"])
    try:
        with open(0, "rb", closefd=False) as file:
            data = file.read()
        document = read_document(data, request["suffix"], Allowance(**allowance), _report)
        return {"document": asdict(document)}
    except MemoryError:
        return {"refused": _plain(refusal("too-much-memory"))}
    except Invalid as error:
        return {"refused": _plain(error)}


def _plain(error: Any) -> dict[str, str]:
    return {"kind": error.kind, "message": error.message, "hint": error.hint}


def _report(done: int, of: int) -> None:
    _answer({"done": done, "of": of})


def _answer(answer: dict[str, Any]) -> None:
    sys.stdout.buffer.write(json.dumps(answer, separators=(",", ":")).encode() + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
    os._exit(0)  # native libraries are not waited for
