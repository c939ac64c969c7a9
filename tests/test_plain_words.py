"""No word that turns, hides or cannot be seen is kept, whichever way it comes to an action."""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

import pytest

import balai.knowledge.actions
import balai.library.actions
import balai.sharing.actions
from balai.core.errors import Invalid
from balai.knowledge.actions.lessons import add_statement
from balai.knowledge.actions.review import accept, reject
from balai.knowledge.models import Candidate, Lesson, Statement
from balai.library import actions as library
from balai.library.models import Contribution, Source
from balai.people.actions.organisations import make_organisation
from balai.people.models import Organisation
from tests.factories.library import propose, read_source, validated
from tests.personas import Cast

TRICKS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u200e\u200f\u2060\ufeff\x07"
WORDS = "Mothers came once the meeting was on Saturdays."
TRICKY = WORDS.replace(" ", f" {TRICKS}")

CODES = {
    "account_id", "address", "candidate_id", "contribution_id", "country", "decision", "digest",
    "file_id", "lesson_id", "new_id", "old_id", "organisation_id", "record_id", "record_kind",
    "release_id", "source_id", "statement_id", "type_", "language", "actor", "status", "kind",
    "evidence_id", "way", "field", "verb", "rule", "purpose", "by", "email",
}  # fmt: skip
"""Parameters that hold identifiers and codes, which are looked up and not shown."""
ELSEWHERE = {
    "name": "readers.kinds.safe_name cleans the name of a file",
    "sharing_as": "levels and addresses, which are parsed",
}


def actions() -> Iterator[Callable[..., Any]]:
    """Yield what somebody may do: the public functions that are told who asks."""
    for package in (balai.library.actions, balai.knowledge.actions, balai.sharing.actions):
        inner = pkgutil.iter_modules(getattr(package, "__path__", []))
        for module in (package, *(import_module(f"{package.__name__}.{m.name}") for m in inner)):
            for name, each in inspect.getmembers(module, inspect.isfunction):
                own = each.__module__ == module.__name__ and not name.startswith("_")
                if own and "viewer: Viewer" in str(inspect.signature(each)).replace("'", ""):
                    yield each


def words_of(action: Callable[..., Any]) -> set[str]:
    """Return the parameters in which an action takes what people say."""
    takes = inspect.signature(action).parameters.values()
    texts = ("str", "SourceDetails", "Validated")
    given = {each.name for each in takes if str(each.annotation).startswith(texts)}
    return given - CODES - set(ELSEWHERE)


def test_every_action_that_is_given_words_takes_the_tricks_out() -> None:
    with_words = [each for each in actions() if words_of(each)]
    assert len(with_words) >= 10
    careless = {
        f"{each.__module__}.{each.__name__}": words_of(each)
        for each in with_words
        if "@in_plain_words" not in inspect.getsource(each)
    }
    assert careless == {}


@pytest.mark.django_db
def test_what_actions_keep_can_be_seen(cast: Cast) -> None:
    budi, amina = cast.viewer("budi"), cast.viewer("amina")
    phone = "Traders rang +60 12-345 6789 when they knew who answered."
    source = read_source(budi, cast.a, WORDS, phone, "The hall was painted green.")
    details = library.SourceDetails(title=TRICKY, publisher=TRICKY, licence=TRICKS + "CC0")
    library.describe_source(viewer=budi, source_id=source, details=details)
    row = Source.objects.get(pk=source)
    assert (row.title, row.publisher, row.licence) == (WORDS, WORDS, "CC0")
    chosen = propose(amina, source, WORDS)
    lesson = accept(viewer=amina, candidate_id=chosen, validated=validated(TRICKY))
    assert Candidate.objects.get(pk=chosen).state == "accepted", (
        "what cannot be seen amends nothing"
    )
    add_statement(viewer=amina, lesson_id=lesson, language="fr", text=f"{TRICKS}Elles sont venues.")
    texts = set(Statement.objects.filter(lesson=lesson).values_list("text", flat=True))
    assert texts == {WORDS, "Elles sont venues."}
    other = propose(amina, source, "The hall was painted green.")
    reject(viewer=amina, candidate_id=other, reason=TRICKY)
    assert Candidate.objects.get(pk=other).reason == WORDS
    given = library.begin_contribution(viewer=budi, organisation_id=cast.a, note=TRICKY)
    assert Contribution.objects.get(pk=given).note == WORDS
    named = make_organisation(viewer=cast.viewer("farid"), name=f"Harbour{TRICKS} City")
    assert Organisation.objects.get(pk=named).name == "Harbour City"


@pytest.mark.django_db
def test_what_is_nothing_but_tricks_is_nothing(cast: Cast) -> None:
    source = read_source(cast.viewer("budi"), cast.a, WORDS)
    chosen = propose(cast.viewer("amina"), source, WORDS)
    with pytest.raises(Invalid, match="needs a reason"):
        reject(viewer=cast.viewer("amina"), candidate_id=chosen, reason=TRICKS)
    with pytest.raises(Invalid, match="one sentence"):
        accept(viewer=cast.viewer("amina"), candidate_id=chosen, validated=validated(TRICKS))
    assert not Lesson.objects.exists()
