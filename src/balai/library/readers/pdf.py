"""PDF with text, through PDFium (pypdfium2): text with places, then the geometry of the page."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

from .found import Allowance, Found, Progress
from .layout.furniture import without_furniture
from .layout.lines import Line
from .layout.paragraphs import blocks_of
from .refusals import refusal

_HYPHEN = "\x02"  # PDFium's sign for a hyphen at a line's end


def read_pdf(data: bytes, allowance: Allowance, progress: Progress) -> Found:
    """Return the blocks of a PDF; Invalid where it is protected, damaged or too long."""
    document = _open(data)
    count = len(document)
    if count > allowance.pages:
        raise refusal("too-many-pages", f"({count}; at most {allowance.pages})")
    pages: list[tuple[float, list[Line]]] = []
    warnings: list[str] = []
    for index in range(count):
        try:
            pages.append(_page(document, index))
        except RuntimeError:
            pages.append((0.0, []))
            warnings.append(f"Page {index + 1} could not be read.")
        progress(index + 1, count)
    blocks = blocks_of(without_furniture(pages))
    facts = document.get_metadata_dict(skip_empty=True)
    metadata = [("date", facts["CreationDate"])] if "CreationDate" in facts else []
    return Found(
        format="pdf",
        blocks=blocks,
        pages=count,
        title=facts.get("Title", ""),
        metadata=metadata,
        warnings=warnings,
    )


def _open(data: bytes) -> Any:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pypdfium2.raw.FPDF_ERR_PASSWORD:
            raise refusal("encrypted") from error
        tail = data[-2048:]
        raise refusal("broken" if b"%%EOF" in tail else "truncated") from error


def _page(document: Any, index: int) -> tuple[float, list[Line]]:
    page = document[index]
    try:
        text = page.get_textpage()
        try:
            return page.get_height(), list(_lines(text, index + 1, page.get_height()))
        finally:
            text.close()
    finally:
        page.close()


def _lines(textpage: Any, number: int, height: float) -> Iterator[Line]:
    import pypdfium2.raw as raw

    count = textpage.count_chars()
    rect = raw.FS_RECTF()
    characters: list[str] = []
    boxes: list[tuple[float, float, float, float]] = []
    for index in range(count + 1):
        code = raw.FPDFText_GetUnicode(textpage, index) if index < count else 10
        if code in (10, 13):
            if boxes:
                yield _line(textpage, index - 1, number, height, characters, boxes)
            characters, boxes = [], []
            continue
        character = chr(code) if code != 2 else "\u00ad"
        characters.append(character)
        if not character.isspace() and raw.FPDFText_GetLooseCharBox(
            textpage, index, ctypes.byref(rect)
        ):
            boxes.append((rect.left, rect.bottom, rect.right, rect.top))


def _line(
    textpage: Any,
    last: int,
    number: int,
    height: float,
    characters: list[str],
    boxes: list[tuple[float, float, float, float]],
) -> Line:
    import pypdfium2.raw as raw

    heights = sorted(top - bottom for _, bottom, _, top in boxes)
    return Line(
        page=number,
        text="".join(characters).strip(),
        left=min(box[0] for box in boxes),
        top=height - max(box[3] for box in boxes),
        right=max(box[2] for box in boxes),
        bottom=height - min(box[1] for box in boxes),
        size=heights[len(heights) // 2],
        bold=raw.FPDFText_GetFontWeight(textpage, last) >= 600,
    )
