"""PDFs for the tests, drawn line by line so that every place is known."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

Text = tuple[float, float, str] | tuple[float, float, str, str, float]


def drawn(pages: Sequence[Sequence[Text]], *, title: str = "", rotate: int = 0) -> bytes:
    """Return a PDF of A4 pages with texts at (left, top), in Times 11 unless told otherwise."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas: Any = Canvas(out, pagesize=A4)
    canvas.setTitle(title)
    for page in pages:
        for left, top, text, *look in page:
            font, size = look or ("Times-Roman", 11.0)
            canvas.setFont(font, size)
            canvas.drawString(left, A4[1] - top, text)
        if rotate:
            canvas.setPageRotation(rotate)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def paragraph(left: float, top: float, lines: Sequence[str], pitch: float = 13) -> list[Text]:
    """Return lines below each other."""
    return [(left, top + pitch * number, line) for number, line in enumerate(lines)]
