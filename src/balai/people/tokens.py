"""Tokens of one-time links: 32 random bytes, written so that a person can type them from paper.

The node keeps only the SHA-256 of a token. A token has 256 bits, so a plain hash is enough: there
is nothing to guess. The writing is Crockford's base 32 in groups of four (52 characters), which
has no I, L, O or U; what was typed for them is read as what was meant.
"""

from __future__ import annotations

import hashlib
import secrets

from balai.core.ids import ALPHABET

BYTES = 32
_SYMBOLS = 52
_MEANT = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})


def new_token() -> str:
    """Return a fresh token in groups of four."""
    number = int.from_bytes(secrets.token_bytes(BYTES), "big")
    text = "".join(ALPHABET[(number >> shift) & 31] for shift in range(5 * (_SYMBOLS - 1), -1, -5))
    return "-".join(text[at : at + 4] for at in range(0, _SYMBOLS, 4))


def hash_of(token: str) -> str:
    """Return the hash under which a token is kept, however it was typed."""
    meant = token.upper().translate(_MEANT)
    return hashlib.sha256(meant.encode("utf-8", "replace")).hexdigest()
