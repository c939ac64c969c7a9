"""The archive itself: written behind a running hash, and proved before anything is taken out.

Every byte is vouched for: those before the seal by its hash, the seal's own header by tar's
checksum, and what follows has to be zeros.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from balai.core.errors import Invalid, concerning

FORMAT = 1
DATABASE, KEY, SETTINGS = "balai.sqlite3", "secret.key", "balai.toml"
MANIFEST, SEAL = "manifest.json", "seal"
_ALLOWED = re.compile(
    r"balai\.sqlite3|secret\.key|balai\.toml|outbox/[0-9A-Z]{26}\.eml"
    r"|files/[0-9a-f]{2}/[0-9a-f]{64}|manifest\.json|seal"
)
_CHUNK = 1 << 20


class _Hashing(io.RawIOBase):
    """A file that keeps the hash of what is written to it."""

    def __init__(self, target: IO[bytes]) -> None:
        self._target = target
        self.digest = hashlib.sha256()

    def writable(self) -> bool:
        """Say that it is."""
        return True

    def tell(self) -> int:
        """Return how much was written."""
        return self._target.tell()

    def write(self, data: Any) -> int:
        """Write and hash."""
        self.digest.update(data)
        return self._target.write(data)


class _HashedSource(io.RawIOBase):
    """A file that keeps the hash of what was read from it."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source
        self.digest = hashlib.sha256()

    def readable(self) -> bool:
        """Say that it is."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Read and hash."""
        data = self._source.read(size)
        self.digest.update(data)
        return data


class Writer:
    """Writes members in order; `finish` adds manifest and seal."""

    def __init__(self, target: IO[bytes], made_at: int) -> None:
        self._hashing = _Hashing(target)
        self._made_at = made_at
        self._tar = tarfile.open(fileobj=self._hashing, mode="w", format=tarfile.GNU_FORMAT)  # noqa: SIM115 - closed in finish
        self.hashes: dict[str, str] = {}

    def add(self, name: str, path: Path) -> str:
        """Add a file and return the SHA-256 of what was written."""
        with path.open("rb") as source:
            hashed = _HashedSource(source)
            self._tar.addfile(self._member(name, path.stat().st_size), hashed)
        self.hashes[name] = hashed.digest.hexdigest()
        return self.hashes[name]

    def finish(self, manifest: dict[str, Any]) -> str:
        """Add the manifest and the seal; return the seal."""
        self._add_text(MANIFEST, json.dumps({**manifest, "hashes": self.hashes}, indent=1))
        seal = self._hashing.digest.hexdigest()
        self._add_text(SEAL, seal)
        self._tar.close()
        return seal

    def _add_text(self, name: str, text: str) -> None:
        data = text.encode("ascii")
        self._tar.addfile(self._member(name, len(data)), io.BytesIO(data))

    def _member(self, name: str, size: int) -> tarfile.TarInfo:
        member = tarfile.TarInfo(name)
        member.size, member.mode, member.mtime = size, 0o600, self._made_at
        return member


class Archive:
    """A backup whose bytes have been proved; what it holds is taken out piece by piece."""

    def __init__(self, tar: tarfile.TarFile, manifest: dict[str, Any], seal: str) -> None:
        self._tar, self.manifest, self.seal = tar, manifest, seal

    @property
    def names(self) -> list[str]:
        """Return what can be taken out."""
        return list(self.manifest["hashes"])

    def take_out(self, name: str, target: Path) -> None:
        """Write a member to `target`. Raises Invalid where it is not what the manifest says."""
        digest = hashlib.sha256()
        source = self._tar.extractfile(name)
        if source is None:
            raise broken(f"{name} is missing")
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with target.open("wb") as sink:
            while chunk := source.read(_CHUNK):
                digest.update(chunk)
                sink.write(chunk)
        target.chmod(0o600)
        found = digest.hexdigest()
        own_name = target.name if name.startswith("files/") else found
        if found != self.manifest["hashes"][name] or own_name != found:
            raise broken(f"{name} is not what was backed up")


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """Prove an archive and give it. Raises Invalid for anything but a whole, unchanged backup."""
    with concerning(path):
        try:
            with path.open("rb") as file, tarfile.open(fileobj=file, mode="r:") as tar:
                members = tar.getmembers()
                yield Archive(tar, *_proved(file, tar, members))
        except tarfile.TarError as error:
            raise broken(str(error)) from error
        except OSError as error:
            raise Invalid(
                f"{path} cannot be read: {error.strerror or error}.",
                "Check the path.",
                kind="no-file",
            ) from error


def _proved(
    file: IO[bytes], tar: tarfile.TarFile, members: list[tarfile.TarInfo]
) -> tuple[dict[str, Any], str]:
    if not members or members[-1].name != SEAL or members[-2].name != MANIFEST:
        raise broken("its end is missing")
    strange = [each.name for each in members if not (each.isfile() and _is_allowed(each.name))]
    if strange:
        raise broken(f"it holds {strange[0]!r}, which no backup does")
    seal = _text(tar, members[-1])
    if _hash_until(file, members[-1].offset) != seal or _rest(file, members[-1]).strip(b"\0"):
        raise broken("its bytes have changed since it was written")
    manifest = json.loads(_text(tar, members[-2]))
    if manifest.get("format") != FORMAT:
        raise Invalid(
            f"This backup has format {manifest.get('format')}, and this Balai reads {FORMAT}.",
            "Restore it with the version of Balai that wrote it, or a newer one.",
            kind="backup-format",
        )
    if set(manifest["hashes"]) != {each.name for each in members[:-2]}:
        raise broken("what it holds is not what it lists")
    return manifest, seal


def _is_allowed(name: str) -> bool:
    return _ALLOWED.fullmatch(name) is not None


def _text(tar: tarfile.TarFile, member: tarfile.TarInfo) -> str:
    source = tar.extractfile(member)
    return source.read().decode("ascii", "replace") if source else ""


def _hash_until(file: IO[bytes], end: int) -> str:
    digest = hashlib.sha256()
    file.seek(0)
    left = end
    while left and (chunk := file.read(min(_CHUNK, left))):
        digest.update(chunk)
        left -= len(chunk)
    return digest.hexdigest()


def _rest(file: IO[bytes], seal: tarfile.TarInfo) -> bytes:
    file.seek(seal.offset_data + seal.size)
    return file.read(_CHUNK)


def broken(why: str) -> Invalid:
    """Return the refusal of an archive that is not what was written."""
    return Invalid(
        f"This is no whole backup: {why}.",
        "Nothing was changed. Try another copy of the backup.",
        kind="backup-broken",
    )
