"""Word documents (DOCX), through python-docx."""

from __future__ import annotations

import io
from typing import Any

from balai.core.passages.document import BlockKind, RawBlock

from .found import Allowance, Found, Progress
from .refusals import refusal


def read_docx(data: bytes, allowance: Allowance, progress: Progress) -> Found:
    """Return the headings, paragraphs, list items and tables of a DOCX in order."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from docx.table import Table

    try:
        document = docx.Document(io.BytesIO(data))
    except (KeyError, ValueError, PackageNotFoundError) as error:
        raise refusal("broken") from error
    blocks = [
        _table(item) if isinstance(item, Table) else _paragraph(item)
        for item in document.iter_inner_content()
    ]
    progress(1, 1)
    return Found(format="docx", blocks=blocks, title=document.core_properties.title or "")


def _table(table: Any) -> RawBlock:
    rows = (" | ".join(" ".join(cell.text.split()) for cell in row.cells) for row in table.rows)
    return RawBlock(1, "\n".join(rows), BlockKind.TABLE)


def _paragraph(paragraph: Any) -> RawBlock:
    style = (paragraph.style.name or "").lower()
    if style == "title":
        return RawBlock(1, paragraph.text, BlockKind.TITLE)
    if style.startswith("heading"):
        digits = "".join(filter(str.isdigit, style))
        return RawBlock(1, paragraph.text, BlockKind.HEADING, int(digits or 1))
    if style.startswith("list"):
        return RawBlock(1, paragraph.text, BlockKind.LIST_ITEM, 1)
    return RawBlock(1, paragraph.text)
