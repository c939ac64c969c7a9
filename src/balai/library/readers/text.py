"""Plain text and Markdown."""

from __future__ import annotations

import re

from balai.core.passages.document import BlockKind, RawBlock
from balai.core.passages.normalise import join_lines

from .encodings import decode
from .found import Allowance, Found, Progress
from .layout.items import item_level, item_mark
from .refusals import refusal

_BLANK = re.compile(r"\n[ \t]*\n")


def read_text(data: bytes, allowance: Allowance, progress: Progress) -> Found:
    """Return the blocks of a plain text: paragraphs between blank lines, and list items."""
    text, whole = decode(data)
    if len(text) > allowance.characters:
        raise refusal("too-much-text")
    blocks = []
    for paragraph in _BLANK.split(text.replace("\r\n", "\n").replace("\r", "\n")):
        group: list[str] = []
        for line in paragraph.split("\n"):
            if item_mark(line.strip()) and group:
                blocks.append(_block(group))
                group = []
            if line.strip():
                group.append(line)
        if group:
            blocks.append(_block(group))
    progress(1, 1)
    return Found(format="text", blocks=blocks)


def _block(lines: list[str]) -> RawBlock:
    text = join_lines(lines)
    mark = item_mark(text)
    if mark:
        return RawBlock(1, text, BlockKind.LIST_ITEM, item_level(mark), marker=mark)
    return RawBlock(1, text)
