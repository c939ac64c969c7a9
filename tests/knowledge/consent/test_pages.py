"""The pages of asking and of being asked."""

from __future__ import annotations

import pytest
from django.urls import reverse

from balai.core.audience import Level
from balai.knowledge.models import Attribution
from tests.knowledge.consent.shelf import NAME, WORDS, agreed, asked, lesson_at, named
from tests.personas import NAMES, Cast

pytestmark = pytest.mark.django_db


def body(cast: Cast, name: str, route: str, *arguments: str) -> str:
    response = cast.client_for(name).get(reverse(route, args=arguments))
    assert response.status_code == 200
    return response.content.decode()


def test_from_the_lesson_to_a_name_beside_the_quotation_and_back(cast: Cast) -> None:
    lesson, evidence = lesson_at(cast, chatham=True)
    named(cast)
    ask = reverse("consent-ask", args=[evidence])
    assert ask in body(cast, "amina", "lesson", lesson)
    assert ask not in body(cast, "chen", "lesson", lesson)
    page = body(cast, "amina", "consent-ask", evidence)
    assert WORDS in page
    sent = cast.client_for("amina").post(ask, {"address": cast.email("chen")}, follow=True)
    assert "Asked." in sent.content.decode()
    assert reverse("consent") in body(cast, "chen", "me")
    assert WORDS in body(cast, "chen", "consent")
    decide = reverse("consent-decide", args=[Attribution.objects.get().pk])
    chen = cast.client_for("chen")
    chen.post(decide, {"decision": "give"})
    assert "You are named beside it." in body(cast, "chen", "consent")
    for route in ("lesson", "lesson-print"):
        shown = body(cast, "dina", route, lesson)
        assert f"Said by <bdi>{NAME}</bdi>, who agreed to be named." in shown
        assert "Speaker and affiliation withheld" not in shown
    assert NAME in body(cast, "amina", "consent-ask", evidence)
    chen.post(decide, {"decision": "take-back"})
    for route in ("lesson", "lesson-print"):
        shown = body(cast, "dina", route, lesson)
        assert NAME not in shown
        assert "Speaker and affiliation withheld" in shown
    history = body(cast, "amina", "lesson", lesson)
    assert "Consent to be named beside a quotation was taken back" in history
    assert NAME not in history
    assert NAME not in body(cast, "amina", "consent-ask", evidence)


@pytest.mark.parametrize("decision", ["give", "refuse", "take-back", "", "other"])
def test_another_ones_question_answers_like_an_absent_one(cast: Cast, decision: str) -> None:
    _lesson, evidence = lesson_at(cast)
    question = asked(cast, evidence)
    client = cast.client_for("esther")
    absent = "01ARZ3NDEKTSV4RRFFQ69G5FAV"
    answers = [
        client.post(reverse("consent-decide", args=[each]), {"decision": decision})
        for each in (question, absent)
    ]
    assert [each.status_code for each in answers] == [404, 404]


@pytest.mark.parametrize("level", [Level.CLEAR, Level.GREEN, Level.AMBER, Level.AMBER_STRICT])
def test_asking_opens_for_reviewers_of_the_owner_alone(cast: Cast, level: Level) -> None:
    _lesson, evidence = lesson_at(cast, level)
    address = reverse("consent-ask", args=[evidence])
    opened = {name for name in NAMES if cast.client_for(name).get(address).status_code == 200}
    assert opened == {"amina"}


@pytest.mark.parametrize("level", [Level.CLEAR, Level.GREEN, Level.AMBER, Level.AMBER_STRICT])
def test_the_page_of_the_asked_shows_what_they_may_read(cast: Cast, level: Level) -> None:
    _lesson, evidence = lesson_at(cast, level)
    asked(cast, evidence)
    shown = {name for name in NAMES if name != "dina" and WORDS in body(cast, name, "consent")}
    assert shown == ({"chen"} if level in (Level.CLEAR, Level.GREEN) else set())
    assert cast.client_for("dina").get(reverse("consent")).status_code == 302


def test_the_answer_does_not_tell_who_has_an_account(cast: Cast) -> None:
    answers = []
    for address in (cast.email("chen"), "nobody@example.net"):
        _lesson, evidence = lesson_at(cast)
        sent = cast.client_for("amina").post(
            reverse("consent-ask", args=[evidence]), {"address": address}
        )
        after = body(cast, "amina", "consent-ask", evidence)
        answers.append((sent.status_code, "is asked already" in after, address in after))
        Attribution.objects.all().delete()
    assert answers[0] == answers[1] == (302, True, False)


@pytest.mark.parametrize("sent", [{}, {"address": "no address"}, {"account": "nobody"}])
def test_bad_input_is_said_in_the_form(cast: Cast, sent: dict[str, str]) -> None:
    _lesson, evidence = lesson_at(cast)
    answer = cast.client_for("amina").post(reverse("consent-ask", args=[evidence]), sent)
    assert answer.status_code == 400
    assert not Attribution.objects.exists()


def test_a_name_with_markup_stays_a_name(cast: Cast) -> None:
    lesson, evidence = lesson_at(cast)
    agreed(cast, evidence)
    named(cast, "<b>Zu</b>")
    assert "&lt;b&gt;Zu&lt;/b&gt;" in body(cast, "dina", "lesson", lesson)
