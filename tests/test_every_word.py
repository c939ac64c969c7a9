"""Nothing that Balai says is beyond translation: pages, and what they answer to forms.

The pages are read in a language made for the test, in which all that can be translated stands in
brackets (`tests/pseudo.py`). What is left outside must be content, a name, or a term or a date in
the page's language. Letters are left out: the one Balai sends, an invitation, carries its texts in
every language at once (`people/handouts.py`).
"""

from __future__ import annotations

import re
from itertools import chain
from zoneinfo import available_timezones

import pytest
from babel import Locale
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse

from balai.foundation.journal import kinds
from balai.foundation.journal.kinds import declared
from balai.people.languages import READING
from balai.vocabulary.queries import scheme, scheme_names, terms
from tests import pseudo
from tests.dialogue.rooms import ITEM, PLAN, QUESTION, TEXTS
from tests.journeys.test_everywhere import OTHER, WORDS, places
from tests.personas import NAMES, ORGANISATIONS, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(300), pytest.mark.thorough]

CONTENT = (
    *(WORDS, OTHER, "A year on the ochre market", "A closed note", "Pegawai ditegur."),
    *("Traders asked for it.", "They were not.", "Nobody asked us."),
    *(name.capitalize() for name in NAMES),
    *(title for title, _ in ORGANISATIONS.values()),
    *("Report", "officers market", "Which officers walk the market", "Markets", "market"),
    pseudo.WRONG,
)
"""What people wrote in the test."""

NAMES_OF_THINGS = (
    *("Balai", "TLP", "CLEAR", "GREEN", "AMBER+STRICT", "AMBER", "STRICT", "RED"),
    *("PDF", "DOCX", "ODT", "HTML", "CSV", "RIS", "BibTeX", "JSON-LD", "Markdown", "JSON"),
    *("OpenID Connect", "TXT", "TEXT", "SQLite", "Traffic Light Protocol", "FIRST", "GB", "MB"),
)
SHAPES = r"https?://\S+|\S+@\S+|\b[0-9A-HJKMNP-TV-Z]{26}\b|\b[0-9a-f]{12,}\b|/[\w/-]+/|\b[\w-]+\.(?:md|txt|pdf)\b"


def allowed() -> re.Pattern[str]:
    """Return what may stand outside of brackets on a page in the test's language."""
    locale = Locale.parse(pseudo.LANGUAGE)
    months = chain(*(locale.months[each][width].values() for each, width in WIDTHS))
    own = READING.values()
    labels = chain(*(_said_by(name) for name in scheme_names()))
    cldr = chain(locale.territories.values(), locale.languages.values(), months, own)
    days = chain(*(locale.days[each]["wide"].values() for each in ("format", "stand-alone")))
    zones = [each.replace("_", sign) for each in available_timezones() for sign in "_ "]
    said = pseudo.any_of((*CONTENT, *NAMES_OF_THINGS, *OF_DIALOGUES, *cldr, *labels, *days, *zones))
    return re.compile(f"{SHAPES}|{said.pattern}", re.IGNORECASE)


OF_DIALOGUES = (
    PLAN.title,
    PLAN.about,
    PLAN.place,
    *(name for _role, name in PLAN.bodies),
    ITEM.title,
    *TEXTS,
    QUESTION,
    "Straits Dialogues",
    "A course for officers.",
    "testserver/join",
    "testserver",
)
"""What the tests' dialogues say, in words of their convenor."""
WIDTHS = (("format", "wide"), ("format", "abbreviated"), ("stand-alone", "wide"))


def _said_by(name: str) -> list[str]:
    said = [scheme(name).label(pseudo.LANGUAGE)]
    for term in terms(name):
        said += [
            getattr(term, each)(pseudo.LANGUAGE) for each in ("label", "definition", "warning")
        ]
    return said


def reader(cast: Cast, who: str) -> Client:
    """Return a persona's browser, set to the test's language."""
    client = cast.client_for(who)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = pseudo.LANGUAGE
    return client


def test_every_word_can_be_translated(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    cases = places(cast)
    may_stand = allowed()
    of_balai = {kind: said for kind, said in declared().items() if not kind.startswith("test.")}
    monkeypatch.setattr(kinds, "_kinds", of_balai)  # other tests declare kinds of their own
    pseudo.speak(monkeypatch)
    faults: dict[str, set[str]] = {}

    def look(where: str, html: str) -> pseudo.Words:
        words = pseudo.read(html)
        for each in words.said:
            if left := pseudo.bare(each, may_stand):
                faults.setdefault(left, set()).add(where)
        return words

    for name, place in cases.items():
        address = reverse(name, kwargs=place.given) + place.query
        client = reader(cast, place.who)
        answer = client.get(address, follow=True)
        assert answer.status_code == place.status, name
        words = look(name, answer.content.decode())
        for form in words.forms:
            target = form.action or answer.request["PATH_INFO"]
            for sent in (form.empty, form.wrong) if target != reverse("set_language") else ():
                with transaction.atomic():
                    refused = reader(cast, place.who).post(target, sent, follow=True)
                    if "text/html" in refused.get("Content-Type", ""):
                        look(f"{name}, sent to {target}", refused.content.decode())
                    transaction.set_rollback(True)
    assert {left: sorted(where)[:3] for left, where in faults.items()} == {}
