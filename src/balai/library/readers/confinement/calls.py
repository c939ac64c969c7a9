"""A filter of system calls (seccomp-bpf), as far as a parser can do without them.

What is listed in `numbers` is refused with EPERM, as is opening a file to write it. A list of
what is allowed would be stricter and would break with every new libc; a call that is newer than
this list is answered as if the kernel did not know it, which libraries are written for.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from .numbers import NEWEST, NUMBERS, STARTING

_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER = 22, 2
# Classic BPF: load a word, jump if equal / if any bit is set / if greater or equal, return.
_LOAD, _EQUAL, _ANY_BIT, _AT_LEAST, _RETURN = 0x20, 0x15, 0x45, 0x35, 0x06
_ALLOW, _ERRNO, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_NUMBER, _ARCHITECTURE = 0, 4  # offsets in struct seccomp_data
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CLONE_THREAD = 0x00010000
_CLONE_NEW = 0x7E020080  # every flag that asks for a namespace
_KINDS = {"x86_64": (0xC000003E, 0), "aarch64": (0xC00000B7, 1)}
"""Machine -> the kernel's name of the architecture, and the column of `numbers`."""


@dataclass(frozen=True)
class _Rule:
    """A call and when it is refused: always, or by a test of one argument.

    With `bits`, where the argument has one of them (or, `unless`, has none); with `value`, where
    the argument is another.
    """

    name: str
    argument: int = 0
    bits: int = 0
    value: int = -1
    unless: bool = False
    error: int = errno.EPERM


def filter_calls(library: ctypes.CDLL, *, may_start: bool) -> bool:
    """Put the filter in force; False where the system has none for this machine."""
    kind = _KINDS.get(platform.machine())
    if kind is None or ctypes.sizeof(ctypes.c_void_p) != 8:
        return False
    program = b"".join(_program(*kind, list(_rules(may_start))))
    kept = ctypes.create_string_buffer(program, len(program))
    head = struct.pack("@HxxxxxxP", len(program) // 8, ctypes.addressof(kept))
    said = library.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, head, 0, 0)
    return bool(said == 0)


def _rules(may_start: bool) -> Iterator[_Rule]:
    """Yield what is refused; `may_start` leaves the calls that start a program."""
    conditional = {"open", "openat", "clone", "kill", "tgkill", "tkill", "prlimit64"}
    yield _Rule("open", argument=1, bits=_WRITES)
    yield _Rule("openat", argument=2, bits=_WRITES)
    for name in ("openat2", "clone3"):  # their flags lie where a filter cannot look
        yield _Rule(name, error=errno.ENOSYS)
    yield _Rule("prlimit64", argument=0, value=0)
    for name in ("kill", "tgkill", "tkill"):
        yield _Rule(name, argument=0, value=os.getpid())
    yield _Rule("clone", argument=0, bits=_CLONE_NEW)
    if not may_start:
        yield _Rule("clone", argument=0, bits=_CLONE_THREAD, unless=True)
    for name in NUMBERS:
        if name not in conditional | {"openat2", "clone3"} | (STARTING if may_start else set()):
            yield _Rule(name)


def _program(architecture: int, column: int, rules: list[_Rule]) -> Iterator[bytes]:
    yield _load(_ARCHITECTURE)
    yield _jump(_EQUAL, architecture, 1, 0)
    yield _return(_KILL)
    yield _load(_NUMBER)
    yield _jump(_AT_LEAST, NEWEST + 1, 0, 1)  # the x32 numbers too
    yield _return(_ERRNO | errno.ENOSYS)
    for rule in rules:
        number = NUMBERS[rule.name][column]
        if number is not None:
            yield from _refusal(number, rule)
    yield _return(_ALLOW)


def _refusal(number: int, rule: _Rule) -> Iterator[bytes]:
    """Yield the instructions of one rule; what it does not refuse goes on to the next."""
    refuse = _return(_ERRNO | rule.error)
    if not rule.bits and rule.value < 0:
        yield _jump(_EQUAL, number, 0, 1)
        yield refuse
        return
    yield _jump(_EQUAL, number, 0, 4)
    yield _load(16 + 8 * rule.argument)
    if rule.bits:
        yield _jump(_ANY_BIT, rule.bits, *((1, 0) if rule.unless else (0, 1)))
    else:
        yield _jump(_EQUAL, rule.value, 1, 0)
    yield refuse
    yield _load(_NUMBER)


def _load(offset: int) -> bytes:
    return struct.pack("=HBBI", _LOAD, 0, 0, offset)


def _jump(how: int, value: int, if_so: int, if_not: int) -> bytes:
    return struct.pack("=HBBI", how, if_so, if_not, value)


def _return(action: int) -> bytes:
    return struct.pack("=HBBI", _RETURN, 0, 0, action)
