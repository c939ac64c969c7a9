"""New identifiers: the core's form, with this machine's clock and entropy."""

from __future__ import annotations

import secrets
import time

from balai.core.ids import make_id


def new_id() -> str:
    """Return a fresh identifier, later ones sorting after earlier ones by millisecond."""
    return make_id(time.time_ns() // 1_000_000, secrets.token_bytes(10))
