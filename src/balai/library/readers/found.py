"""What a reader gives back, before it becomes a document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from balai.core.passages.document import Caution, RawBlock, SetAside

Progress = Callable[[int, int], None]
"""Called with the pages done and the pages there are."""
RunsOcr = Callable[[list[str], bytes], bytes]


@dataclass
class Found:
    """The blocks of a file in reading order, and what the format says about it."""

    format: str
    blocks: list[RawBlock]
    pages: int = 1
    title: str = ""
    metadata: list[tuple[str, str]] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)
    warnings: list[Caution] = field(default_factory=list)


def _unheard(_: int) -> None:
    """Hear how many pages will be read by OCR, and do nothing."""


@dataclass(frozen=True)
class Allowance:
    """How much a reader may take on: what is over is refused before it is unpacked.

    `unpacked` is in bytes; `ocr_languages` are Tesseract's codes, best guess first, empty where
    text in pictures cannot be read; `ocr` runs Tesseract with arguments on a picture, None
    without it. `scanning` is told how many pages will be read by OCR before the first is,
    because they take their time.
    """

    pages: int = 2_000
    characters: int = 20_000_000
    unpacked: int = 400_000_000
    ocr_pages: int = 200
    ocr_languages: tuple[str, ...] = ()
    ocr: RunsOcr | None = None
    scanning: Callable[[int], None] = _unheard
