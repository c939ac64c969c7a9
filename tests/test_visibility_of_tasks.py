"""Every task × persona × level: what is done in the background shows nobody more than before.

Tasks have no viewer, so each is run for the records of every level, and then everybody looks
again. Tasks are enumerated from the code: one without a case here fails.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from typing import Any

import pytest
from django.urls import reverse
from django_tasks.base import Task

import balai
from balai.core.audience import Level
from balai.foundation.tasks.backend import name_of, queue
from balai.foundation.tasks.worker import run_all
from balai.knowledge.models import Lesson
from balai.library.models import Source
from tests.factories.library import WORDS, Told, one_of_each_level
from tests.personas import NAMES, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

ABSENT = "01ARZ3NDEKTSV4RRFFQ69G5FAV"
OF_A_SOURCE = ("source_id",)
CASES: dict[str, tuple[str, ...]] = {
    "balai.knowledge.consent.tasks.end_consents": ("account_id",),
    "balai.knowledge.consent.tasks.tell_asked": ("evidence_id",),
    "balai.knowledge.tasks.anchor_anew": OF_A_SOURCE,
    "balai.knowledge.tasks.propose_candidates": OF_A_SOURCE,
    "balai.knowledge.tasks.send_to_review": OF_A_SOURCE,
    "balai.knowledge.voice.tasks.erase_voices": OF_A_SOURCE,
    "balai.knowledge.voice.tasks.go_on_without_look": ("look_id",),
    "balai.knowledge.voice.tasks.note_unanswered_contest": ("contest_id",),
    "balai.library.tasks.fetch_source": OF_A_SOURCE,
    "balai.library.tasks.look_anew": OF_A_SOURCE,
    "balai.library.tasks.read_source": OF_A_SOURCE,
    "balai.search.tasks.index_record": ("record_kind", "record_id"),
    "balai.search.tasks.end_rebuild": ("rebuild",),
    "balai.search.tasks.rebuild_index": (),
    "balai.search.tasks.rebuild_records": ("records",),
}
"""The arguments each task takes; what comes of looks and contests that are there is tested in
tests/knowledge/voice, of consents in tests/knowledge/consent."""
CLOSES = {"balai.knowledge.tasks.send_to_review"}
"""Tasks that take records out of sight."""

Seen = dict[str, set[tuple[str, str]]]


def tasks() -> dict[str, Task[Any, Any]]:
    """Return every task of Balai by its name."""
    found = {}
    for module in pkgutil.walk_packages(balai.__path__, "balai."):
        if module.name.endswith(".tasks") and not module.ispkg:
            for each in vars(importlib.import_module(module.name)).values():
                if isinstance(each, Task):
                    found[name_of(each)] = each
    return found


def pages(told: dict[Any, Told]) -> dict[str, str]:
    """Return the pages that show records, by what they are."""
    found = {
        "list": reverse("browse-list", args=["kind", "lesson"]),
        "home": reverse("home"),
        "queue": reverse("review"),
    }
    for each in told.values():
        found[f"source {each.word}"] = reverse("source", args=[each.source])
        found[f"lesson {each.word}"] = reverse("lesson", args=[each.lesson])
    return found


def everybody_looks(cast: Cast, told: dict[Any, Told]) -> Seen:
    """Return which words each person sees, and where: in a search, in lists, on the pages."""
    seen = everybody_searches(cast)
    for name in NAMES:
        client = cast.client_for(name)
        for where, address in pages(told).items():
            body = client.get(address).content.decode()
            seen[name] |= {(where, word) for word in WORDS.values() if word in body}
    return seen


def everybody_searches(cast: Cast) -> Seen:
    """Return which words each person finds."""
    seen: Seen = {}
    for name in NAMES:
        client = cast.client_for(name)
        bodies = {word: client.get(reverse("search"), {"q": word}) for word in WORDS.values()}
        seen[name] = {
            ("search", word)
            for word, answer in bodies.items()
            if f"the {word} market" in re.sub(r"<[^>]+>", "", answer.content.decode())
        }
    return seen


def arguments(name: str, told: Told) -> list[dict[str, Any]]:
    if CASES[name] == OF_A_SOURCE:
        return [{"source_id": told.source}]
    if not CASES[name]:
        return [{}]
    if CASES[name] == ("rebuild",):
        return [{"rebuild": "search.rebuild:nothing"}]
    if CASES[name] == ("records",):
        return [{"records": [("source", told.source), ("lesson", told.lesson)]}]
    if "voice" in name or "consent" in name:
        return [{each: ABSENT} for each in CASES[name]]
    return [
        {"record_kind": "source", "record_id": told.source},
        {"record_kind": "lesson", "record_id": told.lesson},
    ]


def test_every_task_has_a_case() -> None:
    assert set(tasks()) == set(CASES)


def run_for_every_record(name: str, told: dict[Any, Told]) -> None:
    for each in told.values():
        for number, given in enumerate(arguments(name, each)):
            queue(tasks()[name], key=f"again:{name}:{each.word}:{number}", **given)
    run_all()


@pytest.mark.asvs("8.2.2")
def test_a_task_shows_nobody_more(cast: Cast) -> None:
    told = one_of_each_level(cast)
    run_all()
    before, found = everybody_looks(cast, told), everybody_searches(cast)
    assert ("search", WORDS[Level.CLEAR]) in before["dina"], "what is CLEAR is found"
    for name in sorted(set(CASES) - CLOSES):
        run_for_every_record(name, told)
        assert everybody_searches(cast) == found, name
    assert everybody_looks(cast, told) == before
    for name in CLOSES:
        run_for_every_record(name, told)
    for who, seen in everybody_looks(cast, told).items():
        # What lost its source moves to the queue of those in charge: no word is new to anybody.
        words, known = ({word for _, word in each} for each in (seen, before[who]))
        assert words <= known, (who, words - known)
    assert Source.objects.count() == len(told)
    assert Lesson.objects.count() == len(told)
