"""Pictures of text are read through Tesseract where it is installed."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from balai.core.errors import Invalid
from balai.core.passages.document import BlockKind
from balai.library.reading import Limits, read_file
from tests import hostile
from tests.library.readers.pdf_builder import drawn, paragraph

WORDS = [
    "The officers of the ward met the residents every second week.",
    "They wrote down what had been agreed and looked at it again.",
]

HEADING = "What the ward learned"
TYPED = [
    [
        "The officers of the ward met the residents every second week and wrote",
        "down what had been agreed, so that it could be looked at by every commu-",
        "nity group that had taken part. Nobody was left out of the meetings.",
    ],
    [
        "Trust grew slowly because nobody had listened before. Young people were",
        "asked first, and the older ones came to hear what they had said. It took",
        "four months until a family let a visitor in without being asked twice.",
    ],
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


def typescript(spacing: float) -> bytes:
    """Return a page of a typescript at 200 dots per inch: a heading and two paragraphs."""
    sheet = Image.new("L", (1654, 2339), 255)
    draw = ImageDraw.Draw(sheet)
    letters, large = (ImageFont.load_default(size) for size in (32, 50))
    assert isinstance(letters, ImageFont.FreeTypeFont)
    pitch = sum(letters.getmetrics()) * spacing
    draw.text((200, 200), HEADING, font=large, fill=0)
    at = 200 + 2 * pitch
    for lines in TYPED:
        for line in lines:
            draw.text((200, at), line, font=letters, fill=0)
            at += pitch
        at += pitch / 2
    out = io.BytesIO()
    sheet.save(out, "PNG", dpi=(200, 200))
    return out.getvalue()


@needs_tesseract
@pytest.mark.parametrize("spacing", [1.0, 1.5, 1.8, 2.0])
def test_a_typescript_is_read_by_paragraphs_at_any_spacing(spacing: float, tmp_path: Path) -> None:
    path = tmp_path / "typescript.png"
    path.write_bytes(typescript(spacing))
    document = read_file(path, ocr_languages=["en"])
    assert [(block.kind, document.words_of(block)) for block in document.blocks] == [
        (BlockKind.HEADING, HEADING),
        *((BlockKind.PARAGRAPH, " ".join(lines).replace("- ", "")) for lines in TYPED),
    ]


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
