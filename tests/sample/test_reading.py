"""Balai reads its own sample: every file, and every quote word for word in what was read.

The files are read in this process, for they are ours and thirty-three children take half a
minute; that the child gives the same is checked on one of them.
"""

import shutil
from functools import cache
from pathlib import Path

import pytest

from balai.core.passages.document import Document
from balai.library.readers.found import Allowance
from balai.library.readers.reader import read_document
from balai.library.reading import read_file
from balai.sample.catalogue import SampleSource, lessons, library

SOURCES = {source.key: source for source in library().sources}
FILES = Path(__file__).resolve().parents[2] / "src" / "balai" / "sample" / "files"
QUOTES = [quote for lesson in lessons() for quote in lesson.quotes]
TESSERACT = shutil.which("tesseract") or ""


@cache
def read(key: str) -> Document:
    """Return a source as it is read; the scan in a child, which has Tesseract beside it."""
    source = SOURCES[key]
    if source.scan and not TESSERACT:
        pytest.skip("The sample's scan needs Tesseract, which is not installed.")
    if source.scan:
        return read_file(FILES / source.file, ocr_languages=[source.language])
    return read_document(
        source.data(),
        Path(source.file).suffix,
        Allowance(pages=20, characters=100_000, unpacked=10_000_000),
        lambda done, of: None,
    )


needs_tesseract = pytest.mark.skipif(
    shutil.which("tesseract") is None, reason="Tesseract is not installed: scans cannot be read."
)
each_source = pytest.mark.parametrize(
    "source",
    [
        pytest.param(source, id=key, marks=[needs_tesseract] if source.scan else [])
        for key, source in SOURCES.items()
    ],
)


@each_source
def test_every_file_is_read_in_its_language(source: SampleSource) -> None:
    document = read(source.key)
    assert document.language == source.language
    assert 1 <= document.pages <= 4


@each_source
def test_every_quote_is_found_word_for_word(source: SampleSource) -> None:
    document = read(source.key)
    quotes = [quote.quote for quote in QUOTES if quote.source == source.key]
    assert quotes
    assert {quote: document.text.count(quote) for quote in quotes} == dict.fromkeys(quotes, 1)


def test_the_list_of_participants_is_set_aside() -> None:
    document = read("four-country-dialogue")
    assert [aside.page for aside in document.set_aside] == [4]
    for name in ("Harun", "Ramanujam", "Whitlock", "Dewaele"):
        assert name not in document.text
    assert "two days are enough only when" in document.text


def test_the_furniture_of_the_web_page_is_dropped() -> None:
    text = read("bus-station-newsletter").text
    for words in ("cookies", "Subscribe", "left unchanged", "Evening walk", "All rights reserved"):
        assert words not in text
    assert "The kettle goes on at seven." in text


def test_a_child_process_reads_the_same() -> None:
    source = SOURCES["ilotiers-qui-restent"]
    assert read_file(FILES / source.file).text == read(source.key).text
