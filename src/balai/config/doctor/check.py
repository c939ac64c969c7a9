"""One thing that was looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Check:
    """Its stable name, whether it is well, what was seen, and what would help.

    What is merely not there by choice (mail, Tesseract) is well, with a hint.
    """

    check: str
    ok: bool
    message: str
    hint: str = ""


Look = Callable[[bool], Check]
"""Takes whether to be thorough."""
