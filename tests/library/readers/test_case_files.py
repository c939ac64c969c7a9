"""Files on persons are refused in the formats they come in, with what was seen and what helps."""

from __future__ import annotations

import html

import pytest

from balai.core.errors import Invalid
from balai.core.passages.document import BlockKind
from balai.library.readers.found import Allowance
from balai.library.readers.reader import read_document
from tests.core.passages.invented_cases import InventedCase, invented_cases

CASES = list(invented_cases())


def as_text(case: InventedCase) -> bytes:
    return "\n".join(block.text for block in case.blocks).encode()


def as_page(case: InventedCase) -> bytes:
    parts = []
    for block in case.blocks:
        if block.kind is BlockKind.TABLE:
            rows = "".join(f"<tr>{_cells(line)}</tr>" for line in block.text.split("\n"))
            parts.append(f"<table>{rows}</table>")
        else:
            parts.append(f"<p>{html.escape(block.text)}</p>")
    return f"<html><body><article>{''.join(parts)}</article></body></html>".encode()


def _cells(line: str) -> str:
    return "".join(f"<td>{html.escape(cell)}</td>" for cell in line.split(" | "))


def is_refused(data: bytes, suffix: str) -> bool:
    try:
        document = read_document(data, suffix, Allowance(), lambda *_: None)
    except Invalid as error:
        return error.kind == "case-file"
    return any(each.reason == "case-file" for each in document.set_aside)


@pytest.mark.parametrize(("made", "suffix"), [(as_text, ".txt"), (as_page, ".html")])
def test_at_least_nine_in_ten_are_refused_or_set_aside(made: object, suffix: str) -> None:
    assert callable(made)
    missed = [f"{c.language} {c.shape}" for c in CASES if not is_refused(made(c), suffix)]
    assert len(missed) <= 3, missed


def test_the_refusal_says_what_was_seen_why_and_what_would_help() -> None:
    with pytest.raises(Invalid) as refused:
        read_document(as_text(CASES[0]), ".txt", Allowance(), lambda *_: None)
    assert refused.value.kind == "case-file"
    assert "dates of birth" in refused.value.message
    assert "keeps no files on people" in refused.value.message
    assert "as a practice" in (refused.value.hint or "")
