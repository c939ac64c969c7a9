"""What an error says, in the language of the page.

The core's messages are English constants, extracted with all others; they are translated where
they are shown.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from balai.core.errors import BalaiError


@dataclass(frozen=True)
class Said:
    """An error's words, translated."""

    kind: str
    message: str
    hint: str

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


def said(error: BalaiError) -> Said:
    """Return what an error says; empty words stay empty (in a catalogue they are its head)."""
    message = gettext(error.message) if error.message else ""
    return Said(error.kind, message, gettext(error.hint) if error.hint else "")
