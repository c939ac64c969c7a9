"""The bench offers more general words and reasons, in the language of the page, naming nobody."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from django.utils import translation

from balai.core.privacy import FindingType, findings
from balai.knowledge.generalising import instead_of, reasons_for_keeping, stand_in
from tests.factories.library import propose, read_source
from tests.personas import Cast

WORDS = "Inspector Zoran Velimirovich walked the market every week."


@pytest.mark.django_db
def test_the_bench_offers_roles_regions_and_reasons(cast: Cast) -> None:
    source = read_source(cast.viewer("budi"), cast.a, WORDS)
    chosen = propose(cast.viewer("amina"), source, WORDS)
    page = cast.client_for("amina").get(reverse("candidate", args=[chosen])).content.decode()
    assert '<option value="a community leader in Malaysia">' in page
    assert '<option value="A public office-holder acting in office.">' in page
    assert "Please name no one." in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("somebody.invented@example.org", "an e-mail address"),
        ("+60 12-345 6789", "a phone number"),
        ("Inspector Zoran Velimirovich", "somebody"),
    ],
)
def test_the_form_of_a_place_says_what_fits_it(cast: Cast, place: str, said: str) -> None:
    words = f"Traders of the market wrote to {place} every week."
    source = read_source(cast.viewer("budi"), cast.a, words)
    chosen = propose(cast.viewer("amina"), source, words)
    page = cast.client_for("amina").get(reverse("candidate", args=[chosen])).content.decode()
    offered = re.findall(r'name="replacement" value="([^"]*)"', page)
    assert offered == [said]


@pytest.mark.parametrize("type_", list(FindingType))
def test_every_type_has_words_to_stand_in_and_they_name_nobody(type_: FindingType) -> None:
    assert stand_in(type_)
    assert not findings(stand_in(type_))


@pytest.mark.django_db
@pytest.mark.parametrize("type_", list(FindingType))
def test_no_wording_that_is_offered_names_anybody(type_: FindingType) -> None:
    for words in instead_of(type_, "MY", (("actor", "R13", ""), ("actor", "none", ""))):
        assert [each for each in findings(words) if each.class_ == "direct"] == []


@pytest.mark.django_db
def test_roles_that_were_proposed_come_first() -> None:
    with translation.override("en"):
        first = instead_of("name", "MY", (("actor", "R13", ""),))[0]
    assert first.startswith("somebody (")
    assert first.endswith("in Malaysia")


def test_reasons_are_sentences() -> None:
    assert all(each.endswith(".") for each in reasons_for_keeping())
