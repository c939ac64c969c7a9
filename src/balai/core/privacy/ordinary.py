"""Numbers that every report is full of and that say nothing about a person.

Finders of bare numbers ask here first: amounts, dates, document symbols, sections, references
of books and laws, and the digits inside web addresses are not telephone numbers.
"""

from __future__ import annotations

import re
from bisect import bisect_right

_CURRENCY = (
    r"(?:US\$|S\$|A\$|NZ\$|RM|MYR|SGD|USD|EUR|GBP|CAD|AUD|NZD|IDR|Rp\.?|THB|PHP|MAD|ZAR|DKK|NOK|"
    r"SEK|"
    r"[$€£¥₱฿])"
)
_ORDINARY = re.compile(
    "|".join(
        (
            rf"{_CURRENCY}\s?\d[\d.,  ]{{0,24}}",
            r"\d[\d.,  ]{0,20}\s?(?:%|‰|€|£|(?:per ?cent|EUR|USD|MYR|euros?|dollars?|ringgit|"
            r"rupiah|baht|juta|million|billion|miljoen|บาท)(?!\w))",
            r"(?<!\d)(?:19|20)\d\d\s?[-–—/]\s?(?:19|20)?\d\d(?!\d)",
            r"(?<!\d)(?:19|20)\d\d-\d\d-\d\d(?!\d)(?:[T ]\d\d:\d\d(?::\d\d)?)?",
            r"(?<![\d.])\d{1,2}[.:]\d\d ?[-–] ?\d{1,2}[.:]\d\d(?![\d.])",
            r"(?<!\d)\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d(?!\d)",
            r"(?<!\w)[A-Z]{1,8}/[A-Z0-9./()\-]{2,40}",
            r"(?<!\w)(?:ISBN|ISSN|DOI|doi|EAN|arXiv|PMID|PMC|ECLI)[\s:\-]{0,3}[\w./:\-]{4,60}",
            r"(?<!\w)ISBN(?:-1[03])?:?\s?[\d\-– ]{9,20}[\dX]",
            r"(?<!\w)10\.\d{4,9}/[^\s]{1,80}",
            r"(?<!\w)https?://[^\s]{1,300}",
            r"(?<!\w)www\.[^\s]{1,300}",
        )
    )
)


class Ordinary:
    """The stretches of one text that are ordinary numbers or references."""

    def __init__(self, text: str) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for match in _ORDINARY.finditer(text):
            self._starts.append(match.start())
            self._ends.append(match.end())

    def touches(self, start: int, end: int) -> bool:
        """Say whether any ordinary stretch shares a character with `start` to `end`."""
        place = bisect_right(self._starts, end - 1) - 1
        return place >= 0 and self._ends[place] > start
