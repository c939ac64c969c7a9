"""A list of terms is what Django's own list would be, only sooner."""

from __future__ import annotations

import pytest
from django import forms
from django.test.html import parse_html

from balai.knowledge.forms import CandidateForm
from balai.knowledge.term_select import TermSelect

CHOICES = [("A", "Après “B” & <C>"), ("B", 'say "no"'), ("", "—")]


@pytest.mark.parametrize("value", [None, [], ["B"], ["A", "B"], ["gone"]])
def test_it_holds_what_djangos_list_holds(value: list[str] | None) -> None:
    attributes = {"id": "id_terms", "aria-describedby": "x"}
    ours = TermSelect(choices=CHOICES).render("terms", value, attributes)
    theirs = forms.SelectMultiple(choices=CHOICES).render("terms", value, attributes)
    assert parse_html(ours) == parse_html(theirs)


@pytest.mark.django_db
def test_each_language_has_its_own_words() -> None:
    english, french = (
        str(CandidateForm(initial={"country": ["DE"]}, language=each, owner="")["country"])
        for each in ("en", "fr")
    )
    assert '<option value="DE" selected>Germany</option>' in english
    assert '<option value="DE" selected>Allemagne</option>' in french
    assert english.count("selected") == 1
