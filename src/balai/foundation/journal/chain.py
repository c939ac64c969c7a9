"""How entries are chained: SHA-256 over the entry and the hash before it."""

from __future__ import annotations

import hashlib
import json
from typing import Any


def detail_hash(salt: str, data: dict[str, Any]) -> str:
    """Return the salted hash of an entry's details; it stays when the details are erased."""
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(f"{salt}\n{text}".encode()).hexdigest()


def entry_hash(previous: str, *fields: str) -> str:
    """Return the hash of one entry over the hash before it and its own fields."""
    return hashlib.sha256("\n".join((previous, *fields)).encode()).hexdigest()
