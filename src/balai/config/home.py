"""The home of a node: made on first use, with its secret key readable by its own user only."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


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


def secret_key(home: Path) -> str:
    """Return the home's secret key, making the home on first use."""
    return (prepare_home(home) / "secret.key").read_text("ascii").strip()
