"""The home of a node: made on first use, with its secret key readable by its own user only."""

from __future__ import annotations

import errno
import os
import secrets
from pathlib import Path

from balai.core.errors import Invalid


def prepare_home(home: Path) -> Path:
    """Make the home and its secret key where they are missing; return the home.

    Raises Invalid where nothing can be written there.
    """
    try:
        _prepare(home)
    except OSError as error:
        raise Invalid(
            f"The home {home} cannot be written: {error.strerror or error}.",
            "Name a folder that this user may write to with --home or BALAI_HOME, or look after "
            "its rights and the room on its disk.",
            kind="home-unwritable",
        ) from error
    return home


def _prepare(home: Path) -> None:
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not os.access(home, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(home))
    key = home / "secret.key"
    if not key.exists():
        draft = home / f"secret.key.{os.getpid()}"
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as target:
            target.write(secrets.token_urlsafe(50))
            target.flush()
            os.fsync(target.fileno())
        try:
            os.link(draft, key)
        except FileExistsError:
            pass  # another process of this node was first; its key holds
        finally:
            draft.unlink()


def secret_keys(home: Path) -> tuple[str, ...]:
    """Return the home's secret keys, making the home on first use: the newest first.

    `secret.key` has one key on each line. While a key is being replaced, the former ones stand
    beneath it and still open what they signed or sealed.
    """
    file = prepare_home(home) / "secret.key"
    try:
        keys = tuple(file.read_text("ascii").split())
    except (OSError, UnicodeDecodeError) as error:
        raise Invalid(
            f"{file} cannot be read: {error}.",
            "Run Balai as the user whom the home belongs to, or restore the file from a backup.",
            kind="no-key",
        ) from error
    if not keys:
        raise Invalid(f"{file} is empty.", "Restore it from a backup.", kind="no-key")
    return keys
