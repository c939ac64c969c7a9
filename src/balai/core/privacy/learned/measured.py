"""What was measured of finding names of persons and who is told without one, by language.

By patterns and marks together. For languages that the head was learned from, on documents that
it had not seen (`python -m tools.train_names`); for the others on sentences written for the
purpose by a hand that knew neither (`python -m bench.privacy marked`).
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class TextKind(StrEnum):
    """What kind of text it was measured on: names in other kinds may be found less well."""

    JUDGMENTS = "judgments"
    NEWS = "news"
    WRITTEN = "written"


class Measured(NamedTuple):
    """Shares of names that were found whole, and of the letters found as names that are names."""

    recall: float
    precision: float
    kind: TextKind


MEASURED = {
    "en": Measured(0.99, 0.90, TextKind.JUDGMENTS),
    "fr": Measured(0.96, 0.93, TextKind.JUDGMENTS),
    "es": Measured(0.98, 0.88, TextKind.JUDGMENTS),
    "th": Measured(0.94, 0.86, TextKind.NEWS),
    "id": Measured(0.92, 0.76, TextKind.NEWS),
    "ms": Measured(0.92, 0.83, TextKind.WRITTEN),
    "nl": Measured(0.94, 0.87, TextKind.WRITTEN),
    "ar": Measured(0.85, 0.76, TextKind.WRITTEN),
}
"""By ISO 639-1 code. A language that is not here was not measured."""

SINGLED_OUT = {"en": 0.75, "fr": 0.75, "ms": 0.85, "nl": 0.70}
"""Share of phrases that tell one person by role and origin that were found, by language.

By patterns, on sentences of another hand that were not looked at while the patterns were made
(`tests/quality/own_combinations`).
"""


def measured(language: str) -> Measured | None:
    """Return what was measured for a language, or None where nothing was."""
    return MEASURED.get(language.split("-")[0])
