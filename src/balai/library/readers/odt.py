"""OpenDocument text (ODT, ISO/IEC 26300): headings, paragraphs, lists, tables and notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from balai.core.passages.document import BlockKind, RawBlock

from .archive import Archive
from .dates import iso_date
from .found import Allowance, Found, Progress
from .refusals import refusal
from .xml import attribute, child, children, local

_SKIPPED = frozenset(
    ("tracked-changes", "annotation", "forms", "sequence-decls", "variable-decls", "note-citation")
)
_BULLET = "•"
_DEEPEST = 60


def read_odt(data: bytes, allowance: Allowance, progress: Progress) -> Found:
    """Return the blocks of an ODT in order; Invalid where it is protected or damaged."""
    archive = Archive(data, allowance.unpacked)
    manifest = archive.xml_if_any("META-INF/manifest.xml")
    if manifest is not None and any(local(each) == "encryption-data" for each in manifest.iter()):
        raise refusal("encrypted")
    root = archive.xml("content.xml")
    body = child(root, "body", "text")
    if body is None:
        raise refusal("broken")
    reader = _Reader(_paragraph_styles(root), _list_styles(root, archive))
    found = Found(format="odt", blocks=list(reader.blocks(body)))
    meta = archive.xml_if_any("meta.xml")
    for element in meta.iter() if meta is not None else ():
        if local(element) == "title":
            found.title = element.text or ""
        elif local(element) == "creation-date":
            found.metadata.append(("made", iso_date(element.text or "")))
    progress(1, 1)
    return found


def _paragraph_styles(root: Any) -> dict[str, str]:
    """Return the styles that the document's own automatic styles are based on."""
    return {
        attribute(each, "name"): attribute(each, "parent-style-name")
        for each in root.iter()
        if local(each) == "style"
    }


def _list_styles(root: Any, archive: Archive) -> dict[str, dict[int, str]]:
    """Return for each list style the form of its numbers by level, empty for bullets."""
    styles: dict[str, dict[int, str]] = {}
    for part in (archive.xml_if_any("styles.xml"), root):
        for style in part.iter() if part is not None else ():
            if local(style) == "list-style":
                styles[attribute(style, "name")] = {
                    int(attribute(level, "level") or 1): attribute(level, "num-suffix") or "."
                    for level in style
                    if local(level) == "list-level-style-number"
                }
    return styles


@dataclass
class _Reader:
    styles: dict[str, str]
    list_styles: dict[str, dict[int, str]]
    _later: list[RawBlock] = field(default_factory=list)
    _depth: int = 0
    _count: dict[str, int] = field(default_factory=dict)

    def blocks(self, parent: Any) -> Iterator[RawBlock]:
        """Yield the blocks of a body, section, cell or frame."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise refusal("broken")
        for element in parent:
            name = local(element)
            if name in ("p", "h"):
                yield from self._paragraph(element, name)
            elif name == "list":
                yield from self._list(element, 1, "")
            elif name == "table":
                yield self._table(element)
            elif name and name not in _SKIPPED:
                yield from self.blocks(element)
        self._depth -= 1

    def _paragraph(
        self, element: Any, name: str, marker: str = "", depth: int = 1
    ) -> Iterator[RawBlock]:
        text = " ".join("".join(self._texts(element)).split())
        style = attribute(element, "style-name")
        style = (self.styles.get(style) or style).lower()
        if text:
            if name == "h":
                level = attribute(element, "outline-level")
                yield RawBlock(1, text, BlockKind.HEADING, int(level) if level.isdigit() else 1)
            elif marker:
                yield RawBlock(1, f"{marker} {text}", BlockKind.LIST_ITEM, depth, marker=marker)
            elif style == "title":
                yield RawBlock(1, text, BlockKind.TITLE)
            elif style == "subtitle":
                yield RawBlock(1, text, BlockKind.HEADING, 2)
            else:
                yield RawBlock(1, text, BlockKind.QUOTE if "quot" in style else BlockKind.PARAGRAPH)
        later, self._later = self._later, []
        yield from later

    def _texts(self, element: Any) -> Iterator[str]:
        """Yield the text of a paragraph; frames and notes in it are put aside for later."""
        yield element.text or ""
        for each in element:
            name = local(each)
            if name in ("s", "tab", "line-break"):
                yield " "
            elif name == "note":
                body = child(each, "note-body")
                words = (
                    " ".join(block.text for block in self.blocks(body)) if body is not None else ""
                )
                self._later.append(RawBlock(1, words, BlockKind.FOOTNOTE))
            elif name == "frame" or name == "custom-shape":
                self._later.extend(list(self.blocks(each)))
            elif name and name not in _SKIPPED:
                yield from self._texts(each)
            yield each.tail or ""

    def _list(self, element: Any, depth: int, style: str) -> Iterator[RawBlock]:
        style = attribute(element, "style-name") or style
        goes_on = attribute(element, "continue-numbering") == "true"
        key = f"{style}/{depth}"
        number = self._count.get(key, 0) if goes_on else 0
        suffix = self.list_styles.get(style, {}).get(depth)
        for item in element:
            if local(item) not in ("list-item", "list-header"):
                continue
            number += local(item) == "list-item"
            marker = f"{number}{suffix}" if suffix else _BULLET
            marker = marker if local(item) == "list-item" else ""
            for each in item:
                if local(each) == "list":
                    yield from self._list(each, depth + 1, style)
                elif local(each) in ("p", "h"):
                    yield from self._paragraph(each, local(each), marker, depth)
                    marker = ""
        self._count[key] = number

    def _table(self, table: Any) -> RawBlock:
        lines = []
        for row in table.iter():
            if local(row) == "table-row" and _owner(row) is table:
                cells = (
                    " ".join(b.text for b in self.blocks(c)) for c in children(row, "table-cell")
                )
                lines.append(" | ".join(cells))
        return RawBlock(1, "\n".join(line for line in lines if line.strip(" |")), BlockKind.TABLE)


def _owner(row: Any) -> Any:
    """Return the table a row belongs to, for tables stand in cells of tables."""
    parent = row.getparent()
    while parent is not None and local(parent) != "table":
        parent = parent.getparent()
    return parent
