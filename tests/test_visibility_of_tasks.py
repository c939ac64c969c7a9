"""Every task × persona × level: what is done in the background shows nobody more than before.

Tasks have no viewer, so each is run for the records of every level, and then everybody looks
again. Tasks are enumerated from the code: one without a case here fails.
"""

from __future__ import annotations

import importlib
import pkgutil
from typing import Any

import pytest
from django.urls import reverse
from django_tasks.base import Task

import balai
from balai.foundation.tasks.backend import name_of, queue
from balai.foundation.tasks.worker import run_all
from balai.knowledge.models import Lesson
from balai.library.models import Source
from tests.factories.library import WORDS, Told, one_of_each_level
from tests.personas import NAMES, Cast

pytestmark = pytest.mark.django_db

OF_A_SOURCE = ("source_id",)
CASES: dict[str, tuple[str, ...]] = {
    "balai.knowledge.tasks.anchor_anew": OF_A_SOURCE,
    "balai.knowledge.tasks.propose_candidates": OF_A_SOURCE,
    "balai.knowledge.tasks.send_to_review": OF_A_SOURCE,
    "balai.library.tasks.fetch_source": OF_A_SOURCE,
    "balai.library.tasks.read_source": OF_A_SOURCE,
    "balai.search.tasks.index_record": ("record_kind", "record_id"),
    "balai.search.tasks.rebuild_index": (),
}
"""The arguments each task takes."""
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


def everybody_looks(cast: Cast, told: dict[Any, Told]) -> Seen:
    """Return which words each person sees, and where: in a search, in lists, on the pages."""
    seen: Seen = {}
    for name in NAMES:
        client, found = cast.client_for(name), set()
        pages = {
            "list": reverse("browse-list", args=["kind", "lesson"]),
            "home": reverse("home"),
            "queue": reverse("review"),
            **{
                f"source {each.word}": reverse("source", args=[each.source])
                for each in told.values()
            },
            **{
                f"lesson {each.word}": reverse("lesson", args=[each.lesson])
                for each in told.values()
            },
        }
        for where, address in pages.items():
            body = client.get(address).content.decode()
            found |= {(where, word) for word in WORDS.values() if word in body}
        for word in WORDS.values():
            body = client.get(reverse("search"), {"q": word}).content.decode()
            found |= {("search", word) for _ in range(f"the {word} market" in body)}
        seen[name] = found
    return seen


def arguments(name: str, told: Told) -> list[dict[str, str]]:
    if CASES[name] == OF_A_SOURCE:
        return [{"source_id": told.source}]
    if not CASES[name]:
        return [{}]
    return [
        {"record_kind": "source", "record_id": told.source},
        {"record_kind": "lesson", "record_id": told.lesson},
    ]


def test_every_task_has_a_case() -> None:
    assert set(tasks()) == set(CASES)


@pytest.mark.parametrize("name", sorted(CASES))
def test_a_task_shows_nobody_more(cast: Cast, name: str) -> None:
    told = one_of_each_level(cast)
    run_all()
    before = everybody_looks(cast, told)
    assert ("search", WORDS[next(iter(told))]) in before["dina"], "what is CLEAR is found"
    for each in told.values():
        for number, given in enumerate(arguments(name, each)):
            queue(tasks()[name], key=f"again:{name}:{each.word}:{number}", **given)
    run_all()
    after = everybody_looks(cast, told)
    for who, seen in after.items():
        assert seen <= before[who], (who, seen - before[who])
        if name not in CLOSES:
            assert seen == before[who], (who, before[who] - seen)
    assert Source.objects.count() == len(told)
    assert Lesson.objects.count() == len(told)
