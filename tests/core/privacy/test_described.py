"""One person described by two attributes is found in eight languages; groups are not."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balai.core.privacy import FindingType, findings

ALONE = {
    "en": ("We met ", "34-year-old Catholic baker from Oudezand", " at the hall.", "a "),
    "ms": ("Semalam ", "guru Islam berusia 34 tahun dari Kampung Lorem", " hadir.", "seorang "),
    "id": ("Kemarin ", "perempuan hamil di Desa Lorem", " datang.", "seorang "),
    "nl": ("Toen sprak ", "34-jarige islamitische lerares uit Zaanbeek", " ons aan.", "een "),
    "fr": ("Puis ", "enseignant musulman de 34 ans de Vireville", " a parlé.", "un "),
    "es": ("Luego ", "profesor musulmán de 34 años de Villanera", " habló.", "un "),
    "ar": ("حضر ", "رجل مسلم من قرية السنديان", " أمس", ""),
    "th": ("", "ครูมุสลิมจากบ้านหนองบัว", " พูดแล้ว", ""),
}


@pytest.mark.parametrize("language", ALONE)
def test_a_description_of_one_person_is_one_finding(language: str) -> None:
    before, words, after, one = ALONE[language]
    text = f"{before}{one}{words}{after}"
    (found,) = findings(text, language)
    assert (found.type, found.class_, found.text) == (FindingType.COMBINATION, "quasi", words)
    assert found.why.code == "together"


@pytest.mark.parametrize(
    "text",
    [
        "The mayor of Utrecht and the people from Muar met.",
        "Muslim and Christian youths from Birmingham met.",
        "The Muslim community in Birmingham met the police.",
        "A Muslim man said so.",
        "Young people aged 15 to 24 from Muar came.",
        "The Catholic Church of England was asked.",
        "Anak muda Islam dari Muar hadir.",
        "De islamitische gemeenschap in Utrecht sprak met de politie.",
        "Les jeunes musulmans de Lyon sont venus.",
        "Los jóvenes católicos de Lima hablaron.",
    ],
)
def test_groups_offices_and_single_attributes_are_ordinary(text: str) -> None:
    assert [each for each in findings(text) if each.type is FindingType.COMBINATION] == []


def test_a_name_in_it_stays_a_name() -> None:
    found = findings("The Muslim teacher Mr Zoran Vexley from Oudezand, 34, came.")
    assert "name" in {each.type for each in found}
    assert all(each.class_ == "direct" for each in found if "Vexley" in each.text)


@given(st.text(alphabet="aeAé 34-,.Muslimteachrf", max_size=200))
def test_what_is_found_lies_in_the_text(text: str) -> None:
    for each in findings(text):
        assert text[each.start : each.end] == each.text


def test_a_text_of_nothing_else_is_read_in_time() -> None:
    text = "A 34-year-old Catholic baker from Oudezand spoke to a Muslim man. " * 1500
    began = time.process_time()
    assert findings(text)
    assert time.process_time() - began < 10
