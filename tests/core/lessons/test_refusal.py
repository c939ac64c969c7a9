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
        "What should officers do when residents stay away?",
        "The following recommendations enjoy the support of the State under review.",
        "The recommendations formulated during the dialogue and listed below were noted.",
        "Les recommandations suivantes ont été adoptées par les participants.",
        "Cadangan berikut telah diterima oleh semua peserta bengkel.",
        "De volgende aanbevelingen zijn door alle deelnemers overgenomen.",
        "Officers should then do the following:",
        "Case studies from two ports and an airport",
        "09:30 Lessons learned in the north, by the two teams",
        "Études de cas de deux ports et d’un aéroport",
        "Kajian kes daripada dua pelabuhan dan sebuah lapangan terbang",
        "Casussen uit twee havens en een luchthaven",
        "For more advice officers should write to desk@station.example today",
        "Tel.: +60 3 1234 5678, ask for the officer who should know",
        "A. B. Smith, C. Jones and their team",
        "<b>Notice</b>: the method should not be called twice in a row",
        "(Chad); (Fiji); (Peru);",
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
        "The following lesson was learned: begin with the families who stay away.",
        "Opening the station on Sundays helped families to come",
        "Present case studies from other towns to new officers.",
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


def test_a_lesson_may_name_an_address() -> None:
    words = "Traders should be able to write to market.team@harbour.example at any hour."
    assert reason_against(words, announced=True) == ""
    assert reason_against("Write to market.team@harbour.example today.", announced=True) != ""
