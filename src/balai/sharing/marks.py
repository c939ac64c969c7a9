"""The mark of what leaves the node: its TLP 2.0 label, and the Chatham House Rule.

A file, and a row of one, carries the highest level among all that stands in it: a lesson that
everybody may read may quote a report that few may read.
"""

from __future__ import annotations

from collections.abc import Iterable

from balai.core.audience import Level
from balai.sharing.queries import Sharing


def highest(*held: Sharing) -> Level:
    """Return the most closed level among these; CLEAR where there is none."""
    return max((each.level for each in held), default=Level.CLEAR)


def label_of(held: Iterable[Sharing]) -> str:
    """Return the label as TLP 2.0 writes it: `TLP:AMBER+STRICT`."""
    return f"TLP:{highest(*held).label}"


def mark_of(*held: Sharing) -> str:
    """Return the mark as FIRST writes it, for a field of a format that others read."""
    under_rule = any(each.chatham for each in held)
    rule = ". Chatham House Rule: who spoke is not told" if under_rule else ""
    return f"{label_of(held)}{rule}"


def file_name(stem: str, suffix: str, held: Iterable[Sharing]) -> str:
    """Return a file's name with its mark; a colon stands in no file name on some systems."""
    name = f"{stem}-{label_of(held).replace(':', '-')}"
    return f"{name}.{suffix}" if suffix else name


def contested_in_words(state: str) -> str:
    """Return the mark of a contested record for such a field; nothing where it is not contested."""
    known = {"contested": "Contested", "answered": "Contested, and answered"}
    return known.get(state, "")
