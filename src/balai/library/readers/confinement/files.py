"""Which files a reader may open (Landlock): the code it runs, and nothing of the node's.

From version 4 of the interface on it also refuses TCP, from version 6 on signals to other
processes and abstract sockets. That a file exists can still be seen, not what is in it.
Source: the kernel's userspace-api/landlock.
"""

from __future__ import annotations

import ctypes
import os
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

# The three calls have the same numbers on every machine.
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION, _PATH_BENEATH = 1, 1
_EXECUTE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 2, 1 << 3
_FILE_ACCESS = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
"""Version -> every kind of access to files it knows: all are refused but what a rule allows."""
_TCP, _SCOPES = 0b11, 0b11

_SYSTEM = (
    *("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/usr/share"),
    *("/etc/ld.so.cache", "/etc/fonts", "/dev/null", "/dev/zero", "/dev/urandom"),
)


def limit_files(library: ctypes.CDLL, program: str = "") -> int:
    """Let this process open what it runs on, read-only; return the version in force, or 0."""
    call = library.syscall
    call.restype = ctypes.c_long
    version = call(_CREATE_RULESET, None, ctypes.c_size_t(0), _VERSION)
    if version < 1:
        return 0
    access = _FILE_ACCESS[max(each for each in _FILE_ACCESS if each <= version)]
    attributes = struct.pack(
        "=QQQ", access, _TCP if version >= 4 else 0, _SCOPES if version >= 6 else 0
    )
    size = 24 if version >= 6 else 16 if version >= 4 else 8
    rules = call(_CREATE_RULESET, attributes, ctypes.c_size_t(size), 0)
    if rules < 0:
        return 0
    try:
        for path in _readable(program):
            _allow(call, rules, path, _READ_FILE | _READ_DIR)
        for path in _started(program):
            _allow(call, rules, path, _READ_FILE | _EXECUTE)
        return int(version) if call(_RESTRICT_SELF, rules, 0) == 0 else 0
    finally:
        os.close(rules)


def _readable(program: str) -> set[str]:
    """Return what the interpreter, its packages and the program are made of."""
    prefix = str(Path(program).resolve().parent.parent) if program else ""
    found = {*_SYSTEM, *sys.path, os.environ.get("TESSDATA_PREFIX", "")}
    found |= {f"{sys.base_prefix}/lib", str(Path(__file__).parents[3])}
    found |= {f"{prefix}/lib", f"{prefix}/share"} if prefix else set()
    return {path for path in found if path not in ("", "/")}


def _started(program: str) -> Iterator[str]:
    """Yield the program and what the system loads it with."""
    if program:
        yield program
        yield from _loader(program)


def _loader(program: str) -> Iterator[str]:
    """Yield the interpreter that an ELF file of 64 bits names (its PT_INTERP), if it does."""
    with Path(program).open("rb") as file:
        head = file.read(64)
        if head[:5] != b"\x7fELF\x02":
            return
        start, size, count = struct.unpack("=32xQ14xHH6x", head[:64])
        for number in range(min(count, 64)):
            file.seek(start + number * size)
            kind, offset, length = struct.unpack("=I4xQ16xQ", file.read(40))
            if kind == 3:
                file.seek(offset)
                yield file.read(min(length, 4096)).rstrip(b"\0").decode()


def _allow(call: ctypes._NamedFuncPointer, rules: int, path: str, access: int) -> None:
    """Allow a kind of access to a file, or to a folder and all beneath it."""
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:  # this system has no such place
        return
    try:
        if not Path(path).is_dir():
            access &= ~_READ_DIR
        rule = struct.pack("=Qi", access, place)
        call(_ADD_RULE, rules, _PATH_BENEATH, rule, 0)
    finally:
        os.close(place)
