"""A name that its bearer took back is met by no way out, and stands in their account alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import models

from balai.core.audience import Level
from balai.foundation.tasks.worker import run_all
from balai.knowledge.consent.actions import take_back
from tests.cli.conftest import Balai
from tests.cli.conftest import balai as balai  # the fixture
from tests.knowledge.consent.shelf import NAME, agreed, lesson_at
from tests.leaks import ways_out
from tests.personas import ROLES, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

EVERYBODY = (*ROLES, "dina")
WORDS = (models.CharField, models.TextField, models.JSONField)
"""The fields that could hold a name or an identifier."""


def told(cast: Cast, who: str, lesson: str, balai: Balai) -> dict[str, str]:
    """Return all that somebody is told, by the way it came out; not on Chen's own pages."""
    viewer, client = cast.viewer(who), cast.client_for(who)
    out = {"lists": ways_out.told_by_queries(viewer)}
    for route, arguments in ways_out.PAGES:
        name = f"{route} {arguments}"
        out[name] = ways_out.told_by_page(client, route, arguments)
    for route, more in ways_out.OF_A_RECORD["lesson"]:
        out[route] = ways_out.told_by_page(client, route, {"lesson_id": lesson} | more)
    for suffix in ("csv", "bib", "jsonld", "ris"):
        address = {"lesson_id": lesson, "suffix": suffix}
        out[f"lesson.{suffix}"] = ways_out.told_by_page(client, "lesson-export", address)
    out["export"] = balai("export", lesson, "--json").out
    return out


def meetings(cast: Cast, lesson: str, balai: Balai) -> set[tuple[str, str]]:
    """Return who meets the name by which way; the page of each says who is signed in there."""
    return {
        (who, by)
        for who in EVERYBODY
        if who != "chen"
        for by, words in told(cast, who, lesson, balai).items()
        if NAME in words
    }


def tables_with(name: str) -> Iterator[str]:
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            held = model._default_manager.values_list(field.name, flat=True)
            if isinstance(field, WORDS) and any(name in str(each) for each in held):
                yield f"{model._meta.label}.{field.name}"


@pytest.mark.parametrize("chatham", [True, False])
def test_a_name_taken_back_is_met_by_nobody(cast: Cast, balai: Balai, chatham: bool) -> None:
    lesson, evidence = lesson_at(cast, Level.CLEAR, chatham=chatham)
    question = agreed(cast, evidence)
    run_all()
    met = meetings(cast, lesson, balai)
    ways = {by for who, by in met if who == "dina"}
    assert {
        "lesson",
        "lesson-print",
        "lesson.csv",
        "lesson.bib",
        "lesson.jsonld",
        "lesson.ris",
    } <= ways
    assert set(tables_with(NAME)) == {"people.Account.name"}
    take_back(viewer=cast.viewer("chen"), attribution_id=question)
    run_all()
    assert meetings(cast, lesson, balai) == set()
    assert set(tables_with(NAME)) == {"people.Account.name"}
    assert not set(tables_with(cast.account("chen"))) & {
        "knowledge.Attribution.account",
        "foundation.JournalEntry.actor",
        "foundation.JournalDetail.data",
    }
