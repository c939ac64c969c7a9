"""Word documents (DOCX): headings, paragraphs, list items, tables, text boxes and footnotes.

Read from the XML itself (ECMA-376, transitional and strict), because the order of text boxes,
content controls and counted numbers is lost otherwise. Deleted text, comments, headers and
footers are not read; inserted text is.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from balai.core.passages.document import BlockKind, RawBlock

from .archive import Archive
from .dates import iso_date
from .docx_charts import charts_of
from .docx_numbering import Numbering
from .docx_styles import Style, Styles, is_on
from .formula import linear
from .found import Allowance, Found, Progress
from .refusals import refusal
from .xml import attribute, child, children, local, value

_TRANSPARENT = frozenset(
    ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink", "fldSimple")
)
_SKIPPED = frozenset(
    ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "sdtPr", "sdtEndPr", "proofErr")
)
_BOXES = str.maketrans({"☒": "[x]", "☑": "[x]", "☐": "[ ]"})  # read aloud, a box says nothing
_LONGEST_BOLD_HEADING = 100
_DEEPEST = 60


def read_docx(data: bytes, allowance: Allowance, progress: Progress) -> Found:
    """Return the blocks of a DOCX in order; Invalid where it is protected or damaged."""
    archive = Archive(data, allowance.unpacked)
    part = _main_part(archive)
    body = child(archive.xml(part), "body")
    if body is None:
        raise refusal("broken")
    folder = posixpath.dirname(part)
    reader = _Reader(
        styles=Styles(archive.xml_if_any(f"{folder}/styles.xml")),
        numbering=Numbering.of(archive.xml_if_any(f"{folder}/numbering.xml")),
        notes=_notes(archive, folder),
        charts=charts_of(archive, part),
    )
    found = Found(format="docx", blocks=list(reader.blocks(body)))
    _describe(found, archive.xml_if_any("docProps/core.xml"))
    progress(1, 1)
    return found


def _main_part(archive: Archive) -> str:
    relations = archive.xml_if_any("_rels/.rels")
    for relation in children(relations, "Relationship") if relations is not None else ():
        if attribute(relation, "Type").endswith("/officeDocument"):
            return attribute(relation, "Target").lstrip("/")
    return "word/document.xml"


def _notes(archive: Archive, folder: str) -> dict[tuple[str, str], Any]:
    """Return the foot- and endnotes by their kind and identifier, separators left out."""
    notes = {}
    for kind in ("footnote", "endnote"):
        root = archive.xml_if_any(f"{folder}/{kind}s.xml")
        for note in children(root, kind) if root is not None else ():
            if not attribute(note, "type"):
                notes[kind, attribute(note, "id")] = note
    return notes


def _describe(found: Found, properties: Any | None) -> None:
    if properties is None:
        return
    for element in properties:
        if local(element) == "title":
            found.title = element.text or ""
        elif local(element) in ("created", "publisher") and element.text:
            stated = element.text
            known = ("made", iso_date(stated)) if local(element) == "created" else None
            found.metadata.append(known or ("publisher", stated))


@dataclass
class _Paragraph:
    """The text of a paragraph with what hangs on it."""

    text: list[str] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    charts: list[str] = field(default_factory=list)
    plain: bool = False  # whether any visible run is not bold


@dataclass
class _Reader:
    styles: Styles
    numbering: Numbering
    notes: dict[tuple[str, str], Any]
    charts: dict[str, RawBlock]
    _depth: int = 0

    def blocks(self, parent: Any) -> Iterator[RawBlock]:
        """Yield the blocks of a body, cell, note or text box."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise refusal("broken")
        for element in parent:
            name = local(element)
            if name == "p":
                yield from self._paragraph(element)
            elif name == "tbl":
                yield from self._table(element)
            elif name == "AlternateContent":
                chosen = _chosen(element)
                if chosen is not None:
                    yield from self.blocks(chosen)
            elif name in _TRANSPARENT:
                yield from self.blocks(element)
        self._depth -= 1

    def _paragraph(self, element: Any) -> Iterator[RawBlock]:
        style = self.styles.get(value(element, "pPr", "pStyle"))
        read = _Paragraph()
        self._inline(element, read, style.bold)
        text = "".join(read.text).strip()
        if text:
            yield self._block(element, style, text, read)
        for box in read.boxes:
            yield from self.blocks(box)
        yield from (self.charts[each] for each in read.charts if each in self.charts)
        for kind, identity in read.notes:
            note = self.notes.get((kind, identity))
            if note is not None:
                words = " ".join(block.text for block in self.blocks(note))
                yield RawBlock(1, words, BlockKind.FOOTNOTE)

    def _block(self, element: Any, style: Style, text: str, read: _Paragraph) -> RawBlock:
        mark, depth = self._mark(element, style)
        outline = value(element, "pPr", "outlineLvl")
        level = style.heading or (int(outline) + 1 if outline.isdigit() and outline != "9" else 0)
        if style.name == "title":
            return RawBlock(1, text, BlockKind.TITLE)
        if level:
            numbered = f"{mark} {text}" if mark and mark[:1].isalnum() else text
            return RawBlock(1, numbered, BlockKind.HEADING, level=level)
        if mark:
            return RawBlock(1, f"{mark} {text}", BlockKind.LIST_ITEM, depth, marker=mark)
        if style.name.startswith("list"):
            return RawBlock(1, text, BlockKind.LIST_ITEM, 1)
        if "caption" in style.name:
            return RawBlock(1, text, BlockKind.CAPTION)
        if "quote" in style.name:
            return RawBlock(1, text, BlockKind.QUOTE)
        if not read.plain and len(text) <= _LONGEST_BOLD_HEADING and text[-1] not in ".;,":
            return RawBlock(1, text, BlockKind.HEADING, level=4)
        return RawBlock(1, text)

    def _mark(self, element: Any, style: Style) -> tuple[str, int]:
        """Return a paragraph's counted mark and its depth from 1."""
        own = child(element, "pPr", "numPr")
        identity, level = style.list_id, style.list_level
        if own is not None:
            identity = value(own, "numId") or identity
            level = int(value(own, "ilvl") or level)
        if not identity or identity == "0":
            return "", 1
        return self.numbering.mark(identity, level), level + 1

    def _inline(self, element: Any, read: _Paragraph, bold: bool) -> None:
        """Gather the text of runs; text boxes and notes are put aside for later."""
        for each in element:
            name = local(each)
            if name in _SKIPPED:
                continue
            if name == "r":
                self._inline(each, read, is_on(child(each, "rPr", "b"), bold))
            elif name in ("t", "tab", "br", "cr", "noBreakHyphen", "sym", "ptab"):
                read.text.append(_piece(each, name))
                read.plain = read.plain or (not bold and bool((each.text or "").strip()))
            elif name in ("oMath", "oMathPara"):
                read.text.append(f" {linear(each)} ")
                read.plain = True
            elif name in ("footnoteReference", "endnoteReference"):
                read.notes.append((name.removesuffix("Reference"), attribute(each, "id")))
            elif name == "checkBox":
                on = is_on(child(each, "checked"), is_on(child(each, "default"), False))
                read.text.append("[x] " if on else "[ ] ")
            elif name == "chart":
                read.charts.append(attribute(each, "id"))
            elif name == "txbxContent":
                read.boxes.append(each)
            elif name == "AlternateContent":
                chosen = _chosen(each)
                if chosen is not None:
                    self._inline(chosen, read, bold)
            else:
                self._inline(each, read, bold)

    def _table(self, table: Any) -> Iterator[RawBlock]:
        """Yield a table as one block, or, where it only frames text, what stands in it."""
        rows = [[cell for cell in _cells(row) if not _is_merged_up(cell)] for row in _rows(table)]
        if all(len(cells) <= 1 for cells in rows):
            for cells in rows:
                for cell in cells:
                    yield from self.blocks(cell)
            return
        lines = (" | ".join(self._cell(cell) for cell in cells) for cells in rows)
        yield RawBlock(1, "\n".join(line for line in lines if line.strip(" |")), BlockKind.TABLE)

    def _cell(self, cell: Any) -> str:
        return " ".join(" ".join(block.text.split()) for block in self.blocks(cell))


def _rows(table: Any) -> Iterator[Any]:
    for element in table:
        if local(element) == "tr":
            yield element
        elif local(element) in _TRANSPARENT:
            yield from _rows(element)


def _cells(row: Any) -> Iterator[Any]:
    for element in row:
        if local(element) == "tc":
            yield element
        elif local(element) in _TRANSPARENT:
            yield from _cells(element)


def _is_merged_up(cell: Any) -> bool:
    merged = child(cell, "tcPr", "vMerge")
    return merged is not None and attribute(merged, "val") != "restart"


def _chosen(alternate: Any) -> Any | None:
    """Return one of the alternatives of the same content, never two."""
    choice = next(children(alternate, "Choice"), None)
    return choice if choice is not None else next(children(alternate, "Fallback"), None)


def _piece(element: Any, name: str) -> str:
    if name == "t":
        return (element.text or "").translate(_BOXES)
    if name == "noBreakHyphen":
        return "-"
    if name == "sym":
        code = attribute(element, "char")
        return chr(int(code, 16)) if code and len(code) <= 5 else ""
    return " "
