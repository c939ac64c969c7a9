"""One person told by role and origin is found in five languages; roles alone and groups are not."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balai.core.privacy import Finding, FindingType, Mark, MarkType, findings
from balai.core.privacy.told.phrases import SPEECHES


def told(text: str, language: str = "") -> list[Finding]:
    return [each for each in findings(text, language) if each.type is FindingType.COMBINATION]


@pytest.mark.parametrize(
    ("language", "words", "after"),
    [
        ("en", "The deputy commissioner of Norway", " said that it failed."),
        ("en", "an officer from Brunei", " told us."),
        ("en", "The Norwegian deputy commissioner", " disagreed."),
        ("en", "Belgium's delegate", " disagreed."),
        ("en", "the representative of the Ministry of Home Affairs", " left."),
        ("en", "the inspector, who came from Muar", ", left."),
        ("fr", "le commissaire du Maroc", " a parlé."),
        ("fr", "un officier marocain", " a parlé."),
        ("fr", "L’officier de liaison de la Belgique", " a parlé."),
        ("ms", "pegawai dari Brunei", " bercakap."),
        ("ms", "pegawai polis Brunei", " bercakap."),
        ("id", "seorang perwira polisi dari Polda Lorem", " berbicara."),
        ("nl", "de wijkagent uit België", " zei niets."),
        ("nl", "een Noorse hoofdinspecteur", " zei niets."),
        ("es", "el comisario de Colombia", " habló."),
        ("es", "una agente mexicana", " habló."),
    ],
)
def test_a_role_and_where_from_is_one_finding(language: str, words: str, after: str) -> None:
    (found,) = told(words + after, language)
    assert (found.text, found.class_, found.why.code) == (words, "quasi", "role-and-origin")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("She was the only officer who spoke Thai.", "the only officer"),
        ("The only Maltese officer was against it.", "The only Maltese officer"),
        ("the sole female delegate from Fiji agreed", "the sole female delegate from Fiji"),
        ("Elle était la seule femme.", "la seule femme"),
        ("Dia satu-satunya wanita di situ.", "satu-satunya wanita"),
        ("Toen sprak de enige vrouwelijke agent.", "de enige vrouwelijke agent"),
        ("Era la única mujer.", "la única mujer"),
    ],
)
def test_whoever_is_said_to_be_the_only_one_is_found(text: str, words: str) -> None:
    (found,) = told(text)
    assert (found.text, found.why.code) == (words, "only-one")


@pytest.mark.parametrize(
    "text",
    [
        "The police officer in a community needs the trust of its families.",
        "The officers from Norway agreed.",
        "Police officers in Norway are trusted.",
        "The mayor of Utrecht and the people from Muar met.",
        "The Commissioner of Police spoke in May.",
        "The officer in January was another.",
        "The only option is training.",
        "Norway and Brunei sent officers. The commissioner spoke.",
        "Para pegawai dari Brunei bercakap. Setiap pegawai dari Brunei hadir.",
        "Dua orang pegawai dari Malaysia hadir.",
        "Les policiers du Maroc ont parlé; le policier parle aux habitants.",
        "De wijkagenten uit België spraken; de wijkagent luistert.",
        "Los agentes de Colombia hablaron.",
    ],
)
def test_roles_alone_and_groups_are_ordinary(text: str) -> None:
    assert told(text) == []


def test_a_name_in_it_stays_a_name() -> None:
    found = findings("The deputy commissioner of Norway, Mr Zoran Vexley, came.")
    assert [each.text for each in found if each.class_ == "direct"] == ["Mr Zoran Vexley"]


def test_a_place_that_the_encoder_reads_in_it_is_part_of_it() -> None:
    text = "The delegate of Norway Police Service came."
    start = text.index("Norway")
    mark = Mark(start, text.index(" came"), MarkType.PLACE, 0.95)
    found = findings(text, "en", marks=[mark])
    assert [(each.type, each.text) for each in found] == [
        (FindingType.COMBINATION, "The delegate of Norway Police Service")
    ]


ROLES = {0: "officer", 1: "inspecteur", 2: "pegawai", 3: "wijkagent", 4: "fiscal"}
LEADS = {0: "the", 1: "un", 2: "seorang", 3: "de", 4: "la"}
LINKS = {0: "from", 1: "de", 2: "dari", 3: "uit", 4: "de"}


@given(
    st.sampled_from(range(len(SPEECHES))),
    st.from_regex(r"[A-Z][a-z]{3,9}", fullmatch=True),
    st.sampled_from(["", "Then ", "x ", "\n"]),
)
def test_whatever_the_place_is_called_it_is_found(language: int, place: str, before: str) -> None:
    place = f"Q{place.lower()}"
    words = f"{LEADS[language]} {ROLES[language]} {LINKS[language]} {place}"
    assert words in [each.text for each in told(f"{before}{words} spoke.")]


@given(st.text(alphabet="aeN -',.theoficrmB\n’", max_size=200))
def test_what_is_found_lies_in_the_text(text: str) -> None:
    for each in findings(text):
        assert text[each.start : each.end] == each.text


@pytest.mark.parametrize(
    "unit", ["the officer from Norway. ", "the only ", "officer ", "deputy ", "A of ", "pegawai "]
)
def test_a_text_of_nothing_else_is_read_in_time(unit: str) -> None:
    text = unit * (60_000 // len(unit))
    began = time.process_time()
    findings(text)
    assert time.process_time() - began < 5
