"""What a file is: by its bytes, never by its name; and a name that is safe to keep."""

from __future__ import annotations

import re

from balai.core.passages.normalise import normalise

_LONGEST_NAME = 120


def kind_of(data: bytes) -> str:
    """Return the format of the bytes: pdf, docx, text or empty where it is none of them."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    return "text"


def safe_name(name: str) -> str:
    """Return a file's name without folders, control characters and direction overrides.

    A name that hides its true ending behind a right-to-left mark shows it again; one that is
    too long keeps its ending; nothing left becomes "document".
    """
    plain = normalise(re.split(r"[/\\]", name)[-1])
    plain = re.sub(r'[<>:"|?*]', "_", plain).lstrip(". ").rstrip(". ")
    stem, dot, suffix = plain.rpartition(".")
    if dot and len(suffix) <= 12:
        plain = f"{stem[: _LONGEST_NAME - len(suffix) - 1]}.{suffix}"
    return plain[:_LONGEST_NAME] or "document"
