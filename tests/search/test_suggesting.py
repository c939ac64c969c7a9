"""Completion and did-you-mean: what they offer, and that nobody learns a word from them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from balai.core.audience import PUBLIC, Level, audience, may_see
from balai.library.models import Source, SourceState
from balai.search.queries.titles import forget_titles
from balai.search.suggesting.beginnings import beginning_with, beginnings, folded
from balai.search.suggesting.completing import suggestions
from balai.search.suggesting.correcting import did_you_mean
from balai.search.suggesting.spelling import Lexicon, distance
from balai.sharing.actions import mark_chatham, narrow
from balai.sharing.queries import sharing_of
from tests.personas import NAMES, A, Cast
from tests.search.shelf import add_source

pytestmark = pytest.mark.django_db

SECRETS = {
    Level.CLEAR: "quokkaberg",
    Level.GREEN: "wombatdale",
    Level.AMBER: "numbatford",
    Level.AMBER_STRICT: "bilbyhaven",
    Level.RED: "dunnartwick",
}
"""A word for the title of each level that stands nowhere else, and is near to no other."""


def texts(prefix: str, *languages: str, viewer: Any = PUBLIC) -> list[str]:
    return [each.text for each in suggestions(viewer, prefix, languages or ("en",))]


@pytest.mark.parametrize(
    ("title", "language", "typed"),
    [
        ("Night shelters at the old harbour", "en", "harb"),
        ("Night shelters at the old harbour", "en", "OLD HAR"),
        ("Évaluation de l’accueil d’Éloïse", "fr", "eloi"),
        ("Évaluation de l’accueil d’Éloïse", "fr", "ÉVALUATION DE"),
        ("การป้องกันความรุนแรงในโรงเรียน", "th", "โรงเรียน"),
        ("تَقييمُ الشرطةِ المجتمعية", "ar", "تقي"),
        ("تَقييمُ الشرطةِ المجتمعية", "ar", "شرطة"),
        ("Penilaian di Kampung Seri", "ms", "kampung"),
    ],
)
def test_a_title_is_offered_by_the_beginning_of_any_word(
    title: str, language: str, typed: str
) -> None:
    add_source(title, ["Nothing of note."], language=language)
    assert title in texts(typed)
    assert title not in texts(typed + "zz")


def test_nothing_is_offered_for_the_middle_of_a_word_or_one_letter() -> None:
    add_source("Harbourmaster", ["Nothing of note."])
    assert "Harbourmaster" not in texts("master")
    assert texts("h") == []
    assert texts("  ") == []


def test_terms_and_countries_are_offered_in_every_language_with_the_readers_name() -> None:
    (found,) = suggestions(PUBLIC, "wijkpol", ("en",))
    assert (found.text, found.language, found.kind) == ("Wijkpolitie", "nl", "term")
    assert found.meaning == "Neighbourhood policing"
    (own,) = suggestions(PUBLIC, "wijkpol", ("nl",))
    assert own.meaning == ""
    assert "New Zealand" in texts("new z")
    dutch = [each for each in suggestions(PUBLIC, "nieuw-ze", ("en",)) if each.kind == "place"]
    assert [(each.text, each.meaning) for each in dutch] == [("Nieuw-Zeeland", "New Zealand")]


def test_at_most_so_many_are_offered_titles_and_terms_both() -> None:
    for number in range(12):
        add_source(f"Community {number}", ["Nothing of note."])
    found = suggestions(PUBLIC, "commun", ("en",))
    assert len(found) == 8
    assert {"title", "term"} <= {each.kind for each in found}


def test_a_title_that_changes_or_goes_is_offered_no_longer() -> None:
    from balai.search.actions import drop_if_gone, index_record
    from tests.search.shelf import ToyEmbedder

    source = add_source("Quokkaberg report", ["Nothing of note."])
    assert texts("quokka") == ["Quokkaberg report"]
    Source.objects.filter(pk=source).update(title="Numbatford report")
    assert texts("quokka") == [], "what is shown decides, before the index has followed"
    index_record(record_kind="source", record_id=source, embedder=ToyEmbedder())
    assert texts("numbat") == ["Numbatford report"]
    Source.objects.filter(pk=source).update(state=SourceState.WITHDRAWN)
    drop_if_gone(record_kind="source", record_id=source)
    assert texts("numbat") == []


def test_narrowing_a_source_takes_its_title_back_at_once() -> None:
    source = add_source("Quokkaberg report", ["Nothing of note."])
    assert texts("quokka") == ["Quokkaberg report"]
    assert did_you_mean(PUBLIC, "quokkabrg", ("en",)) == "quokkaberg"
    strict = audience(Level.AMBER_STRICT, owners=[A])
    narrow(actor="test", record_kind="source", record_id=source, audience=strict)
    assert texts("quokka") == []
    assert did_you_mean(PUBLIC, "quokkabrg", ("en",)) is None


def test_a_file_name_that_is_hidden_is_not_offered(cast: Cast) -> None:
    source = add_source("minister-dunnartwick", ["Nothing of note."], owner=cast.a)
    Source.objects.filter(pk=source).update(title="")
    forget_titles()
    assert texts("dunnart") == ["Minister dunnartwick"]
    assert did_you_mean(PUBLIC, "dunnartwik", ("en",)) == "dunnartwick"
    mark_chatham(actor="test", record_kind="source", record_id=source)
    assert texts("dunnart") == []
    assert did_you_mean(PUBLIC, "dunnartwik", ("en",)) is None
    assert texts("dunnart", viewer=cast.viewer("amina")) == ["Minister dunnartwick"]


@pytest.mark.parametrize("name", NAMES)
def test_nobody_is_offered_a_word_of_what_they_may_not_see(cast: Cast, name: str) -> None:
    placed = {
        level: add_source(
            f"Notes from {word.title()}",
            ["Nothing of note."],
            level=level,
            owner=cast.a,
            recipients=[cast.viewer("amina").account or ""] if level is Level.RED else [],
        )
        for level, word in SECRETS.items()
    }
    viewer, client = cast.viewer(name), cast.client_for(name)
    everything = b""
    for level, word in SECRETS.items():
        sees = may_see(viewer, sharing_of("source", placed[level]).audience)
        offered = client.get(reverse("search-suggest"), {"q": word[:5]})
        assert (word in offered.content.decode().lower()) is sees, level
        wrong = word[:-2] + word[-1]
        assert did_you_mean(viewer, wrong, ("en",)) == (word if sees else None), level
        everything += client.get(reverse("search-suggest"), {"q": "notes"}).content
        if not sees:
            assert word not in everything.decode().lower()
            # absent and forbidden answer alike
            assert json.loads(offered.content) == {"suggestions": []}


def test_a_word_that_only_others_may_see_is_put_right_all_the_same() -> None:
    add_source("Numbatford", ["Nothing of note."])
    assert did_you_mean(PUBLIC, "numbatfrod", ("en",)) == "numbatford"
    add_source("Plan", ["The word numbatfrod is written so."], level=Level.RED, recipients=["x"])
    assert did_you_mean(PUBLIC, "numbatfrod", ("en",)) == "numbatford"
    add_source("Plan", ["The word numbatfrod is written so."])
    assert did_you_mean(PUBLIC, "numbatfrod", ("en",)) is None, "somebody wrote it so"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("comunity polcing", "community policing"),
        ("Comunity", "Community"),
        ("COMUNITY", "COMMUNITY"),
        ("community policing", None),
        ("buurtpolitie", None),
        ('"comunity"', None),
        ('"comunity" comunity', '"comunity" community'),
        ("-comunity", None),
        ("country:NZ comunity", "country:NZ community"),
        ("polis komunti", "polis komuniti"),
        ("the of and", None),
        ("xqz wvvk", None),
        ("", None),
        ('"', None),
        ("☃ -- () *", None),
        ("\ufdfa" * 50, None),
        ("การป้องกนน", None),
    ],
)
def test_words_are_put_right_where_they_stand(typed: str, meant: str | None) -> None:
    add_source("A report", ["Nothing of note."])
    assert did_you_mean(PUBLIC, typed, ("en",)) == meant


def test_a_very_long_query_takes_no_time() -> None:
    import time

    add_source("A report", ["Nothing of note."])
    did_you_mean(PUBLIC, "comunity", ("en",))
    began = time.perf_counter()
    did_you_mean(PUBLIC, "comunity polcing " * 5_000, ("en",))
    suggestions(PUBLIC, "comunity polcing " * 5_000, ("en",))
    assert time.perf_counter() - began < 1


words = st.text("abcdeéقش", min_size=1, max_size=9)


@given(st.lists(words, min_size=1, max_size=30), words)
def test_neighbours_are_those_of_a_full_comparison(known: list[str], word: str) -> None:
    lexicon = Lexicon()
    for each in known:
        lexicon.add(each, "name")
    expected = {(distance(word, each, 2), each) for each in known}
    assert set(lexicon.near(word, 2)) == {each for each in expected if 0 < each[0] <= 2}


@given(words, words)
def test_distance_is_symmetrical_and_nothing_only_between_equals(one: str, other: str) -> None:
    assert distance(one, other, 9) == distance(other, one, 9)
    assert (distance(one, other, 9) == 0) is (one == other)
    assert abs(len(one) - len(other)) <= distance(one, other, 9) <= max(len(one), len(other))


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [("polis", "polsi", 1), ("polis", "polic", 1), ("ab", "ba", 1), ("kitten", "sitting", 3)],
)
def test_distance_of_known_pairs(one: str, other: str, apart: int) -> None:
    assert distance(one, other, 5) == apart
    assert distance(one, other, apart - 1) == apart


@given(st.lists(st.text("ab é", min_size=1, max_size=12), max_size=20), st.text("abé", min_size=1))
def test_two_look_ups_find_what_a_scan_finds(names: list[str], typed: str) -> None:
    ordered = sorted(each for at, name in enumerate(names) for each in beginnings(name, str(at)))
    prefix = folded(typed)
    expected = [each for each in ordered if each.key.startswith(prefix[:60])]
    assert list(beginning_with(ordered, prefix)) == expected
