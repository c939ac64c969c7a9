"""The write-ups of search/okb as sources of a library, and the questions written about them."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
QUESTIONS = Path(__file__).with_name("okb_questions.jsonl")


def data(name: str) -> Path:
    """Return a file of the shared data; skip the test where it is absent."""
    path = Path(os.environ.get("BALAI_DATA") or ROOT.parent / "shared" / "data") / name
    if not path.exists():
        pytest.skip(f"the shared data is absent ({path}); set BALAI_DATA to its folder")
    return path


def rows(name: str) -> list[dict[str, Any]]:
    """Return the rows of a gzipped JSON lines file of the shared data."""
    with gzip.open(data(name), "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def questions() -> list[dict[str, Any]]:
    """Return the questions."""
    with QUESTIONS.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def passages_of(title: str, text: str, *, with_title: bool = True) -> list[str]:
    """Return the passages of a plain text as the library would keep them."""
    from balai.core.passages.assemble import assemble
    from balai.core.passages.chunk import chunk
    from balai.core.passages.document import BlockKind, RawBlock

    blocks = [RawBlock(1, title, BlockKind.TITLE)] if with_title else []
    blocks += [RawBlock(1, part) for part in text.split("\n") if part.strip()]
    document = assemble(blocks, format="txt")
    return [document.text[each.start : each.end] for each in chunk(document)]


def success_at(
    wanted: Sequence[Mapping[str, Any]], found: Sequence[Sequence[str]], at: int
) -> dict[str, float]:
    """Return the share of questions with an answer among the first `at`, by language and in all."""
    hits: dict[str, list[bool]] = {"all": []}
    for question, ids in zip(wanted, found, strict=True):
        good = not set(ids[:at]).isdisjoint(question["docs"])
        hits.setdefault(question["lang"], []).append(good)
        hits["all"].append(good)
    return {language: sum(each) / len(each) for language, each in hits.items()}
