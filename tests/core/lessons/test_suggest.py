from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

from balai.core.lessons.lexicon import languages, load, pattern
from balai.core.lessons.suggest import suggestions
from balai.core.lessons.terms import Term, default_terms, with_cues

from .documents import document

CODES = {
    "approach": [f"A{n}" for n in range(1, 29)],
    "driver": [f"D{n}" for n in range(1, 10)],
    "actor": [f"R{n}" for n in range(1, 27)],
    "setting": [f"S{n}" for n in range(1, 20)],
    "level": [f"L{n}" for n in range(4)],
    "outcome": [*(f"O{n}" for n in range(1, 18)), *(f"X{n}" for n in range(1, 8))],
}


def places(text: str, language: str) -> Iterable[tuple[str, int, int]]:
    for found in re.finditer("Malaysia|Belgium|Chad", text):
        yield {"M": "MY", "B": "BE", "C": "TD"}[found[0][0]], found.start(), found.end()


def test_every_code_has_cues_in_four_languages() -> None:
    assert set(languages("cues")) == set(CODES)
    for scheme, codes in CODES.items():
        cues = load("cues", scheme)
        assert list(cues) == codes
        for phrases in cues.values():
            assert set(phrases) == {"en", "fr", "ms", "nl"}
            for listed in phrases.values():
                assert pattern(listed).search("") is None


@pytest.mark.parametrize(
    ("words", "language", "label"),
    [
        ("The liaison officer met the imam of the mosque.", "en", ("approach", "A4")),
        ("The liaison officer met the imam of the mosque.", "en", ("actor", "R14")),
        ("L’îlotage rassure les habitants du quartier.", "fr", ("approach", "A1")),
        ("Kepercayaan kepada polis bertambah baik.", "ms", ("outcome", "O1")),
        ("De wijkagent blijft drie jaar in de buurt.", "nl", ("setting", "S1")),
        ("Families felt labelled and stigmatised.", "en", ("outcome", "X1")),
    ],
)
def test_labels_come_with_the_words_that_speak_for_them(
    words: str, language: str, label: tuple[str, str]
) -> None:
    made = document([words], language)
    found = suggestions(made, 0, len(made.text), language, default_terms())
    assert label in {(each.scheme, each.code) for each in found}
    assert all(made.text[each.start : each.end] == each.words for each in found)


def test_at_most_three_codes_of_a_scheme() -> None:
    words = "Teachers, parents, imams, mayors, judges, nurses and journalists met the donors."
    made = document([words])
    found = suggestions(made, 0, len(made.text), "en", default_terms())
    assert sum(each.scheme == "actor" for each in found) == 3


def test_a_country_is_that_of_the_words_then_of_what_stands_before() -> None:
    made = document(["# Two visits", "In Belgium it rained.", "Officers stayed. Malaysia agreed."])
    terms = with_cues(places=places)
    start = made.text.index("Officers")
    found = suggestions(made, start, start + len("Officers stayed."), "en", terms)
    assert [(each.code, each.words) for each in found if each.scheme == "country"] == [
        ("BE", "Belgium")
    ]
    start = made.text.index("Malaysia")
    found = suggestions(made, start, len(made.text), "en", terms)
    assert [each.code for each in found if each.scheme == "country"] == ["MY"]


def test_who_spoke_is_not_where_it_was() -> None:
    others = "Train all officers (Malaysia (Federation of)); Pay them in time (Malaysia);"
    made = document(
        ["# Review of Belgium", others, "Open the doors of every station (Chad (the));"]
    )
    start = made.text.index("Open")
    found = suggestions(made, start, len(made.text), "en", with_cues(places=places))
    assert [each.code for each in found if each.scheme == "country"] == ["BE"]


def test_a_bracket_that_is_cut_still_hides_who_spoke() -> None:
    names = "Malaysia, " * 80
    made = document(["# Review of Belgium", f"Train all ({names}Chad);", "Open every station."])
    found = suggestions(made, len(made.text) - 19, len(made.text), "en", with_cues(places=places))
    assert [each.code for each in found if each.scheme == "country"] == ["BE"]


def test_a_vocabulary_adds_its_own_words() -> None:
    terms = with_cues([Term("approach", "A6", {"en": ("peace tables",)})])
    made = document(["They sat at peace tables."])
    found = suggestions(made, 0, len(made.text), "en", terms)
    assert ("approach", "A6", "peace tables") in {(s.scheme, s.code, s.words) for s in found}


def test_indonesian_borrows_malay_cues() -> None:
    made = document(["Tokoh agama dan guru bertemu."], "id")
    found = suggestions(made, 0, len(made.text), "id", default_terms())
    assert "R14" in {each.code for each in found}
