"""Read bytes as the child does, without the child."""

from __future__ import annotations

from balai.core.passages.document import Document
from balai.library.readers.found import Allowance
from balai.library.readers.reader import read_document


def read(data: bytes, suffix: str = "") -> Document:
    return read_document(data, suffix, Allowance(), lambda done, of: None)


def outline(document: Document) -> list[tuple[str, int, str]]:
    """Return kind, level and text of every block."""
    return [(str(b.kind), b.level, document.words_of(b)) for b in document.blocks]
