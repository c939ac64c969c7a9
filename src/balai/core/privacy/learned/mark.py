"""A mark: a stretch of text that reads like something which may identify a person."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class MarkType(StrEnum):
    """What a mark is. The order is that of the network's outputs: never reorder."""

    NAME = "name"
    PLACE = "place"
    ADDRESS = "address"
    ORGANISATION = "organisation"
    DATE = "date"
    NUMBER = "number"
    TRAIT = "trait"
    QUANTITY = "quantity"


class Mark(NamedTuple):
    """`text[start:end]` of the text that was read; `confidence` lies in (0, 1]."""

    start: int
    end: int
    type: MarkType
    confidence: float
