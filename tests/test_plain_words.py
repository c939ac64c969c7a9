"""No word that turns, hides or cannot be seen is kept, whichever way it comes to an action."""

from __future__ import annotations

import inspect
import pkgutil
import unicodedata
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

import pytest

import balai
from balai.core.audience import PUBLIC, Level, Viewer
from balai.core.errors import Invalid
from balai.knowledge.actions.lessons import add_statement
from balai.knowledge.actions.review import accept, reject
from balai.knowledge.models import Candidate, Lesson, Statement
from balai.knowledge.voice.actions.comments import comment, remove_comment
from balai.knowledge.voice.actions.communities import speak_for
from balai.knowledge.voice.actions.contests import answer_contest, set_aside
from balai.knowledge.voice.actions.looks import object_to
from balai.knowledge.voice.queries.looks import looks
from balai.library import actions as library
from balai.library.models import Contribution, Source
from balai.people import actions as people
from balai.people.actions.organisations import make_organisation
from balai.people.models import Organisation
from tests.factories.library import propose, read_source, validated
from tests.kept import texts
from tests.knowledge.voice.shelf import contested, lesson_at
from tests.personas import Cast

TRICKS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u200e\u200f\u2060\ufeff\x07"
WORDS = "Mothers came once the meeting was on Saturdays."
TRICKY = WORDS.replace(" ", f" {TRICKS}")

CODES = {
    "account_id", "address", "candidate_id", "contribution_id", "country", "decision", "digest",
    "file_id", "lesson_id", "new_id", "old_id", "organisation_id", "record_id", "record_kind",
    "release_id", "source_id", "statement_id", "type_", "language", "actor", "status", "kind",
    "evidence_id", "way", "field", "verb", "rule", "by", "email", "account", "attribution_id",
    "comment_id", "contest_id", "dialogue_id", "material_id", "need_id", "room_id", "series_id",
    "session_id", "ground", "issuer", "link_id", "look_id", "organisation", "outcome",
    "role", "saved_id", "speaks_for", "task_id", "token", "wanted", "contact",
}  # fmt: skip
"""Parameters that hold identifiers and codes, which are looked up and not shown."""
ELSEWHERE = {
    "replace_source": "readers.kinds.safe_name cleans the name of a file",
    "name_provider": "an address, a code and a secret, cleaned there; tests/people/providers",
    "accept_invitation": "a name, cleaned there, and a password; tests/people/test_invitations.py",
}


def actions() -> Iterator[Callable[..., Any]]:
    """Yield what somebody may do: the public functions that are told who asks."""
    for found in pkgutil.walk_packages(balai.__path__, "balai."):
        if "actions" not in found.name.split("."):
            continue
        module = import_module(found.name)
        for name, each in inspect.getmembers(module, inspect.isfunction):
            own = each.__module__ == module.__name__ and not name.startswith("_")
            if own and "viewer: Viewer" in str(inspect.signature(each)).replace("'", ""):
                yield each


def words_of(action: Callable[..., Any]) -> set[str]:
    """Return the parameters in which an action takes what people say."""
    takes = inspect.signature(action).parameters.values()
    texts = ("str", "SourceDetails", "Validated")
    given = {each.name for each in takes if str(each.annotation).startswith(texts)}
    return given - CODES


def test_every_action_that_is_given_words_takes_the_tricks_out() -> None:
    with_words = {each.__name__: each for each in actions() if words_of(each)}
    assert len(with_words) >= 25
    careless = {
        name
        for name, each in with_words.items()
        if "@in_plain_words" not in inspect.getsource(each)
    }
    assert careless == {*BY_THEMSELVES, *ELSEWHERE}


def say(cast: Cast, words: str) -> str:
    about = {"record_kind": "lesson", "record_id": lesson_at(cast), "language": "en"}
    return comment(viewer=cast.viewer("chen"), text=words, level=Level.CLEAR, **about)


def remove(cast: Cast, words: str) -> None:
    remove_comment(viewer=cast.viewer("amina"), comment_id=say(cast, WORDS), reason=words)


def contest(cast: Cast, words: str, viewer: Viewer = PUBLIC) -> str:
    return contested(viewer, lesson_at(cast), text=words).id


def aside(cast: Cast, words: str) -> None:
    set_aside(viewer=cast.viewer("amina"), contest_id=contest(cast, WORDS), reason=words)


def answer(cast: Cast, words: str) -> None:
    made = contest(cast, WORDS, cast.viewer("chen"))
    answer_contest(viewer=cast.viewer("amina"), contest_id=made, answer=words, outcome="kept")


def objection(cast: Cast, words: str) -> None:
    speak_for(viewer=cast.viewer("farid"), organisation_id=cast.c, labels=[("country", "MY")])
    lesson_at(cast)
    (look,) = looks(cast.viewer("esther"))
    object_to(viewer=cast.viewer("esther"), look_id=look.id, ground="harm", text=words)


def node(cast: Cast, words: str) -> None:
    given = dict.fromkeys(("name", "community", "purpose", "contact_name"), words)
    people.describe_node(viewer=cast.viewer("farid"), **given)


def node_in_french(cast: Cast, words: str) -> None:
    given = dict.fromkeys(("name", "community", "purpose", "contact_name"), words)
    people.translate_node(viewer=cast.viewer("farid"), language="fr", **given)


def profile(cast: Cast, words: str) -> None:
    people.change_profile(
        viewer=cast.viewer("budi"),
        name=words,
        language="en",
        reading_languages=[],
        review_keys=True,
    )


BY_THEMSELVES: dict[str, Callable[[Cast, str], object]] = {
    "comment": say,
    "remove_comment": remove,
    "contest": contest,
    "set_aside": aside,
    "answer_contest": answer,
    "object_to": objection,
    "describe_node": node,
    "translate_node": node_in_french,
    "change_profile": profile,
    "make_organisation": lambda cast, words: make_organisation(
        viewer=cast.viewer("farid"), name=words
    ),
    "change_organisation": lambda cast, words: people.change_organisation(
        viewer=cast.viewer("amina"), organisation_id=cast.a, name=words
    ),
    "name_clients": lambda cast, words: people.name_clients(
        viewer=cast.viewer("amina"), organisation_id=cast.a, clients=[], described=words
    ),
}
"""Actions that clean words themselves, each with a way to have it keep some."""


@pytest.mark.django_db
@pytest.mark.parametrize("action", BY_THEMSELVES)
def test_what_an_action_cleans_itself_can_be_seen(cast: Cast, action: str) -> None:
    BY_THEMSELVES[action](cast, TRICKY)
    known = [text for _where, text in texts()]
    assert any(WORDS in each for each in known)
    assert [each for each in known if set(each) & set(TRICKS)] == []


@pytest.mark.django_db
@pytest.mark.parametrize("action", BY_THEMSELVES)
@pytest.mark.parametrize("typed", ["x", "\u202e"])
def test_ten_megabytes_are_refused_at_once_and_in_short(
    cast: Cast, action: str, typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    huge, read = typed * 10_000_000, unicodedata.normalize

    def normalize(form: Any, text: str) -> str:
        assert len(text) < 100_000, "ten megabytes are not cleaned, which takes ten seconds"
        return read(form, text)

    monkeypatch.setattr(unicodedata, "normalize", normalize)
    with pytest.raises(Invalid) as refused:
        BY_THEMSELVES[action](cast, huge)
    assert len(refused.value.message + refused.value.hint) < 300
    assert all(len(text) < 100_000 for _where, text in texts())


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
