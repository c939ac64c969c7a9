"""Tesseract, the program that reads text in pictures, where it is installed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from balai.core.errors import Invalid
from balai.core.passages.document import BlockKind, RawBlock
from balai.core.passages.normalise import join_lines

from .found import Allowance, RunsOcr
from .languages import language_of
from .layout.items import item_level, item_mark

# ISO 639-1 to Tesseract's codes (ISO 639-2/T, but for Chinese).
CODES = {
    "ar": "ara", "bg": "bul", "bn": "ben", "cs": "ces", "da": "dan", "de": "deu", "el": "ell",
    "en": "eng", "es": "spa", "fa": "fas", "fi": "fin", "fr": "fra", "he": "heb", "hi": "hin",
    "hr": "hrv", "hu": "hun", "id": "ind", "it": "ita", "ja": "jpn", "km": "khm", "ko": "kor",
    "lo": "lao", "ms": "msa", "my": "mya", "ne": "nep", "nl": "nld", "pl": "pol", "pt": "por",
    "ro": "ron", "ru": "rus", "si": "sin", "sv": "swe", "sw": "swa", "ta": "tam", "th": "tha",
    "tl": "tgl", "tr": "tur", "uk": "ukr", "ur": "urd", "vi": "vie", "zh": "chi_sim",
}  # fmt: skip
DOTS_PER_INCH = 200
_MOST_TRIED = 6
_SURE = 70.0
_FAIR = 55.0
_NOISE = 35.0
_LARGE_LETTERS = 1.35


@dataclass(frozen=True)
class _Word:
    page: int
    paragraph: tuple[int, int]
    line: int
    left: int
    top: int
    width: int
    height: int
    confidence: float
    text: str


@dataclass(frozen=True)
class Scanned:
    """The blocks of a picture, how surely they were read (0 to 100), and how many pages it has."""

    blocks: list[RawBlock]
    confidence: float
    pages: int
    language: str


def languages_to_try(allowance: Allowance) -> list[str]:
    """Return Tesseract's codes of the languages to try, most likely first; empty without it."""
    if allowance.ocr is None:
        return []
    installed = _installed(allowance.ocr)
    asked = [CODES.get(code, code) for code in allowance.ocr_languages]
    wanted = [code for code in asked if code in installed] or ["eng", *sorted(installed)]
    return [code for code in dict.fromkeys(wanted) if code in installed]


@cache
def _installed(ocr: RunsOcr) -> frozenset[str]:
    try:
        told = ocr(["--list-langs"], b"")
    except Invalid:
        return frozenset()
    names = told.decode("utf-8", errors="replace").splitlines()[1:]
    return frozenset(name.strip() for name in names) - {"osd", "equ", ""}


def read_picture(picture: bytes, page: int, ocr: RunsOcr, languages: list[str]) -> Scanned:
    """Return what a picture says, read in the one language that fits best.

    Reading in several languages at once takes many times longer and is no better. The first is
    tried, then the one the words turn out to be in, then the others while nothing is sure; not
    where the words are fairly sure to be in the first, for a poor picture is poor in any.
    """
    best = _read_in(languages[0], picture, page, ocr)
    told = CODES.get(language_of(" ".join(block.text for block in best.blocks)), "")
    queue = [told] if told in languages else []
    if best.confidence < (_FAIR if told == languages[0] else _SURE):
        queue += languages[:_MOST_TRIED]
    for code in dict.fromkeys(queue):
        if code != languages[0]:
            other = _read_in(code, picture, page, ocr)
            if other.confidence > best.confidence:
                best = other
            if best.confidence >= _SURE and code == told:
                break
    return best


def _read_in(language: str, picture: bytes, page: int, ocr: RunsOcr) -> Scanned:
    arguments = ["stdin", "stdout", "-l", language, "--dpi", str(DOTS_PER_INCH), "tsv"]
    words = list(_words(ocr(arguments, picture).decode("utf-8", errors="replace"), page))
    letters = sum(len(word.text) for word in words)
    sure = sum(len(word.text) * word.confidence for word in words) / letters if letters else 0.0
    pages = max((word.page for word in words), default=page) - page + 1
    return Scanned(list(_blocks(words)), sure, pages, language)


def _words(table: str, page: int) -> Iterator[_Word]:
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row.get("text") or "").strip()
        if row["level"] == "5" and text:
            yield _Word(
                page=page + int(row["page_num"]) - 1,
                paragraph=(int(row["block_num"]), int(row["par_num"])),
                line=int(row["line_num"]),
                left=int(row["left"]),
                top=int(row["top"]),
                width=int(row["width"]),
                height=int(row["height"]),
                confidence=float(row["conf"]),
                text=text,
            )


def _blocks(words: list[_Word]) -> Iterator[RawBlock]:
    """Yield the paragraphs Tesseract found; what is little more than noise is left out."""
    heights = sorted(word.height for word in words)
    usual = heights[len(heights) // 2] if heights else 0
    groups: dict[tuple[int, tuple[int, int]], list[_Word]] = {}
    for word in words:
        groups.setdefault((word.page, word.paragraph), []).append(word)
    for group in groups.values():
        for part in _items(group):
            confidence = sum(word.confidence for word in part) / len(part)
            if confidence >= _NOISE:
                yield _block(part, usual, confidence)


def _items(group: list[_Word]) -> Iterator[list[_Word]]:
    """Yield a paragraph, or its parts where lines of it begin with the marks of a list."""
    part: list[_Word] = []
    for line in _lines(group):
        if part and item_mark(" ".join(word.text for word in line)):
            yield part
            part = []
        part = [*part, *line]
    yield part


def _lines(group: list[_Word]) -> list[list[_Word]]:
    lines: dict[int, list[_Word]] = {}
    for word in group:
        lines.setdefault(word.line, []).append(word)
    return list(lines.values())


def _block(part: list[_Word], usual: int, confidence: float) -> RawBlock:
    lines = _lines(part)
    text = join_lines([" ".join(word.text for word in line) for line in lines])
    heights = sorted(word.height for word in part)
    large = heights[len(heights) // 2] > _LARGE_LETTERS * usual
    mark = item_mark(text)
    kind, level = BlockKind.PARAGRAPH, 0
    if len(lines) <= 2 and len(text) < 120 and (large or (text.isupper() and len(text) > 3)):
        kind, level = BlockKind.HEADING, 1 if large else 2
    elif mark:
        kind, level = BlockKind.LIST_ITEM, item_level(mark)
    scale = 72 / DOTS_PER_INCH
    return RawBlock(
        part[0].page,
        text,
        kind,
        level,
        bbox=(
            min(word.left for word in part) * scale,
            min(word.top for word in part) * scale,
            max(word.left + word.width for word in part) * scale,
            max(word.top + word.height for word in part) * scale,
        ),
        marker=mark if kind is BlockKind.LIST_ITEM else "",
        confidence=round(min(confidence, 100.0) / 100, 3),
    )
