"""Telephone numbers at home and abroad, and numbers that only look like them."""

from __future__ import annotations

import pytest

from balai.core.privacy import FindingType
from tests.core.privacy.marked import holds


@pytest.mark.parametrize(
    "sentence",
    [
        "Hubungi «012-345 6789» atau «03-2123 4567».",
        "Call «+60 12-345 6789» or «+65 6123 4567».",
        "Hubungi «0812-3456-7890» (WhatsApp).",
        "โทร. «02-278-1777» หรือ «081-234-5678»",
        "โทร.«0-2248-7417»",
        "Bel «06-12345678» of «020 624 1234».",
        "Bel naar «+31 6 12345678», of «0031 6 12345678».",
        "Mon numéro : «01 42 68 53 00», portable «06.12.34.56.78».",
        "GSM «0470 12 34 56», fixe «02 512 34 56».",
        "Ring «020 7946 0958» or «07700 900123».",
        "Ring «(02) 9374 4000» or «0412 345 678».",
        "Text «021 123 4567».",
        "Call «(416) 555-0123» or «613-555-0142 ext. 7».",
        "Joindre le «+212 661-234567» ou le «0661-234567».",
        "Tawagan ang «0917 123 4567».",
        "Phone «082 123 4567» in Durban.",
        "The officer's number is «6123 4567».",
        "They can be reached at «44 98 12».",
        "هاتف: «0661-234567».",
    ],
)
def test_numbers_are_found(sentence: str) -> None:
    holds(sentence, FindingType.PHONE)


@pytest.mark.parametrize(
    "sentence",
    [
        "In 2015-2016 the budget rose from 1 250 000 to 2 300 000 euros.",
        "The project cost RM 12,345,678 and reached 145 000 people.",
        "Table 4: 12 45 78 90 23 45 67 88 12 34 56 71 09.",
        "See A/HRC/17/4, paragraphs 76.1 to 76.125, and resolution 1325 (2000).",
        "The centre opens 09.00-17.30 on 12-03-2019 and 2019-04-01.",
        "A correlation of 0.123 456 was found (p < 0.001, n = 10 245).",
        "ISBN 978-92-9234-123-4, doi:10.1000/182-0123456789.",
        "About 12 000 000 calls were made; the line called 20 000 people.",
        "https://example.org/item/0123456789/view",
        "Dial 999 or 112, or the hotline 1922.",
    ],
)
def test_ordinary_numbers_are_not(sentence: str) -> None:
    holds(sentence, FindingType.PHONE)


def test_thai_digits_count() -> None:
    holds("โทร. «๐๘๑-๒๓๔-๕๖๗๘»", FindingType.PHONE)
