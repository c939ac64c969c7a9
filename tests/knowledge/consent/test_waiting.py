"""Whoever is asked to be named sees it on every page until they answered; nobody else does."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from balai.core.audience import Level
from balai.knowledge.consent import actions
from balai.knowledge.consent.queries import count_asked
from balai.people.models import Membership
from tests.knowledge.consent.shelf import asked, lesson_at
from tests.personas import NAMES, Cast

pytestmark = pytest.mark.django_db

NOTICE = "do you want to be named beside"
PAGES = ("home", "browse", "search", "me")


def told(cast: Cast, name: str, route: str = "home") -> str:
    """Return where a page tells somebody that they are asked: in its head, in a notice."""
    page = cast.client_for(name).get(reverse(route)).content.decode()
    head = page.partition("</header>")[0]
    places = {"head": f'href="{reverse("consent")}"' in head, "notice": NOTICE in page}
    return " ".join(place for place, tells in places.items() if tells)


def everybody(cast: Cast) -> dict[str, str]:
    return {name: where for name in NAMES if (where := told(cast, name))}


@pytest.mark.parametrize("answer", ["give", "refuse"])
def test_who_is_asked_sees_it_until_they_answered(cast: Cast, answer: str) -> None:
    _lesson, evidence = lesson_at(cast)
    assert everybody(cast) == {}
    question = asked(cast, evidence)
    assert everybody(cast) == {"chen": "head notice"}
    for page in PAGES[1:]:
        assert told(cast, "chen", page) == "head"
    address = reverse("consent-decide", args=[question])
    cast.client_for("chen").post(address, {"decision": answer})
    assert everybody(cast) == {}


def test_a_colleague_who_is_asked_by_account_sees_it(cast: Cast) -> None:
    _lesson, evidence = lesson_at(cast, Level.AMBER)
    amina, budi = cast.viewer("amina"), cast.account("budi")
    actions.ask(viewer=amina, evidence_id=evidence, account=budi)
    assert everybody(cast) == {"budi": "head notice"}


@pytest.mark.parametrize("level", [Level.AMBER, Level.AMBER_STRICT])
def test_a_question_about_words_they_may_not_read_is_not_told(cast: Cast, level: Level) -> None:
    _lesson, evidence = lesson_at(cast, level)
    asked(cast, evidence)
    assert cast.viewer("chen").is_asked
    assert everybody(cast) == {}


def test_without_a_role_nobody_is_known_by_an_address(cast: Cast) -> None:
    _lesson, evidence = lesson_at(cast)
    asked(cast, evidence)
    Membership.objects.filter(account_id=cast.account("chen")).delete()
    assert everybody(cast) == {}


@pytest.mark.parametrize("answer", ["give", "refuse"])
def test_a_colleague_who_lost_every_role_is_still_asked(cast: Cast, answer: str) -> None:
    """By the account, which nobody else can have; and about words that they may still read."""
    _lesson, evidence = lesson_at(cast)
    budi = cast.account("budi")
    question = actions.ask(viewer=cast.viewer("amina"), evidence_id=evidence, account=budi)
    Membership.objects.filter(account_id=budi).delete()
    assert everybody(cast) == {"budi": "head notice"}
    page = cast.client_for("budi").get(reverse("consent")).content.decode()
    assert reverse("consent-decide", args=[question]) in page
    cast.client_for("budi").post(reverse("consent-decide", args=[question]), {"decision": answer})
    assert everybody(cast) == {}


def test_without_a_role_words_that_are_closed_to_them_are_not_told(cast: Cast) -> None:
    _lesson, evidence = lesson_at(cast, Level.AMBER)
    budi = cast.account("budi")
    actions.ask(viewer=cast.viewer("amina"), evidence_id=evidence, account=budi)
    Membership.objects.filter(account_id=budi).delete()
    assert everybody(cast) == {}


def test_the_count_is_of_what_waits(cast: Cast) -> None:
    for _number in range(3):
        _lesson, evidence = lesson_at(cast)
        question = asked(cast, evidence)
    assert count_asked(cast.viewer("chen")) == 3
    actions.give(viewer=cast.viewer("chen"), attribution_id=question)
    assert count_asked(cast.viewer("chen")) == 2
    page = cast.client_for("chen").get("/").content.decode()
    assert "(2 wait)" in page
    assert f"2 quotations: {NOTICE} them?" in page


def asking(cast: Cast, name: str, page: str) -> list[str]:
    """Return the queries of a page at its second showing."""
    client = cast.client_for(name)
    client.get(reverse(page))
    with CaptureQueriesContext(connection) as captured:
        client.get(reverse(page))
    return [each["sql"] for each in captured.captured_queries]


def counts(sql: str) -> bool:
    return sql.startswith("SELECT COUNT") and 'FROM "knowledge_attribution"' in sql


def test_who_is_not_asked_pays_no_query(cast: Cast) -> None:
    others = [(name, page) for name in NAMES if name != "chen" for page in PAGES[:3]]
    _lesson, evidence = lesson_at(cast)
    before = {case: len(asking(cast, *case)) for case in (*others, ("chen", "home"))}
    asked(cast, evidence)
    now = {case: asking(cast, *case) for case in (*others, ("chen", "home"))}
    assert not any(counts(sql) for case in others for sql in now[case])
    assert {case: len(now[case]) for case in others} == {case: before[case] for case in others}
    own = now["chen", "home"]
    assert [counts(sql) for sql in own].count(True) == 1
    assert len(own) == before["chen", "home"] + 1
    asked(cast, lesson_at(cast)[1])
    assert len(asking(cast, "chen", "home")) == len(own)
