"""What every list of terms must hold, whatever is added to it later."""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter

import pytest

from balai.core.audience import Level
from balai.core.errors import Invalid
from balai.vocabulary import queries
from balai.vocabulary.terms import Term

FOUR = ("en", "ms", "fr", "nl")
SIZES = {
    "drivers": 9,
    "driver-tags": 5,
    "protective-factors": 7,
    "un-areas": 7,
    "approaches": 28,
    "target-levels": 4,
    "actors": 26,
    "settings": 19,
    "outcomes": 17,
    "unintended-outcomes": 7,
    "study-designs": 6,
    "maturity": 5,
    "directions": 8,
    "certainty": 3,
    "evidence-lamps": 5,
    "life-cycle": 7,
    "natures": 2,
    "kinds": 5,
    "rights-criteria": 17,
    "criterion-answers": 3,
    "conditions": 17,
    "transfer-items": 16,
    "transfer-answers": 4,
    "point-statuses": 5,
    "sharing-levels": 5,
    "roles": 6,
}
ALL_TERMS = [entry for name in queries.scheme_names() for entry in queries.terms(name)]


def test_every_list_is_there_with_all_its_terms() -> None:
    assert {name: len(queries.terms(name)) for name in queries.scheme_names()} == SIZES


@pytest.mark.parametrize("name", sorted(SIZES))
def test_a_list_has_a_name_and_a_purpose_in_four_languages(name: str) -> None:
    found = queries.scheme(name)
    for language in FOUR:
        assert found.labels[language].strip()
        assert found.definitions[language].strip()
        for family in {term.family for term in found.terms} - {""}:
            assert found.families[family][language].strip()


@pytest.mark.parametrize("term", ALL_TERMS, ids=lambda term: f"{term.scheme}:{term.code}")
def test_a_term_has_label_definition_and_source(term: Term) -> None:
    for language in FOUR:
        assert term.labels[language] == term.labels[language].strip() != ""
        definition = term.definitions[language]
        assert definition == definition.strip() != ""
        assert definition[-1] in ".)", definition
        assert "\n" not in definition
    every = [*term.labels.values(), *term.definitions.values(), *term.warnings.values()]
    every += [name for names in term.aliases.values() for name in names]
    assert all(words == words.strip() != "" for words in every)
    assert term.source.citation.strip()
    if term.warnings:
        assert set(FOUR) <= set(term.warnings)


@pytest.mark.parametrize("name", sorted(SIZES))
def test_codes_and_labels_are_unique_in_a_list(name: str) -> None:
    terms = queries.terms(name)
    assert [code for code, n in Counter(term.code for term in terms).items() if n > 1] == []
    for language in {language for term in terms for language in term.labels}:
        labels = Counter(
            term.labels[language].casefold() for term in terms if language in term.labels
        )
        assert [label for label, n in labels.items() if n > 1] == [], language


@pytest.mark.parametrize("name", sorted(SIZES))
def test_another_name_leads_to_one_term_only(name: str) -> None:
    for language in FOUR:
        owners: dict[str, set[str]] = {}
        for term in queries.terms(name):
            for words in (term.labels[language], *term.aliases.get(language, ())):
                owners.setdefault(words.casefold(), set()).add(term.code)
        assert {words: codes for words, codes in owners.items() if len(codes) > 1} == {}


@pytest.mark.parametrize("name", ["approaches", "kinds", "target-levels"])
def test_core_lists_speak_arabic_thai_and_indonesian(name: str) -> None:
    for term in queries.terms(name):
        assert {"ar", "th", "id"} <= set(term.labels)


def test_drivers_have_known_tags() -> None:
    tags = {term.code for term in queries.terms("driver-tags")}
    assert all(set(driver.tags) <= tags for driver in queries.terms("drivers"))


def test_secondary_prevention_carries_its_stigma_warning_in_every_language() -> None:
    level = queries.term("target-levels", "L2")
    assert "harm" in level.warning("en")
    assert len({level.warning(language) for language in FOUR}) == len(FOUR)


def test_sharing_levels_are_those_of_the_core() -> None:
    assert [term.code for term in queries.terms("sharing-levels")] == [
        level.label for level in sorted(Level)
    ]


def test_the_two_families_of_approaches() -> None:
    approaches = queries.scheme("approaches")
    assert [term.code for term in approaches.in_family("policing")] == [
        f"A{n}" for n in range(1, 12)
    ]
    assert len(approaches.in_family("prevention")) == 17
    assert approaches.family_label("policing", "nl") == "Gemeenschapsgericht politiewerk"


@pytest.mark.parametrize(
    ("language", "label"),
    [
        ("en", "Neighbourhood policing"),
        ("ms", "Kepolisan kejiranan"),
        ("fr-CA", "Police de quartier"),
        ("nl_BE", "Wijkpolitie"),
        ("sw", "Neighbourhood policing"),
        ("", "Neighbourhood policing"),
    ],
)
def test_a_label_falls_back_to_the_main_language_and_then_to_english(
    language: str, label: str
) -> None:
    assert queries.label("approaches", "A1", language) == label


def test_an_unknown_list_or_code_says_what_there_is() -> None:
    with pytest.raises(Invalid) as unknown_list:
        queries.scheme("colours")
    assert unknown_list.value.kind == "unknown-scheme"
    assert "approaches" in unknown_list.value.hint
    with pytest.raises(Invalid) as unknown_code:
        queries.term("kinds", "A1")
    assert unknown_code.value.kind == "unknown-term"
    assert "good-practice" in unknown_code.value.hint
    assert not queries.is_term("kinds", "A1")
    assert queries.is_term("kinds", "need")


def test_a_validated_lesson_is_a_lesson_learned() -> None:
    assert queries.term("life-cycle", "lesson-learned") == queries.term("life-cycle", "validated")
    assert [term.also for term in queries.terms("life-cycle") if term.also] == [("lesson-learned",)]


@pytest.mark.parametrize("name", sorted(SIZES))
def test_another_code_is_nobody_elses(name: str) -> None:
    codes = [code for term in queries.terms(name) for code in (term.code, *term.also)]
    assert len(codes) == len(set(codes))


def test_choices_keep_the_order_of_the_list() -> None:
    assert queries.choices("kinds", "nl") == [
        ("lesson", "Les"),
        ("good-practice", "Goede praktijk"),
        ("challenge", "Knelpunt"),
        ("recommendation", "Aanbeveling"),
        ("need", "Behoefte"),
    ]


def test_terms_cannot_be_changed() -> None:
    term = queries.term("kinds", "lesson")
    with pytest.raises(TypeError):
        term.labels["en"] = "Rule"
    with pytest.raises(AttributeError):
        term.code = "rule"


def test_all_terms_load_in_thirty_milliseconds() -> None:
    def seconds() -> float:  # of work, not of waiting for a processor that others use
        queries.scheme.cache_clear()
        began = time.process_time()
        for name in queries.scheme_names():
            queries.scheme(name)
        return time.process_time() - began

    assert min(seconds() for _ in range(5)) < 0.030


def test_the_vocabulary_needs_neither_django_nor_babel_to_be_read() -> None:
    code = (
        "import sys; from balai.vocabulary import places, queries; "
        "queries.label('kinds', 'need', 'ms'); places.region_of('MY'); "
        "print(sorted({'django', 'babel'} & set(sys.modules)))"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert printed.stdout.strip() == "[]", printed.stderr
