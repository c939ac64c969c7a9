"""How faithfully files are read, on the shared data (python -m bench.reading tells it in detail).

The floors are what was reached, a little below it; the data is no part of Balai and the tests
skip without it.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from balai.core.errors import Invalid
from balai.core.passages.anchor import anchor, relocate
from balai.core.passages.chunk import chunk
from balai.core.passages.document import Document
from balai.core.passages.segment import segment
from balai.library.reading import read_file
from bench import reading

pytestmark = [
    pytest.mark.quality,
    pytest.mark.skipif(
        not reading.DATA.exists(), reason=f"there is no shared data at {reading.DATA}"
    ),
]


FORM = re.compile("validation|Subscribe|Newsletter")


def mean(values: list[float]) -> float:
    return sum(values) / len(values)


@pytest.mark.timeout(600)
def test_words_of_pdf_and_docx_are_those_reviewed() -> None:
    pdf, docx = reading.fidelity("pdf"), reading.fidelity("docx")
    assert len(pdf) >= 10
    assert len(docx) >= 30
    assert mean([ordered for ordered, _ in pdf.values()]) >= 0.97
    assert mean([ordered for ordered, _ in docx.values()]) >= 0.98
    assert mean([ordered for ordered, _ in [*pdf.values(), *docx.values()]]) >= 0.97


@pytest.mark.timeout(600)
@pytest.mark.parametrize(("kind", "floor"), [("odf", 0.97), ("html", 0.95)])
def test_words_of_other_formats(kind: str, floor: float) -> None:
    assert mean([ordered for ordered, _ in reading.fidelity(kind).values()]) >= floor


@pytest.mark.timeout(1800)
def test_wanted_passages_of_web_pages_are_kept_and_unwanted_left_out() -> None:
    kept, left_out, _ = reading.pages()
    assert kept >= 0.95
    assert left_out >= 0.92


def read_or_refusal(path: Path) -> Document | str:
    try:
        return read_file(path)
    except Invalid as error:
        return error.kind


@pytest.mark.timeout(600)
def test_small_cases_of_pdf() -> None:
    folder = reading.DATA / "parsing" / "pypdf"
    for item in json.loads((folder / "files.json").read_text())["data"]:
        path = folder / item["path"]
        if not path.exists():
            continue
        document = read_or_refusal(path)
        if isinstance(document, str):
            refused = {"encrypted"} if item["encrypted"] else {"no-text", "image-without-ocr"}
            assert document in refused, item["path"]
            continue
        assert document.pages == item["pages"], item["path"]
        stated = dict(document.metadata).get("date", "")
        assert not stated or stated == (item.get("creation_date") or "")[:10], item["path"]


def letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


@pytest.mark.timeout(900)
def test_recommendations_stand_in_the_text_and_quotes_find_their_place() -> None:
    folder = reading.DATA / "lessons" / "upr"
    gold = json.loads((folder / "gold_recommendations.json").read_text())
    found = total = 0
    for name, recommendations in gold.items():
        document = read_file(folder / "pdfs" / f"{name}.pdf")
        text = letters(document.text)
        found += sum(letters(each) in text for each in recommendations)
        total += len(recommendations)
        for passage in chunk(document)[::10]:
            old = anchor(document, passage.start, passage.end)
            assert relocate(old, document) == old
        assert all(document.text[s.start : s.end].strip() for s in segment(document))
        assert document.set_aside, name  # each report ends with the composition of a delegation
    assert found / total >= 0.95


def test_the_newsletter_form_of_the_seed_does_not_survive() -> None:
    pages = [path for path in (reading.DATA / "seed").glob("*.txt") if path.name != "SOURCE.txt"]
    assert pages
    for path in pages:
        document = read_file(path)
        assert not FORM.search(document.text)
        assert FORM.search(path.read_text(encoding="utf-8"))
