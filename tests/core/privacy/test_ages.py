"""Ages of one person, and of groups."""

from __future__ import annotations

import pytest

from balai.core.privacy import FindingType
from tests.core.privacy.marked import holds


@pytest.mark.parametrize(
    "sentence",
    [
        "Lelaki itu berusia «34 tahun» ketika itu.",
        "Seorang remaja lelaki «16 tahun» ditemui.",
        "Een jongen van «16 jaar» werd gezien, en een «17-jarige» ook.",
        "Zij was «42 jaar oud».",
        "A man aged «34» called; a «19-year-old» answered.",
        "Un homme de «27 ans» et une femme âgée de «31 ans» étaient là.",
        "Una mujer de «45 años» habló.",
        "ชายอายุ «34 ปี» มาแจ้ง",
        "رجل عمره «29 سنة» حضر.",
        "Encik Rahman bin Yusof, «52», spoke first.",
        "Mevrouw Bakker («38») sprak als eerste.",
    ],
)
def test_ages_of_one_person(sentence: str) -> None:
    holds(sentence, FindingType.AGE)


@pytest.mark.parametrize(
    "sentence",
    [
        "Young people aged 15 to 24 took part, and those aged 30 and over.",
        "The programme ran for 5 years and lasted 18 months.",
        "Program selama 5 tahun untuk kanak-kanak bawah 12 tahun.",
        "Jongeren van 16 jaar en ouder mochten stemmen; na 3 jaar stopte het.",
        "Les jeunes de 12 à 18 ans; une peine de 5 ans; depuis 10 ans.",
        "Pupils aged 14 filled in the form; the average age of 31 surprised us.",
        "Children under 16 and adults over 65.",
    ],
)
def test_ages_of_groups_and_spans_of_time_are_not(sentence: str) -> None:
    holds(sentence, FindingType.AGE)
