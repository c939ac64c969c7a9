"""The mark of a record as it leaves the node: its TLP 2.0 label, and the Chatham House Rule."""

from __future__ import annotations

from balai.sharing.queries import Sharing


def mark_of(sharing: Sharing) -> str:
    """Return the mark as FIRST writes it, for a field of a format that others read."""
    rule = ". Chatham House Rule: who spoke is not told" if sharing.chatham else ""
    return f"TLP:{sharing.level.label}{rule}"


def contested_in_words(state: str) -> str:
    """Return the mark of a contested record for such a field; nothing where it is not contested."""
    known = {"contested": "Contested", "answered": "Contested, and answered"}
    return known.get(state, "")
