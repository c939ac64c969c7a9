"""Number plates that stand alone, and those that need a vehicle beside them."""

from __future__ import annotations

import pytest

from balai.core.privacy import FindingType
from balai.core.privacy.plates import singapore
from tests.core.privacy.marked import holds


@pytest.mark.parametrize(
    "sentence",
    [
        "Kereta «WXY 1234» dilihat di situ; motosikal «PJK 88 C» juga.",
        "The van «SGX4821L» was parked.",
        "Het kenteken is «12-ABC-3», de auto «GB-123-H».",
        "La voiture «AB-123-CD» et la plaque «1-ABC-234».",
        "A car, «AB12 CDE», left.",
        "Mobil dengan plat nomor «B 1234 XYZ».",
        "Licence plate «ABCD 123» from Ontario.",
        "รถยนต์ทะเบียน «1กข 1234» กรุงเทพ",
    ],
)
def test_plates_are_found(sentence: str) -> None:
    holds(sentence, FindingType.PLATE)


@pytest.mark.parametrize(
    "sentence",
    [
        "Article 12 and table B 12 of annex AB 1234.",
        "Resolution WXY 1234 was withdrawn; see COVID 19 and ISO 9001.",
        "The group G 20 met in room C 101.",
        "Phase 3-B of RAN POL 2017.",
    ],
)
def test_codes_are_not(sentence: str) -> None:
    holds(sentence, FindingType.PLATE)


def test_the_letter_of_a_singapore_plate() -> None:
    assert singapore("SDN7484U")
    assert singapore("SBA 1234 G")
    assert not singapore("SBA 1234 H")
    assert not singapore("1234G")
