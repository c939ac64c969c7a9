"""Dates of birth, and dates in sentences about a person."""

from __future__ import annotations

import pytest

from balai.core.privacy import FindingType
from tests.core.privacy.marked import holds


@pytest.mark.parametrize(
    "sentence",
    [
        "She was born on «3 May 1987» in Suva.",
        "Date of birth: «12/04/1990».",
        "Beliau dilahirkan pada «7 Ogos 1985» di Kuching.",
        "Ia lahir di Medan, «12 Maret 1992».",
        "Geboren te Gent op «14 februari 1979».",
        "Né le «1er mai 1990» à Lille.",
        "Nacida el «3 de marzo de 1988».",
        "เกิดเมื่อวันที่ «5 มีนาคม 2530»",
        "من مواليد «12 مارس 1991» بفاس.",
        "The applicant was born in «1957» and lives abroad.",
        "The idea was born in a workshop. In 2015 it spread.",
    ],
)
def test_dates_of_birth(sentence: str) -> None:
    holds(sentence, FindingType.BIRTH_DATE)


@pytest.mark.parametrize(
    "sentence",
    [
        "The suspect was arrested on «14 June 2016».",
        "On «2 January 2018» Mr Hartono returned home.",
        "He met Mr. Hartono, of St. Mary, on «5 May 2018», and left.",
        "Suspek ditahan pada «9 Julai 2019» di rumahnya.",
        "De verdachte werd op «3 maart 2017» aangehouden.",
        "Le requérant a été arrêté le «12 mars 2014».",
        "The workshop took place on 12 March 2019 in Bangkok.",
        "The law of 3 May 2010 entered into force on 1 June 2010.",
        "He came in May. The workshop was on 12 March 2019.",
    ],
)
def test_dates_tied_to_a_person(sentence: str) -> None:
    holds(sentence, FindingType.DATE)
