"""What a file is, by its bytes."""

from __future__ import annotations


def kind_of(data: bytes) -> str:
    """Return the format of the bytes: pdf, docx, text or empty where it is none of them."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    return "text"
