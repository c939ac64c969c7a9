from __future__ import annotations

import pytest

from balai.core.lessons.headings import OTHER, SKIP, bare, sense


@pytest.mark.parametrize(
    ("heading", "announces"),
    [
        ("LESSONS LEARNED", "lesson"),
        ("4.2 Key lessons from the pilot", "lesson"),
        ("What we would do differently", "lesson"),
        ("Critical success factors", "good-practice"),
        ("Challenges", "challenge"),
        ("II. Conclusions and/or recommendations**", "recommendation"),
        ("Training needs", "need"),
        ("Leçons apprises :", "lesson"),
        ("Ce que nous ferions autrement", "lesson"),
        ("Facteurs de réussite", "good-practice"),
        ("Difficultés rencontrées", "challenge"),
        ("Recommandations", "recommendation"),
        ("Besoins de formation", "need"),
        ("Pengajaran", "lesson"),
        ("Amalan terbaik", "good-practice"),
        ("Cabaran", "challenge"),
        ("Cadangan dan langkah seterusnya", "recommendation"),
        ("Keperluan latihan", "need"),
        ("Geleerde lessen", "lesson"),
        ("Wat we anders zouden doen", "lesson"),
        ("Succesfactoren", "good-practice"),
        ("Knelpunten", "challenge"),
        ("Aanbevelingen", "recommendation"),
        ("Opleidingsbehoeften", "need"),
        ("Praktik baik", "good-practice"),
        ("Lecciones aprendidas", "lesson"),
        ("التوصيات", "recommendation"),
        ("الدروس المستفادة", "lesson"),
        ("ข้อเสนอแนะ", "recommendation"),
        ("บทเรียนที่ได้รับ", "lesson"),
        ("References", SKIP),
        ("Annex 2: List of participants", SKIP),
        ("Table des matières", SKIP),
        ("Funding", OTHER),
        ("Community need", OTHER),
        ("Limitations", OTHER),
    ],
)
def test_what_headings_announce_whatever_the_document_is_written_in(
    heading: str, announces: str
) -> None:
    for language in ("en", "ms", ""):
        meant = sense(heading, language)
        assert meant is not None
        assert meant.announces == announces


@pytest.mark.parametrize("heading", ["Conclusions", "Conclusie", "Kesimpulan", "Conclusión"])
def test_conclusions_only_hint(heading: str) -> None:
    meant = sense(heading)
    assert meant is not None
    assert meant.weak


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Police and residents in the old town",
        "The lessons learned in this project were many and we were glad to share them with others",
        "Lessonslearned",
    ],
)
def test_other_lines_announce_nothing(line: str) -> None:
    assert sense(line) is None


def test_numbers_and_brackets_are_no_part_of_a_heading() -> None:
    assert bare("3.1) Lessons (2019):") == "lessons"
    assert bare("  IV. Recommandations ") == "recommandations"
