"""The blocks of an HTML tree, or of the tree that trafilatura leaves of one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from balai.core.passages.document import BlockKind, RawBlock

_SKIPPED_NAMES = """
    script style noscript template svg iframe object embed select option button input textarea
    canvas audio video map dialog graphic title meta link
"""
_BLOCK_NAMES = """
    address article aside body center dd details dd div dl dt fieldset figure footer form header
    hgroup html legend main nav p section summary pre ab
"""
_SKIPPED = frozenset(_SKIPPED_NAMES.split())
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_CELLS = frozenset({"td", "th", "cell"})
_LONG_CELL = 600
_BREAK = "\x00"  # two line breaks in a row: a paragraph of pages without paragraphs


def blocks_in(root: Any) -> list[RawBlock]:
    """Return the blocks of a tree in document order."""
    walker = _Walker()
    walker.walk(root)
    walker.flush()
    return walker.blocks


@dataclass
class _Walker:
    blocks: list[RawBlock] = field(default_factory=list)
    _text: list[str] = field(default_factory=list)
    _kind: BlockKind = BlockKind.PARAGRAPH
    _marker: str = ""
    _depth: int = 0

    def walk(self, element: Any) -> None:
        """Take in an element, its descendants, and the text after it."""
        tag = element.tag
        if not isinstance(tag, str) or tag in _SKIPPED or _is_hidden(element):
            self._text.append(element.tail or "")
            return
        if tag in _HEADINGS or tag == "head":  # trafilatura's headings are called so
            self._heading(element, _HEADINGS.get(tag) or _HEADINGS.get(element.get("rend"), 2))
        elif tag in ("ul", "ol", "list"):
            self._list(element, tag == "ol" or element.get("rend") == "ol")
        elif tag == "table":
            self._table(element)
        elif tag in ("blockquote", "quote"):
            self._within(element, BlockKind.QUOTE)
        elif tag in ("figcaption", "caption"):
            self._within(element, BlockKind.CAPTION)
        elif tag in _BLOCKS:
            self._within(element, self._kind)
        elif tag in ("br", "lb"):
            self._text.append(_BREAK if self._text and self._text[-1].strip(" \n") == "" else "\n")
        else:
            self._text.append(element.text or "")
            for each in element:
                self.walk(each)
        self._text.append(element.tail or "")

    def flush(self) -> None:
        """End the block that is open."""
        for text in "".join(self._text).split(_BREAK):
            plain = " ".join(text.split())
            if plain and self._marker:
                kind, level = BlockKind.LIST_ITEM, self._depth
                self.blocks.append(
                    RawBlock(1, f"{self._marker} {plain}", kind, level, marker=self._marker)
                )
                self._marker = ""
            elif plain:
                self.blocks.append(RawBlock(1, plain, self._kind))
        self._text.clear()

    def _within(self, element: Any, kind: BlockKind) -> None:
        self.flush()
        before, self._kind = self._kind, kind
        self._text.append(element.text or "")
        for each in element:
            self.walk(each)
        self.flush()
        self._kind = before

    def _heading(self, element: Any, level: int) -> None:
        self.flush()
        self._marker = ""
        text = " ".join("".join(_texts(element)).split())
        if text:
            self.blocks.append(RawBlock(1, text, BlockKind.HEADING, level))

    def _list(self, element: Any, numbered: bool) -> None:
        self.flush()
        self._depth += 1
        number = _integer(element.get("start"), 1)
        for each in element:
            if each.tag in ("li", "item"):
                number = _integer(each.get("value"), number)
                self._marker = f"{number}." if numbered else "•"
                number += 1
                self._within(each, BlockKind.PARAGRAPH)
                self._marker = ""
            else:
                self.walk(each)
        self._depth -= 1

    def _table(self, element: Any) -> None:
        """Take a table as one block; one that only lays out a page, as what stands in it."""
        self.flush()
        rows = [list(_cells(row)) for row in _rows(element)]
        caption = next(element.iterchildren("caption"), None)
        if caption is not None:
            self._within(caption, BlockKind.CAPTION)
        if _is_layout(element, rows):
            for cells in rows:
                for cell in cells:
                    self._within(cell, self._kind)
            return
        lines = [" | ".join(_cell(cell) for cell in cells) for cells in rows]
        text = "\n".join(line for line in lines if line.strip(" |"))
        if text:
            self.blocks.append(RawBlock(1, text, BlockKind.TABLE))


def _texts(element: Any) -> Iterator[str]:
    """Yield the visible text inside an element."""
    yield element.text or ""
    for each in element:
        if isinstance(each.tag, str) and each.tag not in _SKIPPED and not _is_hidden(each):
            spaced = each.tag in _BLOCKS or each.tag in ("br", "lb", "li", "item")
            yield " " if spaced else ""
            yield from _texts(each)
            yield " " if spaced else ""
        yield each.tail or ""


def _cell(cell: Any) -> str:
    return " ".join("".join(_texts(cell)).split())


def _rows(table: Any) -> Iterator[Any]:
    for each in table:
        if each.tag in ("tr", "row"):
            yield each
        elif each.tag in ("thead", "tbody", "tfoot"):
            yield from _rows(each)


def _cells(row: Any) -> Iterator[Any]:
    return (each for each in row if each.tag in _CELLS)


def _is_layout(table: Any, rows: list[list[Any]]) -> bool:
    if all(len(cells) <= 1 for cells in rows):
        return True
    if any(each is not table for each in table.iter("table")):
        return True
    return any(len(_cell(cell)) > _LONG_CELL for cells in rows for cell in cells)


def _is_hidden(element: Any) -> bool:
    if element.get("hidden") is not None:
        return True
    style = (element.get("style") or "").replace(" ", "").lower()
    return "display:none" in style or "visibility:hidden" in style


def _integer(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.strip().lstrip("-").isdigit() else otherwise
