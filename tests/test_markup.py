"""Words that are markup, commands or breaks elsewhere stay words in whatever Balai sends out.

Whatever is stored as words is poisoned below the actions, as if none of them had cleaned it:
every text of every table that holds a space. Then every page, every export and every command
that lists is asked for. New pages, tables and formats are covered by their being there.
"""

from __future__ import annotations

import csv
import io
import json
import re
from email import message_from_bytes, policy
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.db import models
from django.urls import reverse

from balai.foundation.node_settings import set_setting
from balai.knowledge.consent.telling import tell
from balai.knowledge.exporting import FORMATS
from balai.knowledge.models import Evidence
from tests.cli.conftest import Balai, balai
from tests.journeys.test_everywhere import places
from tests.kept import columns
from tests.personas import Cast

__all__ = ["balai"]
pytestmark = [pytest.mark.django_db, pytest.mark.timeout(300), pytest.mark.thorough]

HTML = "<poison-x onload=alert(1)>'\"><poison-x>"
ESCAPES = "\x1b[2J\u202e"
BREAKS = "\r\nER  - \r\nBcc: x@example.org\r\n@techreport{poison,\n title = {x}}"
POISON = f" {HTML}{ESCAPES}{BREAKS}"
NOT_WORDS = {"foundation", "search"}
"""Apps that hold codes, digests and copies; what a node says of itself is set below."""


def poison() -> int:
    """Add POISON to every stored text that holds a space; return how many there were."""
    count = 0
    for model, name in columns((models.CharField, models.TextField)):
        if model._meta.app_label not in NOT_WORDS:
            for row in model._default_manager.filter(**{f"{name}__contains": " "}):
                worse = f"{getattr(row, name)}{POISON}"
                count += model._default_manager.filter(pk=row.pk).update(**{name: worse})
    return count


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.poisoned: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag.startswith("poison") or any(name == "onload" for name, _value in attrs):
            self.poisoned.append(self.get_starttag_text() or tag)


def test_no_page_takes_words_for_markup(cast: Cast) -> None:
    cases = places(cast)
    assert poison() > 20
    shown, faults = 0, {}
    for name, place in cases.items():
        address = reverse(name, kwargs=place.given) + place.query
        answer = cast.client_for(place.who).get(address, follow=True)
        assert answer.status_code == place.status, name
        html = answer.content.decode()
        read = _Elements()
        read.feed(html)
        shown += "poison-x" in html
        if read.poisoned:
            faults[name] = read.poisoned
        assert not any("\n" in value or "\r" in value for value in answer.headers.values())
    assert faults == {}
    assert shown > 15, "hardly any page shows what was stored"


@pytest.mark.parametrize("suffix", FORMATS)
def test_no_export_takes_words_for_its_own(cast: Cast, suffix: str) -> None:
    lesson = places(cast)["lesson"].given["lesson_id"]
    poison()
    answer = cast.client_for("amina").get(reverse("lesson-export", args=[lesson, suffix]))
    text = answer.content.decode()
    assert "poison" in text
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e]", text)
    records = {
        "jsonld": lambda: len(json.loads(text)["@graph"]),
        "csv": lambda: len(list(csv.DictReader(io.StringIO(text)))),
        "ris": lambda: len(re.findall(r"^ER  - ", text, re.M)),
        "bib": lambda: len(re.findall(r"^@", text, re.M)),
    }
    assert records[suffix]() == 1


LISTS = (
    ("search", "officers market"),
    ("ask", "Which officers walk the market?"),
    ("source", "show", "{source}"),
    ("lesson", "show", "{lesson}"),
    ("lessons", "{source}"),
    ("export", "lessons", "--format", "csv"),
    ("review", "list"),
    ("review", "lessons"),
    ("review", "releases"),
    ("review", "show", "{candidate}"),
    ("comment", "list", "lesson", "{lesson}"),
    ("contest", "list"),
    ("contest", "list", "--late"),
    ("community", "list"),
    ("community", "looks"),
    ("community", "held"),
    ("consent", "list"),
    ("consent", "list", "--lesson", "{lesson}"),
    ("contributions",),
    ("levels",),
    ("steward", "node"),
    ("user", "list"),
    ("user", "organisations"),
    ("user", "invitations"),
    ("user", "second-steps"),
    ("user", "profile"),
)


def test_no_command_sends_what_a_terminal_obeys(cast: Cast, balai: Balai) -> None:
    cases = places(cast)
    given = {
        "lesson": cases["lesson"].given["lesson_id"],
        "source": cases["source"].given["source_id"],
        "candidate": cases["candidate"].given["candidate_id"],
    }
    poison()
    shown = 0
    for command in LISTS:
        for who in ("amina", "budi", "esther", "farid", "omar"):
            words = [each.format(**given) for each in command]
            answer = balai(*words, "--as", cast.email(who))
            told = (answer.out + answer.err).replace("\r\n", "\n")
            assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", told), (words, told)
            assert "\nBcc: " not in told, (words, told)
            shown += "poison-x" in told
    assert shown > 10, "hardly any command shows what was stored"


def test_no_letter_takes_words_for_a_header(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    evidence = places(cast)["consent-ask"].given["evidence_id"]
    poison()
    assert Evidence.objects.filter(pk=evidence).exists()
    set_setting("name", f"Our node{POISON}")
    monkeypatch.setattr(
        settings,
        "BALAI",
        settings.BALAI.__class__(**{**settings.BALAI.__dict__, "mail": "smtp://mail.example:25"}),
    )
    tell(str(evidence))
    (letter,) = mail.outbox
    read = message_from_bytes(letter.message().as_bytes(), policy=policy.default)
    assert read["Bcc"] is None
    assert "\n" not in read["Subject"]
