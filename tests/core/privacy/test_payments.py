"""Cards, IBANs and accounts."""

from __future__ import annotations

import pytest

from balai.core.privacy import FindingType
from tests.core.privacy.marked import holds


@pytest.mark.parametrize(
    "sentence",
    [
        "Paid with «4111 1111 1111 1111» yesterday.",
        "Kad kredit «4532015112830010» hilang.",
        "Amex «3714 496353 98431».",
        "Old card «4222222222222», of thirteen digits.",
        "The count 4222222222222 stands alone.",
        "The part number 4532015112830011 and the count 4532015112830012 are not cards.",
        "Zeros: 0000 0000 0000 0000 and 9999 9999 9999 9995.",
    ],
)
def test_cards(sentence: str) -> None:
    holds(sentence, FindingType.CARD)


@pytest.mark.parametrize(
    "sentence",
    [
        "Maak over naar «NL93 RABO 0314 1592 65» voor vrijdag.",
        "Compte «FR1420041010050500013M02606» ouvert.",
        "Virement sur «BE68 5390 0754 7034».",
        "Pay «gb82west12345698765432» now.",
        "GB83 WEST 1234 5698 7654 32 has a wrong check.",
        "ZZ82 WEST 1234 5698 7654 32 is no country.",
    ],
)
def test_ibans(sentence: str) -> None:
    holds(sentence, FindingType.IBAN)


@pytest.mark.parametrize(
    "sentence",
    [
        "Bank account no. «1234-5678-90».",
        "Akaun «5140 1234 5678» di bank.",
        "Rekeningnummer «41.52» is te kort, «1234567890» niet.".replace("«41.52»", "41.52"),
        "On account of 2015 figures, 12 towns joined.",
    ],
)
def test_accounts(sentence: str) -> None:
    holds(sentence, FindingType.ACCOUNT)
