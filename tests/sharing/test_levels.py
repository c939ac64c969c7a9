"""Wherever a level is chosen, the words for the community and for the clients stand beside it.

Forms are enumerated from the code: one that offers a level in another way, or that no page here
shows, fails. So are the options of the command line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import unescape
from importlib import import_module
from typing import Any

import click
import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import get_resolver, reverse

from balai.cli.entry import COMMANDS, OK
from balai.cli.node import LevelType
from balai.core.audience import Level
from balai.dialogue.forms import DialogueForm, SessionForm
from balai.foundation.node_settings import set_setting
from balai.knowledge.actions.audiences import share_source
from balai.knowledge.actions.review import accept
from balai.knowledge.contributing.forms import AddressForm, Share, SharingFields, UploadForm
from balai.knowledge.forms import CandidateForm
from balai.knowledge.readers_forms import AudienceForm, ReadersForm
from balai.knowledge.voice.forms import CommentForm
from balai.library.models import Source
from balai.people.models import Organisation
from balai.sharing.levels import LevelField
from tests.cli.conftest import Answer, Balai, balai
from tests.dialogue.rooms import planned
from tests.factories.library import propose, read_source, validated
from tests.personas import Cast

__all__ = ["balai"]

pytestmark = pytest.mark.django_db

COMMUNITY = "Twelve services around the strait."
CLIENTS = "The fire service and both schools."
SENTENCE = "Officers at the north market were greeted by name."

BASES = {ReadersForm, SharingFields}
"""Forms that pages show only as what is made of them, below."""


@pytest.fixture(autouse=True)
def _words(cast: Cast) -> None:
    set_setting("community", COMMUNITY)
    Organisation.objects.filter(pk=cast.a).update(clients_described=CLIENTS)
    Organisation.objects.get(pk=cast.b).served_by.add(cast.a)


def _source(cast: Cast) -> str:
    return read_source(cast.viewer("budi"), cast.a, SENTENCE, level=Level.GREEN)


def _candidate(cast: Cast) -> str:
    return reverse("candidate", args=[propose(cast.viewer("amina"), _source(cast), SENTENCE)])


def _lesson(cast: Cast) -> str:
    source = read_source(cast.viewer("budi"), cast.a, SENTENCE, level=Level.CLEAR)
    candidate = propose(cast.viewer("amina"), source, SENTENCE)
    amina = cast.viewer("amina")
    return accept(viewer=amina, candidate_id=candidate, validated=validated(SENTENCE))


PAGES: dict[type[forms.Form], Callable[[Cast], str]] = {
    UploadForm: lambda _cast: reverse("upload"),
    Share: lambda _cast: reverse("case-step", args=[5]),
    AddressForm: lambda _cast: reverse("contribute-address"),
    AudienceForm: lambda cast: reverse("source-sharing", args=[_source(cast)]),
    CandidateForm: _candidate,
    CommentForm: lambda cast: reverse("comment", args=["lesson", _lesson(cast)]),
    DialogueForm: lambda _cast: reverse("dialogue-plan"),
    SessionForm: lambda cast: reverse("session-add", args=[planned(cast)]),
}
"""Where each form that offers a level is shown."""


def _forms(base: type[forms.BaseForm] = forms.BaseForm) -> Iterator[type[forms.BaseForm]]:
    get_resolver().url_patterns  # noqa: B018  # imports every view, and with it every form
    for each in base.__subclasses__():
        yield each
        yield from _forms(each)


def _offers_a_level(field: forms.Field) -> bool:
    choices = dict(getattr(field, "choices", ()) or ()) if hasattr(field, "choices") else {}
    return Level.AMBER_STRICT.label in choices or Level.AMBER.label in choices


def test_every_form_offers_levels_with_their_words() -> None:
    ours = {each for each in _forms() if each.__module__.startswith("balai.")}
    offering = set()
    for form in ours:
        for name, field in getattr(form, "base_fields", {}).items():
            if name == "level" or _offers_a_level(field):
                assert isinstance(field, LevelField), (form, name)
                offering.add(form)
    assert offering - BASES == set(PAGES)


@pytest.mark.parametrize("form", PAGES, ids=lambda form: form.__name__)
def test_the_words_stand_on_every_page_with_a_level(
    form: type[forms.Form], cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    allow = "balai.knowledge.contributing.views.allows_outside_requests"
    monkeypatch.setattr(allow, lambda: True)
    answered = "balai.knowledge.contributing.views._first_open"
    monkeypatch.setattr(answered, lambda _kept: 5)  # the steps before it
    page = cast.client_for("amina").get(PAGES[form](cast))
    text = unescape(page.content.decode())
    for label in ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT"):
        assert f"{label} — " in text
    assert f"TLP:GREEN — the community of this exchange: {COMMUNITY}" in text
    amber = "TLP:AMBER — Straits Regional Centre and its clients, where they need to know."
    assert f"{amber} Clients: Harbour City Police. {CLIENTS}" in text


def test_an_organisation_without_clients_says_so(cast: Cast) -> None:
    Organisation.objects.get(pk=cast.b).served_by.clear()
    Organisation.objects.filter(pk=cast.a).update(clients_described="")
    text = cast.client_for("amina").get(reverse("upload")).content.decode()
    assert "TLP:AMBER — Straits Regional Centre, which names no clients yet." in text


def test_pages_that_show_what_was_chosen_say_it_in_words(cast: Cast) -> None:
    """The check before sending, a second person's decision, a new edition."""
    budi = cast.viewer("budi")
    file = SimpleUploadedFile("market.txt", SENTENCE.encode())
    sent = {"organisation": cast.a, "level": "AMBER", "files": file}
    cast.client_for("budi").post(reverse("upload"), sent)
    contribution = Source.objects.get().contribution_id
    source = read_source(budi, cast.a, SENTENCE, level=Level.AMBER)
    share_source(
        viewer=budi, source_id=source, level=Level.GREEN, reason="Others ask.", recipients=()
    )
    for name, address, words in (
        ("budi", reverse("contribution-check", args=[contribution]), CLIENTS),
        ("budi", reverse("source-replace", args=[source]), CLIENTS),
        ("amina", reverse("releases"), COMMUNITY),
    ):
        text = unescape(cast.client_for(name).get(address).content.decode())
        assert words in text, address


