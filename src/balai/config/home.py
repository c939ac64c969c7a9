"""The home of a node: made on first use, with its secret key readable by its own user only."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from balai.core.errors import Invalid


def prepare_home(home: Path) -> Path:
    """Make the home and its secret key where they are missing; return the home."""
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
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
    return home


def secret_keys(home: Path) -> tuple[str, ...]:
    """Return the home's secret keys, making the home on first use: the newest first.

    `secret.key` has one key on each line. While a key is being replaced, the former ones stand
    beneath it and still open what they signed or sealed.
    """
    file = prepare_home(home) / "secret.key"
    keys = tuple(file.read_text("ascii").split())
    if not keys:
        raise Invalid(f"{file} is empty.", "Restore it from a backup.", kind="no-key")
    return keys
