"""Phrases that single somebody out, by the patterns, on sentences of another hand.

Found means that a combination is marked that shares a letter with the phrase; a false one is a
combination in a sentence that has none. The sentences were written without the rules being read,
and those of `unseen` were not looked at while the rules were made (own_combinations/README.md).
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
PRECISION = {"en": 0.95, "fr": 0.90, "ms": 0.90, "nl": 0.85}
"""Least share of marked sentences that are marked rightly, a little under what was reached."""


def sentences(name: str) -> list[dict[str, Any]]:
    text = (FOLDER / f"{name}.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]


def unseen(language: str) -> list[dict[str, Any]]:
    """Return a second hand's sentences where there are any, otherwise every second one."""
    if (FOLDER / f"{language}-second.jsonl").is_file():
        return sentences(f"{language}-second")
    return sentences(language)[1::2]


@pytest.mark.parametrize("language", SINGLED_OUT)
def test_phrases_that_single_somebody_out(language: str) -> None:
    for which, rows in (("all", sentences(language)), ("unseen", unseen(language))):
        found = missed = wrong = 0
        for row in rows:
            marked = [
                each
                for each in findings(row["text"], language)
                if each.type is FindingType.COMBINATION
            ]
            for start, end in row["spans"]:
                touched = any(each.start < end and start < each.end for each in marked)
                found, missed = found + touched, missed + (not touched)
            wrong += bool(marked) and not row["spans"]
        recall, precision = found / (found + missed), found / max(1, found + wrong)
        print(f"{language}, {which}: recall {recall:.3f} ({found} of {found + missed}), ", end="")
        print(f"precision {precision:.3f} ({wrong} of the sentences without are marked)")
        assert precision >= PRECISION[language]
    assert recall == pytest.approx(SINGLED_OUT[language], abs=0.01), "what reviewers are told"