def _commands() -> Iterator[tuple[str, click.Command]]:
    for name in COMMANDS:
        command = import_module(f"balai.cli.{name}").command
        if isinstance(command, click.Group):
            yield from ((f"{name} {sub}", each) for sub, each in command.commands.items())
        else:
            yield name, command


def _ingest(cast: Cast, balai: Balai, tmp: Any) -> Answer:
    file = tmp / "market.md"
    file.write_text(f"# A market\n\n{SENTENCE}\n", encoding="utf-8")
    return balai("ingest", file, "--level", "green", "--as", cast.email("budi"))


def _case(cast: Cast, balai: Balai, tmp: Any) -> Answer:
    told = ("--tried", SENTENCE, "--happened", "Trust grew.", "--learned", "Stay.")
    return balai("case", *told, "--country", "MY", "--level", "green", "--as", cast.email("budi"))


def _share(cast: Cast, balai: Balai, tmp: Any) -> Answer:
    source = read_source(cast.viewer("budi"), cast.a, SENTENCE, level=Level.CLEAR)
    return balai("source", "share", source, "--level", "green", "--as", cast.email("budi"))


def _accept(cast: Cast, balai: Balai, tmp: Any) -> Answer:
    source = read_source(cast.viewer("budi"), cast.a, SENTENCE, level=Level.CLEAR)
    found = propose(cast.viewer("amina"), source, SENTENCE)
    return balai("review", "amend", found, "--level", "green", "--as", cast.email("amina"))


def _comment(cast: Cast, balai: Balai, tmp: Any) -> Answer:
    level, who = ("--level", "green"), ("--as", cast.email("amina"))
    return balai("comment", "add", "lesson", _lesson(cast), "It held here too.", *level, *who)


def _share_lesson(cast: Cast, balai: Balai, tmp: Any) -> Answer:
    return balai("lesson", "share", _lesson(cast), "--level", "green", "--as", cast.email("amina"))


OPTIONS: dict[str, Callable[[Cast, Balai, Any], Answer]] = {
    "ingest": _ingest,
    "case": _case,
    "source share": _share,
    "lesson share": _share_lesson,
    "review amend": _accept,
    "comment add": _comment,
}
"""Commands that take a level: what they print names the readers in words."""


def test_every_command_that_takes_a_level_is_here() -> None:
    taking = {
        name
        for name, command in _commands()
        if any(isinstance(each.type, LevelType) for each in command.params)
    }
    assert taking == set(OPTIONS)


@pytest.mark.parametrize("name", OPTIONS)
def test_commands_say_who_may_read(name: str, cast: Cast, balai: Balai, tmp_path: Any) -> None:
    done = OPTIONS[name](cast, balai, tmp_path)
    assert done.status == OK, done.err
    assert COMMUNITY in done.out + done.err


def test_the_levels_are_listed_with_their_words(cast: Cast, balai: Balai) -> None:
    rows = balai("levels", "--as", cast.email("budi"), "--json").data
    words = {row["level"]: row["readers"] for row in rows}
    assert list(words) == [level.label for level in Level]
    assert COMMUNITY in words["GREEN"]
    assert CLIENTS in words["AMBER"]
    assert "Harbour City Police" in words["AMBER"]
    assert "Harbour City Police" not in words["AMBER+STRICT"]
