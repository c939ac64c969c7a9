"""Trying in a confined process what must not work there, so that nobody has to believe it.

Each trial does no harm to others where it is let through. It counts as refused where one of the
walls said so, not where the thing was not there.
"""

from __future__ import annotations

import ctypes
import errno
import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .confine import Held, confine

_REFUSED = {errno.EPERM, errno.EACCES, errno.ENOSYS}
_PTRACE_ATTACH = 16
_NOBODY = 0x7FFFFFFF  # above every process: to attach to another would stop it


def tried(request: dict[str, Any]) -> dict[str, Any]:
    """Confine this process, and return what holds and what each trial came to."""
    held = confine(seconds=request["seconds"], memory=request["memory"])
    return {"held": _as_said(held), "refused": {name: _is_refused(do) for name, do in TRIALS}}


def _as_said(held: Held) -> dict[str, Any]:
    return {"network": held.network, "calls": held.calls, "files": held.files}


def _is_refused(trial: Callable[[], object]) -> bool:
    try:
        trial()
    except OSError as error:
        return error.errno in _REFUSED
    return False


def _connect() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as plain:
        plain.connect(("192.0.2.1", 9))  # reserved for documentation; nothing is sent


def _bind() -> None:
    with socket.socket() as plain:
        plain.bind(("127.0.0.1", 0))


def _pair() -> None:
    for each in socket.socketpair():
        each.close()


def _start() -> None:
    os.execve("/nowhere/there-is-no-such-program", ["none"], {})  # noqa: S606


def _fork() -> None:
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)


def _write() -> None:
    path = Path(f"/tmp/balai-trial-{os.getpid()}")  # noqa: S108 - made by nobody else, or not at all
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    path.unlink()


def _read() -> None:
    Path("/etc/passwd").read_bytes()


def _list() -> None:
    os.listdir("/proc")  # noqa: PTH208


def _remove() -> None:
    Path("/nowhere/there-is-no-such-file").unlink()


def _signal() -> None:
    os.kill(os.getppid(), 0)


def _limit_another() -> None:
    import resource

    resource.prlimit(os.getppid(), resource.RLIMIT_NOFILE)


def _namespace() -> None:
    _called("unshare", 0x20000)


def _attach() -> None:
    _called("ptrace", _PTRACE_ATTACH, _NOBODY, None, None)


def _mount() -> None:
    _called("mount", None, b"/nowhere/there-is-no-such-folder", None, 0, None)


def _called(name: str, *arguments: object) -> None:
    library = ctypes.CDLL(None, use_errno=True)
    if getattr(library, name)(*arguments) == -1:
        raise OSError(ctypes.get_errno(), name)


TRIALS: tuple[tuple[str, Callable[[], object]], ...] = (
    ("connect", _connect),
    ("bind", _bind),
    ("socket-pair", _pair),
    ("start-a-program", _start),
    ("start-a-process", _fork),
    ("write-a-file", _write),
    ("remove-a-file", _remove),
    ("read-a-file", _read),
    ("list-processes", _list),
    ("signal-a-process", _signal),
    ("limit-a-process", _limit_another),
    ("attach-to-a-process", _attach),
    ("make-a-namespace", _namespace),
    ("mount", _mount),
)
