"""Where original bytes lie: each content once, named by its SHA-256.

The default keeps them in the node's home; `DatabaseFiles` keeps them in the database, for nodes
whose machines share nothing else.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Protocol

from django.conf import settings

_CHUNK = 1 << 20
_INCOMING = "incoming-"
_CUT_OFF_AFTER = timedelta(days=1)


class Files(Protocol):
    """Bytes by the hash of their content."""

    def put(self, chunks: Iterable[bytes]) -> tuple[str, int]:
        """Keep bytes durably and return their SHA-256 and their number; twice is once."""
        ...

    def open_path(self, digest: str) -> AbstractContextManager[Path]:
        """Return a context that gives a readable path to the bytes."""
        ...

    def exists(self, digest: str) -> bool:
        """Say whether the bytes are there."""
        ...

    def delete(self, digest: str) -> None:
        """Forget the bytes; absent bytes are no error."""
        ...

    def sweep(self) -> int:
        """Remove what uploads that were cut off left behind; return how many files it was."""
        ...


class LocalFiles:
    """Files in a folder: written beside, flushed to the disk, then renamed.

    While a file is written its descriptor holds a lock, which the system drops with the process:
    so a sweep tells an upload that goes on from one that was cut off.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def _path(self, digest: str) -> Path:
        if len(digest) != 64 or not digest.isalnum():
            raise ValueError("not a SHA-256")
        return self._folder / digest[:2] / digest

    def put(self, chunks: Iterable[bytes]) -> tuple[str, int]:
        """Keep bytes; see `Files`."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        digest, size = hashlib.sha256(), 0
        descriptor, name = tempfile.mkstemp(dir=self._folder, prefix=_INCOMING)
        try:
            with os.fdopen(descriptor, "wb") as target:
                fcntl.flock(target.fileno(), fcntl.LOCK_EX)
                for chunk in chunks:
                    digest.update(chunk)
                    size += len(chunk)
                    target.write(chunk)
                target.flush()
                os.fsync(target.fileno())
            path = self._path(digest.hexdigest())
            path.parent.mkdir(exist_ok=True, mode=0o700)
            Path(name).replace(path)
            # The new names themselves: of the file in its folder, of its folder in ours.
            _flush_folder(path.parent)
            _flush_folder(self._folder)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        return digest.hexdigest(), size

    @contextmanager
    def open_path(self, digest: str) -> Iterator[Path]:
        """Give the path of the bytes themselves; nobody writes to it."""
        yield self._path(digest)

    def exists(self, digest: str) -> bool:
        """Say whether the bytes are there."""
        return self._path(digest).is_file()

    def delete(self, digest: str) -> None:
        """Forget the bytes."""
        self._path(digest).unlink(missing_ok=True)

    def sweep(self) -> int:
        """Remove incoming files a day old that nobody writes to."""
        oldest = time.time() - _CUT_OFF_AFTER.total_seconds()
        return sum(
            _removed_unless_open(path)
            for path in self._folder.glob(f"{_INCOMING}*")
            if _changed(path) < oldest
        )


def _changed(path: Path) -> float:
    """Return when a file was last written to; now, where it has just gone."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return time.time()


def _removed_unless_open(path: Path) -> bool:
    """Remove a file whose writer is gone; say whether it was removed."""
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        path.unlink(missing_ok=True)
    except BlockingIOError:
        return False
    finally:
        os.close(descriptor)
    return True


def _flush_folder(folder: Path) -> None:
    """Make the names in a folder durable: a file's own flush does not cover its name."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class DatabaseFiles:
    """Files as rows, in the transaction of the record they belong to."""

    def put(self, chunks: Iterable[bytes]) -> tuple[str, int]:
        """Keep bytes; see `Files`."""
        from balai.foundation.models import FileContent

        content = b"".join(chunks)
        digest = hashlib.sha256(content).hexdigest()
        FileContent.objects.get_or_create(digest=digest, defaults={"content": content})
        return digest, len(content)

    @contextmanager
    def open_path(self, digest: str) -> Iterator[Path]:
        """Give a copy of the bytes that lives as long as the context."""
        from balai.foundation.models import FileContent

        content = FileContent.objects.values_list("content", flat=True).get(digest=digest)
        with tempfile.NamedTemporaryFile(prefix="balai-") as copy:
            copy.write(content)
            copy.flush()
            yield Path(copy.name)

    def exists(self, digest: str) -> bool:
        """Say whether the bytes are there."""
        from balai.foundation.models import FileContent

        return FileContent.objects.filter(digest=digest).exists()

    def delete(self, digest: str) -> None:
        """Forget the bytes."""
        from balai.foundation.models import FileContent

        FileContent.objects.filter(digest=digest).delete()

    def sweep(self) -> int:
        """Remove nothing: a transaction that is cut off leaves nothing."""
        return 0


def files() -> Files:
    """Return where this node keeps its files."""
    if settings.BALAI.files == "database":
        return DatabaseFiles()
    return LocalFiles(Path(settings.BALAI.home) / "files")


def chunks_of(path: Path) -> Iterator[bytes]:
    """Read a file piece by piece, so that its size does not matter to memory."""
    with path.open("rb") as source:
        while chunk := source.read(_CHUNK):
            yield chunk
