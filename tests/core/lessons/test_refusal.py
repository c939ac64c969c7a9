from __future__ import annotations

import pytest

from balai.core.lessons.refusal import reason_against


@pytest.mark.parametrize(
    "line",
    [
        "Subscribe to receive periodic email updates and the newsletters of the centre",
        "This field is for validation purposes and should be left unchanged.",
        "Abonnez-vous à notre lettre d’information pour tout savoir.",
        "Langgan surat berita kami untuk maklumat lanjut setiap bulan.",
        "Schrijf je in voor onze nieuwsbrief en mis niets meer.",
        "Lessons learned and what follows from them ........ 12",
        "What we should do about it next year 14",
        "Figure 3: Officers should visit every school in the district",
        "Rajah 2 menunjukkan bahawa pegawai perlu melawat setiap sekolah",
        "Mr Ahmad Bin Salleh, Head of Unit; Ms Chen Li, Adviser",
        "Smith, J. (2007). Policing should change. Journal of Patrol Studies, 12(3), 4–9.",
        "The views expressed are those of the authors and should not be quoted.",
        "Be patient.",
        "و",
        "word " * 130,
    ],
)
def test_furniture_is_refused_with_a_reason(line: str) -> None:
    assert reason_against(line)


@pytest.mark.parametrize(
    "line",
    [
        "Officers should visit every school in the district once a term.",
        "Il faut associer les habitants dès le début.",
        "ตำรวจควรรับฟังความคิดเห็นของชุมชนก่อนตัดสินใจ",
        "The Royal Police and the City Council agreed to meet every month.",
    ],
)
def test_sentences_are_not(line: str) -> None:
    assert reason_against(line) == ""


def test_short_items_count_under_a_heading_that_announces_them() -> None:
    assert reason_against("Patience and time", announced=True) == ""
    assert reason_against("Patience", announced=True)
