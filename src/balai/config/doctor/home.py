"""The home and its database: permissions, keys, disk, soundness, versions."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from pathlib import Path

from balai.config.doctor.check import Check

LEAST_FREE = 1_000_000_000
"""Bytes of free disk below which the steward is warned."""
SAFE_SQLITE = (3, 51, 3)
"""The first version without the rare corruption of a WAL database with several writers."""


def _home() -> Path:
    from django.conf import settings

    return Path(settings.BALAI.home)


def _is_private(path: Path) -> bool:
    return not stat.S_IMODE(path.stat().st_mode) & (stat.S_IRWXG | stat.S_IRWXO)


def home(thorough: bool) -> Check:
    """Look whether the home can be written and is closed to other users of the machine."""
    from balai.config.in_use import UNFINISHED

    path = _home()
    if (path / UNFINISHED).exists():
        hint = "Run `balai restore FILE --force` again."
        return Check("home", False, f"A restore into {path} was broken off.", hint)
    if not os.access(path, os.R_OK | os.W_OK | os.X_OK):
        return Check("home", False, f"{path} cannot be written.", "Give it to the node's user.")
    if not _is_private(path):
        hint = f"chmod 700 {path}"
        return Check("home", False, f"Other users of this machine can look into {path}.", hint)
    return Check("home", True, str(path))


def secret_key(thorough: bool) -> Check:
    """Look whether the key is there, long enough and closed to others."""
    path = _home() / "secret.key"
    if not path.is_file():
        return Check("secret-key", False, "There is no secret key.", "Restore it from a backup.")
    if not _is_private(path):
        return Check("secret-key", False, "Others can read the secret key.", f"chmod 600 {path}")
    if min((len(each) for each in path.read_text("ascii").split()), default=0) < 50:
        hint = "Stop the node, delete the key and start again; everybody signs in anew."
        return Check("secret-key", False, "The secret key is too short.", hint)
    return Check("secret-key", True, "It is there, and only the node's user can read it.")


def settings_file(thorough: bool) -> Check:
    """Look whether passwords in balai.toml are closed to others."""
    from django.conf import settings

    path = _home() / "balai.toml"
    if settings.DEBUG:
        hint = "Take BALAI_DEBUG away, or debug out of balai.toml."
        return Check("settings", False, "Errors are shown in full (debug).", hint)
    if path.is_file() and not _is_private(path):
        return Check("settings", False, "Others can read balai.toml.", f"chmod 600 {path}")
    return Check("settings", True, "balai.toml" if path.is_file() else "All are the defaults.")


def disk(thorough: bool) -> Check:
    """Look how much room is left."""
    free = shutil.disk_usage(_home()).free
    says = f"{free / 1e9:.1f} GB free"
    hint = "" if free >= LEAST_FREE else "Make room before the node stops accepting files."
    return Check("disk", free >= LEAST_FREE, says, hint)


def database(thorough: bool) -> Check:
    """Look whether the database answers and is sound."""
    from django.db import connection

    if connection.vendor == "sqlite" and not (_home() / "balai.sqlite3").is_file():
        hint = "`balai up` makes one, `balai restore` brings one back."
        return Check("database", False, "This home has no database yet.", hint)
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            cursor.execute("SELECT version()")
            return Check("database", True, str(cursor.fetchone()[0]).partition(",")[0])
        cursor.execute("PRAGMA integrity_check(5)")
        wrong = [row[0] for row in cursor.fetchall() if row[0] != "ok"]
        cursor.execute("PRAGMA foreign_key_check")
        loose = len(cursor.fetchall())
    if wrong or loose:
        said = "; ".join(wrong) or f"{loose} rows point to nothing."
        hint = "Stop the node, keep a copy of the home, and restore the newest sound backup."
        return Check("database", False, said, hint)
    return Check("database", True, "Sound.")


def sqlite(thorough: bool) -> Check:
    """Name the version of SQLite; before 3.51.3 the one write lock is what keeps it safe."""
    version = sqlite3.sqlite_version
    if sqlite3.sqlite_version_info >= SAFE_SQLITE:
        return Check("sqlite", True, version)
    hint = "Balai's write lock guards it. Let no other program write to balai.sqlite3."
    return Check("sqlite", True, f"{version}, in which several writers can rarely harm it.", hint)


def migrations(thorough: bool) -> Check:
    """Look whether the tables are those of this version."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    ahead = set(executor.loader.applied_migrations) - set(executor.loader.disk_migrations)
    if ahead:
        app, name = sorted(ahead)[0]
        hint = "Run the newer Balai, or restore the backup made before the upgrade."
        said = f"The tables belong to a newer Balai ({app}.{name})."
        return Check("migrations", False, said, hint)
    if waiting:
        hint = "They are carried out by the next `balai up`, after a backup."
        return Check("migrations", False, f"{len(waiting)} migrations wait.", hint)
    return Check("migrations", True, "The tables are those of this version.")
