"""Where original bytes lie: each content once, named by its SHA-256.

The default keeps them in the node's home; `DatabaseFiles` keeps them in the database, for nodes
whose machines share nothing else.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

from django.conf import settings

_CHUNK = 1 << 20


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


class LocalFiles:
    """Files in a folder: written beside, flushed to the disk, then renamed."""

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
        descriptor, name = tempfile.mkstemp(dir=self._folder, prefix="incoming-")
        try:
            with os.fdopen(descriptor, "wb") as target:
                for chunk in chunks:
                    digest.update(chunk)
                    size += len(chunk)
                    target.write(chunk)
                target.flush()
                os.fsync(target.fileno())
            path = self._path(digest.hexdigest())
            path.parent.mkdir(exist_ok=True, mode=0o700)
            Path(name).replace(path)
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
