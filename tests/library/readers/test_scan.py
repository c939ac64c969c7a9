"""Pictures of text are read through Tesseract where it is installed."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest

from balai.core.errors import Invalid
from balai.library.reading import Limits, read_file
from tests import hostile
from tests.library.readers.pdf_builder import drawn, paragraph

WORDS = [
    "The officers of the ward met the residents every second week.",
    "They wrote down what had been agreed and looked at it again.",
]

needs_tesseract = pytest.mark.skipif(
    shutil.which("tesseract") is None, reason="Tesseract is not installed"
)


def picture(form: str) -> bytes:
    import pypdfium2

    page = pypdfium2.PdfDocument(drawn([paragraph(72, 100, WORDS, 20)]))[0]
    out = io.BytesIO()
    page.render(scale=200 / 72).to_pil().crop((0, 200, 1654, 500)).save(out, form, resolution=200)
    return out.getvalue()


@needs_tesseract
@pytest.mark.parametrize(("form", "name"), [("PNG", "scan.png"), ("PDF", "scan.pdf")])
def test_a_scan_is_read_with_places_and_confidence(form: str, name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(picture(form))
    document = read_file(path, ocr_languages=["en"])
    assert " ".join(WORDS) in " ".join(document.text.split())
    assert document.language == "en"
    assert all(0.6 < block.confidence <= 1 and block.bbox for block in document.blocks)


@needs_tesseract
def test_a_picture_without_words_has_no_text(tmp_path: Path) -> None:
    path = tmp_path / "grey.png"
    path.write_bytes(hostile.png())
    with pytest.raises(Invalid) as refused:
        read_file(path, ocr_languages=["en"])
    assert refused.value.kind in ("no-text", "broken")


@needs_tesseract
def test_no_page_is_read_by_ocr_where_none_may_be(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(picture("PDF"))
    with pytest.raises(Invalid) as refused:
        read_file(path, ocr_languages=["en"], limits=Limits(scans=0))
    assert refused.value.kind == "no-text"
