"""Tesseract, the program that reads text in pictures, where it is installed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from balai.core.errors import Invalid
from balai.core.passages.document import RawBlock

from .found import Allowance, RunsOcr
from .languages import language_of
from .layout.paragraphs import blocks_of
from .layout.scanned import Word, lines_of

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
    return Scanned(blocks_of(lines_of(words, DOTS_PER_INCH)), sure, pages, language)


def _words(table: str, page: int) -> Iterator[Word]:
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row.get("text") or "").strip()
        if row["level"] == "5" and text:
            yield Word(
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
