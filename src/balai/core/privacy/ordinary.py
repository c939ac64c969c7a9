"""Numbers that every report is full of and that say nothing about a person.

Finders of bare numbers ask here first: amounts, dates, document symbols, sections, references
of books and laws, and the digits inside web addresses are not telephone numbers.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from operator import itemgetter

_CURRENCY = (
    r"(?:US\$|S\$|A\$|NZ\$|RM|MYR|SGD|USD|EUR|GBP|CAD|AUD|NZD|IDR|Rp\.?|THB|PHP|MAD|ZAR|DKK|NOK|"
    r"SEK|[$€£¥₱฿])"
)
_ORDINARY = re.compile(
    "|".join(
        (
            rf"(?<![^\W\d_]){_CURRENCY}\s?\d[\d.,  ]{{0,24}}",
            r"(?<!\d)\d[\d.,  ]{0,20}\s?(?:%|‰|€|£|(?:per ?cent|EUR|USD|MYR|euros?|dollars?|"
            r"ringgit|rupiah|baht|juta|million|billion|miljoen|บาท)(?!\w))",
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
    """The stretches of one text that are ordinary numbers or references; found when first asked."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _spans(self) -> list[tuple[int, int]]:
        return [match.span() for match in _ORDINARY.finditer(self._text)]

    def touches(self, start: int, end: int) -> bool:
        """Say whether any ordinary stretch shares a character with `start` to `end`."""
        place = bisect_right(self._spans, end - 1, key=itemgetter(0)) - 1
        return place >= 0 and self._spans[place][1] > start
