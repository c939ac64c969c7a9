"""PDF with text, through PDFium (pypdfium2): characters with places, then the page's geometry."""

from __future__ import annotations

import re
from typing import Any

from .cautions import caution, pages_named
from .dates import iso_date
from .found import Allowance, Found, Progress
from .languages import language_of
from .layout.furniture import without_furniture
from .layout.lines import Line
from .layout.order import in_reading_order
from .layout.paragraphs import blocks_of
from .layout.tables import with_tables
from .pdf_text import page_lines
from .refusals import refusal
from .scan import is_picture, read_scanned_pages
from .tesseract import languages_to_try

_LEAST_LETTERS = 40  # a page with a picture and less text than that is a scan
_CATALOGUE = re.compile(rb"(\d{1,9})\s+(\d{1,5})\s+obj\b[^>]{0,400}?/Type\s*/Catalog\b")


def read_pdf(data: bytes, allowance: Allowance, progress: Progress) -> Found:
    """Return the blocks of a PDF; Invalid where it is protected, damaged or too long."""
    document, mended = open_pdf(data)
    count = len(document)
    if count == 0:
        raise refusal("no-text")
    if count > allowance.pages:
        raise refusal("too-many-pages", f"({count} > {allowance.pages})")
    pages: list[tuple[float, list[Line]]] = []
    unread: list[int] = []
    pictures: list[int] = []
    for index in range(count):
        try:
            pages.append(_page(document, index, pictures))
        except RuntimeError:  # PDFium's own error is one
            pages.append((0.0, []))
            unread.append(index + 1)
        progress(index + 1, count)
    kept = [in_reading_order(with_tables(lines)) for lines in without_furniture(pages)]
    found = Found(format="pdf", blocks=blocks_of(kept), pages=count)
    if pictures:
        language = language_of(" ".join(block.text for block in found.blocks))
        blocks, warnings = read_scanned_pages(document, pictures, allowance, progress, language)
        if not blocks and not found.blocks and not languages_to_try(allowance):
            raise refusal("image-without-ocr")
        found.blocks = sorted([*found.blocks, *blocks], key=lambda block: block.page)
        found.warnings.extend(warnings)
    _describe(found, document)
    if mended:
        found.warnings.append(caution("mended"))
    if unread:
        found.warnings.append(caution("pages-unread", pages=pages_named(unread)))
    return found


def open_pdf(data: bytes) -> tuple[Any, bool]:
    """Return the document of a PDF's bytes and whether it had to be mended.

    Where the end of a file is missing, its objects are found again one by one if the one that
    all others hang on is there. Raises Invalid where it is protected or cannot be mended.
    """
    import pypdfium2

    mended = False
    attempt = data
    while attempt:
        try:
            return pypdfium2.PdfDocument(attempt), mended
        except pypdfium2.PdfiumError as error:
            if getattr(error, "err_code", None) == pypdfium2.raw.FPDF_ERR_PASSWORD:
                raise refusal("encrypted") from error
        attempt, mended = (b"" if mended else _with_trailer(data)), True
    raise refusal("broken" if b"%%EOF" in data[-2048:] else "truncated")


def _with_trailer(data: bytes) -> bytes:
    """Return a PDF with a new trailer that names its catalogue, empty where it has none."""
    catalogues = list(_CATALOGUE.finditer(data))
    if not catalogues:
        return b""
    number, generation = catalogues[-1].groups()
    trailer = b"\ntrailer\n<</Root %b %b R>>\nstartxref\n0\n%%%%EOF\n"
    return data + trailer % (number, generation)


def _page(document: Any, index: int, pictures: list[int]) -> tuple[float, list[Line]]:
    """Return the height and lines of a page; one that is a picture is noted instead."""
    page = document[index]
    try:
        height, lines = page_lines(page, index + 1)
        letters = sum(len(line.text) for line in lines)
        if letters < _LEAST_LETTERS and is_picture(page):
            pictures.append(index)
            return height, []
        return height, lines
    finally:
        page.close()


def _describe(found: Found, document: Any) -> None:
    facts = document.get_metadata_dict(skip_empty=True)
    found.title = facts.get("Title", "")
    if date := iso_date(facts.get("CreationDate", "")):
        found.metadata.append(("made", date))
