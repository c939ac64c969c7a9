"""Consent to be named, by the command line: the same rules as on the pages."""

from __future__ import annotations

import pytest

from balai.cli.entry import OK, REFUSED
from tests.cli.conftest import Balai
from tests.knowledge.consent.shelf import NAME, WORDS, lesson_at, named
from tests.personas import ROLES, Cast

pytestmark = pytest.mark.django_db

ABSENT = "01ARZ3NDEKTSV4RRFFQ69G5FAV"


def acting(cast: Cast, name: str) -> tuple[str, ...]:
    return ("--as", cast.email(name), "--json")


def author(balai: Balai, lesson: str) -> str | None:
    found = balai("export", lesson, "--json").data["@graph"][0]["citation"][0].get("author")
    return found["name"] if found else None


def test_asked_given_and_taken_back(cast: Cast, balai: Balai) -> None:
    lesson, evidence = lesson_at(cast, chatham=True)
    named(cast)
    of_lesson = ("consent", "list", "--lesson", lesson)
    (row,) = balai(*of_lesson, *acting(cast, "amina")).data
    assert (row["quotation"], row["state"], row["quote"]) == (evidence, None, WORDS)
    made = balai("consent", "ask", evidence, cast.email("chen"), *acting(cast, "amina")).data
    (mine,) = balai("consent", "list", *acting(cast, "chen")).data
    assert (mine["consent"], mine["state"], mine["quote"]) == (made["consent"], "asked", WORDS)
    assert author(balai, lesson) is None
    assert balai("consent", "give", made["consent"], *acting(cast, "chen")).data["state"] == "given"
    assert author(balai, lesson) == NAME
    (row,) = balai(*of_lesson, *acting(cast, "amina")).data
    assert (row["state"], row["said_by"]) == ("given", NAME)
    refused = balai("consent", "refuse", made["consent"], *acting(cast, "chen"))
    assert refused.data["error"]["kind"] == "conflict"
    assert balai("consent", "take-back", made["consent"], *acting(cast, "chen")).status == OK
    assert author(balai, lesson) is None
    assert balai("consent", "list", *acting(cast, "chen")).data == []


def test_refused(cast: Cast, balai: Balai) -> None:
    lesson, evidence = lesson_at(cast)
    made = balai("consent", "ask", evidence, cast.email("chen"), *acting(cast, "amina")).data
    no = balai("consent", "refuse", made["consent"], *acting(cast, "chen"))
    assert no.data == {"consent": made["consent"], "state": "refused"}
    (row,) = balai("consent", "list", "--lesson", lesson, *acting(cast, "amina")).data
    assert (row["state"], row["said_by"]) == ("refused", None)


def test_others_are_told_what_they_are_told_of_an_absent_one(cast: Cast, balai: Balai) -> None:
    lesson, evidence = lesson_at(cast)
    made = balai("consent", "ask", evidence, cast.email("chen"), *acting(cast, "amina")).data
    commands = [
        (("consent", act, "{}"), made["consent"], "chen") for act in ("give", "refuse", "take-back")
    ]
    commands += [
        (("consent", "ask", "{}", "x@example.org"), evidence, "amina"),
        (("consent", "list", "--lesson", "{}"), lesson, "amina"),
    ]
    for command, record, whose in commands:
        for name in set(ROLES) - {whose}:
            there, absent = (
                balai(*(part.format(each) for part in command), *acting(cast, name))
                for each in (record, ABSENT)
            )
            assert (there.status, there.out, there.err) == (REFUSED, absent.out, absent.err)
    for name in set(ROLES) - {"chen"}:
        assert balai("consent", "list", *acting(cast, name)).data == []
