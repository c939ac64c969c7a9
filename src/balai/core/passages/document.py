"""A document as Balai reads it: one text, and blocks that say where each part of it stands.

Every later offset (passage, quote, highlight, candidate) counts characters of
`Document.text`, so `text[start:end]` is always the words themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    """What a block is on its page."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    TABLE = "table"
    CAPTION = "caption"
    FOOTNOTE = "footnote"
    QUOTE = "quote"


@dataclass(frozen=True)
class Block:
    """One block in reading order.

    `page` counts from 1 (formats without pages have one page); `bbox` is (left, top, right,
    bottom) in points from the top left of the page where the format knows it. `level` is a
    heading's or list item's depth from 1. `marker` is a list item's own mark ("76.1.", "(a)",
    "•"), which is part of the text. `confidence` says how surely the words were recognised in a
    scan, from 0 to 1; text that was not recognised but read has 1.
    """

    page: int
    start: int
    end: int
    kind: BlockKind
    level: int = 0
    bbox: tuple[float, float, float, float] | None = None
    marker: str = ""
    language: str = ""
    confidence: float = 1.0


@dataclass(frozen=True)
class SetAside:
    """A page, or a part of it, that was read and deliberately not kept, and why.

    Lists of participants are set aside closed: neither their text nor their count is kept.
    `whole` says whether nothing of the page was kept.
    """

    page: int
    reason: str
    whole: bool = True


@dataclass(frozen=True)
class Caution:
    """What could not be done with a file that was read all the same: a kind, and its figures.

    It is put into words where it is shown, so that each reader has it in their own language.
    """

    kind: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Document:
    """What was read from one file.

    Blocks are joined by one newline, and by two between pages, in `text`; nothing of `text`
    but those newlines lies outside a block. `language` is an ISO 639-1 code or empty.
    `metadata` has only what the format states: title, publisher, date, address, and when the
    file was `made`, which may be long before or after the report.
    """

    format: str
    text: str
    blocks: tuple[Block, ...]
    pages: int
    language: str = ""
    title: str = ""
    metadata: tuple[tuple[str, str], ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    warnings: tuple[Caution, ...] = ()

    def words_of(self, block: Block) -> str:
        """Return the text of a block."""
        return self.text[block.start : block.end]

    def page_at(self, offset: int) -> int:
        """Return the page on which the character at `offset` stands (1 where there is none)."""
        page = 1
        for block in self.blocks:
            if block.start > offset:
                break
            page = block.page
        return page


@dataclass(frozen=True)
class RawBlock:
    """A block as a reader found it, before its text was normalised and placed."""

    page: int
    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    bbox: tuple[float, float, float, float] | None = None
    marker: str = ""
    language: str = ""
    confidence: float = 1.0
