"""Every kind of journal entry, declared once by the app that writes it."""

from __future__ import annotations

_kinds: dict[str, str] = {}


def declare(kind: str, meaning: str) -> str:
    """Make a kind of entry known, with one line that says what happened; returns the kind."""
    if _kinds.get(kind, meaning) != meaning:
        raise ValueError(f"the journal kind {kind} is declared twice")
    _kinds[kind] = meaning
    return kind


def declared() -> dict[str, str]:
    """Return every declared kind with its meaning, by name."""
    return dict(sorted(_kinds.items()))
