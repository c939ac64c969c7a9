"""Pictures of text: image files, and the pages of a PDF that are nothing but a picture."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from balai.core.passages.document import Caution, RawBlock

from .cautions import caution, pages_named
from .found import Allowance, Found, Progress
from .ocr import AT_ONCE
from .refusals import refusal
from .tesseract import CODES, DOTS_PER_INCH, languages_to_try, read_picture

_MOST_PIXELS = 100_000_000
_MOST_RENDERED = 20_000_000
_SURE = 70.0


def read_image(data: bytes, allowance: Allowance, progress: Progress) -> Found:
    """Return the blocks of a PNG, JPEG or TIFF; Invalid where it is no text or cannot be read."""
    if _pixels(data) > _MOST_PIXELS:
        raise refusal("too-large")
    languages = languages_to_try(allowance)
    if not languages or allowance.ocr is None:
        raise refusal("image-without-ocr")
    allowance.scanning(1)
    scanned = read_picture(data, 1, allowance.ocr, languages)
    progress(1, 1)
    found = Found(format="image", blocks=scanned.blocks, pages=scanned.pages)
    if scanned.confidence < _SURE:
        found.warnings.append(caution("hard-to-read"))
    return found


def read_scanned_pages(
    document: Any, pages: Sequence[int], allowance: Allowance, progress: Progress, language: str
) -> tuple[list[RawBlock], list[Caution]]:
    """Return the blocks of the pages (from 0) of a PDF that are pictures, and warnings.

    `language` is that of its other pages, empty where they have no text. Each page is read by a
    process of its own, `AT_ONCE` together.
    """
    languages = languages_to_try(allowance)
    if not languages or allowance.ocr is None:
        named = pages_named([index + 1 for index in pages])
        return [], [caution("pictures-unread", pages=named)]
    read = pages[: allowance.ocr_pages]
    allowance.scanning(len(read))
    if CODES.get(language) in languages:
        languages = [CODES[language]]
    blocks: list[RawBlock] = []
    warnings: list[Caution] = []
    surest = 100.0
    done = 0
    for batch in _batches(read):
        pictures = [(_rendered(document, index), index + 1) for index in batch]
        with ThreadPoolExecutor(len(batch)) as readers:
            scans = [
                readers.submit(read_picture, picture, page, allowance.ocr, languages)
                for picture, page in pictures
            ]
            for scanned in [scan.result() for scan in scans]:
                blocks.extend(scanned.blocks)
                surest = min(surest, scanned.confidence)
                if scanned.confidence >= _SURE:
                    languages = _first(scanned.language, languages)
                done += 1
                progress(done, len(pages))
    if len(pages) > allowance.ocr_pages:
        warnings.append(caution("pictures-left", count=allowance.ocr_pages))
    if surest < _SURE:
        warnings.append(caution("hard-to-read"))
    return blocks, warnings


def _batches(pages: Sequence[int]) -> Iterator[Sequence[int]]:
    """Yield the first page by itself, for it tells the language, then two at a time."""
    if pages:
        yield pages[:1]
    for at in range(1, len(pages), AT_ONCE):
        yield pages[at : at + AT_ONCE]


def _first(language: str, languages: Sequence[str]) -> list[str]:
    return [language, *(code for code in languages if code != language)]


def is_picture(page: Any) -> bool:
    """Say whether a page of a PDF shows a picture."""
    import pypdfium2.raw as raw

    return next(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3), None) is not None


def _rendered(document: Any, index: int) -> bytes:
    """Return a page as a grey picture in the simplest format there is (PGM)."""
    page = document[index]
    try:
        width, height = page.get_size()
        scale = DOTS_PER_INCH / 72
        if width * height * scale * scale > _MOST_RENDERED:
            scale = (_MOST_RENDERED / (width * height)) ** 0.5
        pixels = page.render(scale=scale, grayscale=True).to_numpy()
    finally:
        page.close()
    rows, columns = pixels.shape[:2]
    return b"P5 %d %d 255\n%b" % (columns, rows, pixels.reshape(rows, columns).tobytes())


def _pixels(data: bytes) -> int:
    """Return how many pixels a picture says it has, 0 where that is not told at its beginning."""
    if data.startswith(b"\x89PNG") and len(data) > 24:
        width, height = struct.unpack(">II", data[16:24])
        return int(width * height)
    if data.startswith(b"\xff\xd8"):
        return _jpeg_pixels(data)
    return 0


def _jpeg_pixels(data: bytes) -> int:
    """Return the size in a JPEG's start-of-frame segment (ITU-T T.81, B.2.2)."""
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return int(width * height)
        at += 2 + length
    return 0
