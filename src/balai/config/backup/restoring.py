"""Putting a backup back: all of it is proved before the home is touched."""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from balai.config.backup.archive import DATABASE, Archive, broken, opened
from balai.config.backup.making import contents, migrations
from balai.config.in_use import UNFINISHED, alone
from balai.core.errors import Conflict, Invalid

STAGE = ".restoring"
_REPLACED = (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", "files", "outbox")
"""What a restore takes away, beside what the backup brings."""


@dataclass(frozen=True)
class Restored:
    """What was put back, and where what stood there before now lies (if anything did)."""

    records: int
    files: int
    seal: str
    journal: str
    made: str
    missing: tuple[str, ...]
    set_aside: Path | None


def restore_backup(
    path: Path, home: Path, *, known: frozenset[str] = frozenset(), force: bool = False
) -> Restored:
    """Restore a backup into a home.

    `known` are the migrations this version of Balai has. Raises Conflict where the home is in
    use, or holds a node and `force` is not given; Invalid where the backup is not whole. With
    `force` what was there is set aside within the home, never deleted. A refusal leaves the home
    as it was: absent, if it was.
    """
    with _present(home), alone(home):
        _require_empty(home, force)
        stage = home / STAGE
        shutil.rmtree(stage, ignore_errors=True)
        try:
            with opened(path) as archive:
                for name in archive.names:
                    archive.take_out(name, stage / name)
                _check(archive, stage / DATABASE, known)
                aside = _put_in_place(home, stage)
        finally:
            shutil.rmtree(stage, ignore_errors=True)
    manifest = archive.manifest
    return Restored(
        records=sum(manifest["tables"].values()),
        files=sum(name.startswith("files/") for name in archive.names),
        seal=archive.seal,
        journal=manifest["journal"],
        made=manifest["made"],
        missing=tuple(manifest["missing"]),
        set_aside=aside,
    )


@contextmanager
def _present(home: Path) -> Iterator[None]:
    """Make the home where it is missing; where what is done there fails, take it away again."""
    missing = [each for each in (home, *home.parents) if not each.exists()]
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        yield
    except BaseException:
        for each in missing:
            with suppress(OSError):  # somebody put something there meanwhile
                each.rmdir()
        raise


def _require_empty(home: Path, force: bool) -> None:
    if not force and ((home / DATABASE).exists() or (home / UNFINISHED).exists()):
        raise Conflict(
            f"{home} holds a node already.",
            "Choose an empty home with --home, or set this one aside with --force.",
            kind="home-not-empty",
        )


def _check(archive: Archive, database: Path, known: frozenset[str]) -> None:
    """Raise Invalid where the database is not sound, not the manifest's, or from the future."""
    with closing(sqlite3.connect(database)) as connection:
        found = connection.execute("PRAGMA integrity_check").fetchone()[0]
    if found != "ok":
        raise broken(f"its database is damaged ({found})")
    tables, journal = contents(database)
    if (tables, journal) != (archive.manifest["tables"], archive.manifest["journal"]):
        raise broken("its database is not the one that was backed up")
    ahead = sorted(set(migrations(database)) - known) if known else []
    if ahead:
        raise Invalid(
            f"This backup was made by a newer Balai (it has {ahead[0]}).",
            "Upgrade Balai first, then restore.",
            kind="backup-newer",
        )


def _put_in_place(home: Path, stage: Path) -> Path | None:
    """Set aside what is there and move what is staged in, the database last."""
    brought = sorted(each.name for each in stage.iterdir())
    old = [name for name in dict.fromkeys((*_REPLACED, *brought)) if (home / name).exists()]
    aside = home / time.strftime("before-restore-%Y%m%d-%H%M%S", time.gmtime()) if old else None
    (home / UNFINISHED).touch()
    if aside is not None:
        aside.mkdir(mode=0o700)
        for name in old:
            (home / name).rename(aside / name)
    for name in sorted(brought, key=lambda each: each == DATABASE):
        (stage / name).rename(home / name)
    (home / UNFINISHED).unlink()
    return aside
