"""Originals on the disk: kept whole, by their content, and nothing left of what was cut off."""

from __future__ import annotations

import fcntl
import hashlib
import os
import stat
import time
from pathlib import Path

import pytest

from balai.foundation.ports.files import LocalFiles


def left_behind(folder: Path, name: str, days: float) -> Path:
    path = folder / f"incoming-{name}"
    path.write_bytes(b"half")
    then = time.time() - days * 86400
    os.utime(path, (then, then))
    return path


def test_bytes_are_kept_once_under_their_hash(tmp_path: Path) -> None:
    files = LocalFiles(tmp_path / "files")
    digest, size = files.put([b"one ", b"two"])
    assert (digest, size) == (hashlib.sha256(b"one two").hexdigest(), 7)
    assert files.put([b"one two"]) == (digest, 7)
    with files.open_path(digest) as path:
        assert path.read_bytes() == b"one two"
    assert [each.name for each in (tmp_path / "files").rglob("*") if each.is_file()] == [digest]


def test_the_names_are_flushed_as_well_as_the_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed: list[str] = []
    flush = os.fsync

    def seen(descriptor: int) -> None:
        is_folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        flushed.append("folder" if is_folder else "bytes")
        flush(descriptor)

    monkeypatch.setattr(os, "fsync", seen)
    LocalFiles(tmp_path).put([b"x"])
    assert flushed == ["bytes", "folder", "folder"]


def test_a_sweep_takes_only_what_is_old_and_nobody_writes(tmp_path: Path) -> None:
    files = LocalFiles(tmp_path)
    kept, _ = files.put([b"kept"])
    old = left_behind(tmp_path, "old", 1.5)
    young = left_behind(tmp_path, "young", 0.5)
    held = left_behind(tmp_path, "held", 3)
    with held.open("r+b") as writer:
        fcntl.flock(writer, fcntl.LOCK_EX)
        assert files.sweep() == 1
    assert not old.exists()
    assert young.exists()
    assert held.exists()
    assert files.exists(kept)
    assert files.sweep() == 1
    assert not held.exists()


def test_an_upload_that_goes_on_is_not_swept(tmp_path: Path) -> None:
    files = LocalFiles(tmp_path)

    def slowly() -> list[bytes]:
        (incoming,) = tmp_path.glob("incoming-*")
        os.utime(incoming, (0, 0))
        assert files.sweep() == 0
        return [b"whole"]

    digest, _ = files.put(chunk for _ in range(1) for chunk in slowly())
    assert files.exists(digest)
    assert list(tmp_path.glob("incoming-*")) == []


def test_a_sweep_of_a_home_without_files_finds_nothing(tmp_path: Path) -> None:
    assert LocalFiles(tmp_path / "none").sweep() == 0
