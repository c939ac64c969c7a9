"""Opaque identifiers: sortable by time of making, safe to copy between centres.

The form is ULID (48 bits of milliseconds, 80 bits of entropy, Crockford's base 32, 26
characters; https://github.com/ulid/spec). Time and entropy are arguments: the core has neither.
"""

from __future__ import annotations

import re

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 26
_PATTERN = re.compile(rf"[0-7][{ALPHABET}]{{25}}")


def make_id(milliseconds: int, entropy: bytes) -> str:
    """Return the identifier for a time in milliseconds since 1970 and ten random bytes.

    Raises ValueError where either is out of range.
    """
    if not 0 <= milliseconds < 1 << 48:
        raise ValueError("the time does not fit into 48 bits")
    if len(entropy) != 10:
        raise ValueError("an identifier takes exactly ten bytes of entropy")
    number = (milliseconds << 80) | int.from_bytes(entropy, "big")
    return "".join(ALPHABET[(number >> shift) & 31] for shift in range(125, -1, -5))


def is_id(text: str) -> bool:
    """Say whether `text` has the form of an identifier."""
    return _PATTERN.fullmatch(text) is not None
