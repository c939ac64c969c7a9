"""What docs/reference/offsets.md says: a client rebuilds the text that every offset counts in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests import hostile
from tests.cli.conftest import REPORT, Balai

LESSON = "Lessons learned: officers who stay in one place for a year are told more by traders 🌱."
CONTACT = "Write to market.team@harbour.example before you come."
HTML = f"<html><body><h1>The market 🌱</h1><p>{LESSON}</p><p>{CONTACT}</p></body></html>"
FILES = {
    "market.pdf": hostile.pdf(3, text=CONTACT),
    "market.docx": hostile.docx("Lessons learned", LESSON, CONTACT),
    "market.html": HTML.encode(),
    "market.txt": f"The market 🌱\n\n{LESSON}\n\n{CONTACT}\n".encode(),
    "market.md": REPORT.encode(),
}


def _rebuilt(data: dict[str, Any]) -> str:
    pages = ["\n".join(each["text"] for each in page["blocks"]) for page in data["pages"]]
    return "\n\n".join(filter(None, pages))


@pytest.mark.parametrize("name", FILES)
def test_a_client_rebuilds_the_text_and_finds_every_place(
    balai: Balai, tmp_path: Path, name: str
) -> None:
    file = tmp_path / name
    file.write_bytes(FILES[name])
    data = balai("text", file, "--json").data
    text = data["text"]
    assert _rebuilt(data) == text
    blocks = [block for page in data["pages"] for block in page["blocks"]]
    assert blocks
    assert all(text[each["start"] : each["end"]] == each["text"] for each in blocks)
    found = balai("scan", file, "--json").data
    assert "market.team@harbour.example" in {each["text"] for each in found}
    assert all(text[each["start"] : each["end"]] == each["text"] for each in found)
    proposed = balai("lessons", file, "--json").data
    assert proposed or name == "market.pdf"
    assert all(text[each["start"] : each["end"]] == each["quote"] for each in proposed)
