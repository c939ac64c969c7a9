"""Confining the process that asks: limits, network, files, calls, in this order.

The order matters: making the file rules takes calls that the filter then refuses.
"""

from __future__ import annotations

import ctypes
import resource
from dataclasses import dataclass

from .calls import filter_calls
from .files import limit_files

_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000
_PR_SET_NO_NEW_PRIVS = 38


@dataclass(frozen=True)
class Held:
    """What holds for a process: `files` is the version of Landlock's interface, 0 without it."""

    network: bool
    calls: bool
    files: int


def confine(*, seconds: int, memory: int, program: str = "") -> Held:
    """Take away whatever the system lets us take away, and say what is gone.

    `seconds` of processor time and `memory` in bytes are for each process; `program` is the one
    that may be started (with the processes this takes), empty for none.
    """
    _limit(seconds, memory)
    library = ctypes.CDLL(None, use_errno=True)
    unshare = getattr(library, "unshare", None)
    # Refused in many containers, and then not done.
    network = unshare is not None and unshare(_CLONE_NEWUSER | _CLONE_NEWNET) == 0
    prctl = getattr(library, "prctl", None)
    if prctl is None or prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return Held(network, calls=False, files=0)  # no Linux: it has neither of the others
    files = limit_files(library, program)
    return Held(network, filter_calls(library, may_start=bool(program)), files)


def _limit(seconds: int, memory: int) -> None:
    for limit, value, slack in (
        (resource.RLIMIT_CPU, seconds, 5),
        (resource.RLIMIT_FSIZE, 0, 0),
        (resource.RLIMIT_CORE, 0, 0),
        (resource.RLIMIT_NOFILE, 64, 0),
        (resource.RLIMIT_AS, memory, 0),
    ):
        _, most = resource.getrlimit(limit)
        hard = value + slack if most == resource.RLIM_INFINITY else min(value + slack, most)
        resource.setrlimit(limit, (min(value, hard), hard))
