"""What a finder hands back: one stretch of text that may say who somebody is."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from balai.core.privacy.why import Why

if TYPE_CHECKING:
    from balai.core.privacy.searched import Searched

Class = Literal["direct", "quasi"]


class FindingType(StrEnum):
    """What a finding is. The values are a contract: the command line and the API print them."""

    NAME = "name"
    EMAIL = "email"
    PHONE = "phone"
    IDENTITY = "identity-number"
    PASSPORT = "passport"
    CARD = "card"
    IBAN = "iban"
    ACCOUNT = "account"
    PLATE = "plate"
    ADDRESS = "address"
    CASE = "case-number"
    HANDLE = "handle"
    URL = "url"
    IP = "ip-address"
    BIRTH_DATE = "birth-date"
    DATE = "date"
    AGE = "age"
    NUMBER = "number"
    PLACE = "place"
    ORGANISATION = "organisation"
    TRAIT = "trait"
    QUANTITY = "quantity"
    COMBINATION = "combination"


CIRCUMSTANCES = frozenset(
    {
        FindingType.PLACE,
        FindingType.ORGANISATION,
        FindingType.TRAIT,
        FindingType.QUANTITY,
        FindingType.NUMBER,
    }
)
"""What every report is full of, and what singles somebody out beside other things only.

Numbers that are somebody's own have a pattern, and a type that says whose.
"""
_QUASI = (
    CIRCUMSTANCES
    | {FindingType.BIRTH_DATE, FindingType.DATE, FindingType.AGE}
    | {FindingType.COMBINATION}
)


@dataclass(frozen=True)
class Finding:
    """A stretch of a text that names somebody (`direct`) or helps to single them out (`quasi`).

    Invariant: `source[start:end] == text`. `confidence` lies in (0, 1] and is a rank for the
    reviewer, not a measured probability. `why` says what was recognised, as a code.
    """

    type: FindingType
    text: str
    start: int
    end: int
    confidence: float
    class_: Class
    why: Why


Finder = Callable[["Searched"], Iterable[Finding]]
"""Takes a text and yields findings, in any order."""

Follower = Callable[["Searched", Sequence[Finding]], Iterable[Finding]]
"""Takes also what the finders found: an age stands behind a name, a date beside one."""


def found(
    text: str, start: int, end: int, type_: FindingType, confidence: float, why: Why
) -> Finding:
    """Return the finding for `text[start:end]`; its class follows from its type."""
    class_: Class = "quasi" if type_ in _QUASI else "direct"
    return Finding(type_, text[start:end], start, end, confidence, class_, why)


def digits_of(text: str) -> str:
    """Return the decimal digits of `text` in ASCII, whichever script they were written in."""
    if text.isascii():
        return "".join(filter(str.isdigit, text))
    return "".join(str(unicodedata.decimal(char)) for char in text if char.isdecimal())
