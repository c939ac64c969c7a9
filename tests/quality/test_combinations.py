"""Phrases that single somebody out, by the patterns, on sentences of another hand.

Found means that a combination is marked that shares a letter with the phrase; a false one is a
combination in a sentence that has none. The sentences were written without the rules being read
(own_combinations/README.md).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from balai.core.privacy import FindingType, findings
from balai.core.privacy.learned.measured import SINGLED_OUT

pytestmark = pytest.mark.quality
FOLDER = Path(__file__).with_name("own_combinations")
FLOORS = {"en": (0.80, 0.95), "fr": (0.75, 0.93), "ms": (0.80, 0.90), "nl": (0.80, 0.90)}
"""Least recall and precision: a little under what was reached, so that a loss is noticed."""


def sentences(language: str) -> list[dict[str, Any]]:
    text = (FOLDER / f"{language}.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize("language", FLOORS)
def test_phrases_that_single_somebody_out(language: str) -> None:
    found = missed = wrong = 0
    for row in sentences(language):
        marked = [
            each for each in findings(row["text"], language) if each.type is FindingType.COMBINATION
        ]
        for start, end in row["spans"]:
            touched = any(each.start < end and start < each.end for each in marked)
            found, missed = found + touched, missed + (not touched)
        wrong += bool(marked) and not row["spans"]
    recall, precision = found / (found + missed), found / max(1, found + wrong)
    print(f"{language}: recall {recall:.3f} ({found} of {found + missed}), ", end="")
    print(f"precision {precision:.3f} ({wrong} of the sentences without are marked)")
    assert abs(recall - SINGLED_OUT[language]) < 0.01, "what reviewers are told"
    assert recall >= FLOORS[language][0]
    assert precision >= FLOORS[language][1]
