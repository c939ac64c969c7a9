"""Making a backup while the node goes on working."""

from __future__ import annotations

import os
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from balai import __version__
from balai.config.backup.archive import DATABASE, FORMAT, KEY, SETTINGS, Writer
from balai.core.errors import Invalid, concerning

_TRIES = 3


@dataclass(frozen=True)
class Backup:
    """What was written: rows by table, files, the seal, and files that the home lacks."""

    path: Path
    tables: dict[str, int]
    files: int
    seal: str
    journal: str
    missing: tuple[str, ...]

    @property
    def records(self) -> int:
        """Return the number of rows."""
        return sum(self.tables.values())


def make_backup(home: Path, target: Path, *, with_key: bool = True) -> Backup:
    """Write a backup of a home to `target`, beside it first and then renamed.

    The database is copied as it is at one moment, by SQLite's own means, while others write.
    Raises Invalid where the home has none or the target cannot be written.
    """
    if not (home / DATABASE).is_file():
        raise Invalid(
            "This home has no database of SQLite to back up.",
            "On PostgreSQL use pg_dump; docs/how-to/backup.md says how.",
            kind="no-database",
        )
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with _copied(home, target.parent) as (snapshot, missing):
            with draft.open("wb") as file:
                os.fchmod(file.fileno(), 0o600)
                made = _write(Writer(file, int(time.time())), home, snapshot, missing, with_key)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(target)
        _sync_folder(target.parent)
    except OSError as error:
        with concerning(target):
            raise Invalid(
                f"The backup cannot be written to {target}: {error.strerror or error}.",
                "Choose a folder that exists, may be written and has room.",
                kind="cannot-write",
            ) from error
    finally:
        draft.unlink(missing_ok=True)
    return Backup(target, *made, missing=tuple(missing))


@contextmanager
def _copied(home: Path, beside: Path) -> Iterator[tuple[Path, list[str]]]:
    """Give a copy of the database, and the hashes of files it names that are not there.

    A file may be deleted between the copy and the look, together with its record: then the
    copy is made once more.
    """
    with tempfile.TemporaryDirectory(prefix=".balai-backup-", dir=beside) as folder:
        snapshot, before = Path(folder) / DATABASE, None
        for _ in range(_TRIES):
            snapshot.unlink(missing_ok=True)
            _copy_database(home / DATABASE, snapshot)
            missing = [each for each in files_named(snapshot) if not _file(home, each).is_file()]
            if not missing or missing == before:
                break
            before = missing
        yield snapshot, missing


def _copy_database(database: Path, target: Path) -> None:
    with (
        closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True, timeout=30)) as source,
        closing(sqlite3.connect(target)) as copy,
    ):
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")


def _write(
    writer: Writer, home: Path, snapshot: Path, missing: list[str], with_key: bool
) -> tuple[dict[str, int], int, str, str]:
    writer.add(DATABASE, snapshot)
    names = [each for each in files_named(snapshot) if each not in set(missing)]
    for each in names:
        if writer.add(f"files/{each[:2]}/{each}", _file(home, each)) != each:
            raise Invalid(
                f"The original file {each} is damaged on the disk.",
                "Put it back from an earlier backup; `balai doctor` finds further ones.",
                kind="file-damaged",
            )
    for name in (KEY, SETTINGS):
        if with_key and (home / name).is_file():
            writer.add(name, home / name)
    for message in sorted((home / "outbox").glob("*.eml")):
        writer.add(f"outbox/{message.name}", message)
    tables, journal = contents(snapshot)
    manifest = {
        "format": FORMAT,
        "balai": __version__,
        "made": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "journal": journal,
        "migrations": migrations(snapshot),
        "tables": tables,
        "missing": missing,
    }
    return tables, len(names), writer.finish(manifest), journal


def files_named(database: Path) -> list[str]:
    """Return the hashes of the original files that a database's records name."""
    with _reading(database) as rows:
        return [row[0] for row in rows("SELECT digest FROM library_file ORDER BY digest")]


def contents(database: Path) -> tuple[dict[str, int], str]:
    """Return the rows of each table that holds records, and the journal's newest hash."""
    with _reading(database) as rows:
        names = [
            row[0]
            for row in rows("SELECT name FROM sqlite_master WHERE type='table' ORDER BY name")
            if not row[0].startswith(("sqlite_", "search_", "django_"))
        ]
        tables = {name: rows(f'SELECT count(*) FROM "{name}"')[0][0] for name in names}  # noqa: S608 - names from the database's own list
        head = rows("SELECT hash FROM foundation_journalentry ORDER BY seq DESC LIMIT 1")
        return tables, head[0][0] if head else ""


def migrations(database: Path) -> list[str]:
    """Return the migrations a database has been through, as `app.name`."""
    with _reading(database) as rows:
        return [f"{app}.{name}" for app, name in rows("SELECT app, name FROM django_migrations")]


@contextmanager
def _reading(database: Path) -> Iterator[Any]:
    """Give a function that asks a database file nobody writes to."""
    address = f"{database.absolute().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(address, uri=True)) as connection:
        yield lambda query: connection.execute(query).fetchall()


def _file(home: Path, digest: str) -> Path:
    return home / "files" / digest[:2] / digest


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
