"""Checking a lesson's sentence in a further language, and withdrawing a lesson."""

import pytest
from django.urls import reverse

from balai.core.audience import Level
from balai.foundation.tasks.worker import run_all
from balai.knowledge.actions.lessons import add_statement
from balai.knowledge.actions.review import accept, merge
from balai.knowledge.models import Lesson, Statement
from balai.library.actions import delete_source
from tests.factories.library import one_of_each_level, propose, read_source, validated
from tests.pages.shelf import SENTENCE, fill
from tests.personas import NAMES, Cast, second_reviewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson(cast: Cast) -> str:
    made = fill(cast).lesson
    add_statement(
        viewer=cast.viewer("amina"),
        lesson_id=made,
        language="nl",
        text="Waar twee agenten bleven, spraken handelaars eerder.",
        is_checked=False,
    )
    return made


def sentence(lesson: str, language: str = "nl") -> Statement:
    return Statement.objects.get(lesson=lesson, language=language)


def page(lesson: str, statement: str) -> str:
    return reverse("lesson-check", args=[lesson, statement])


def test_somebody_else_than_its_writer_checks_a_sentence(cast: Cast, lesson: str) -> None:
    second_reviewer(cast)
    address = page(lesson, sentence(lesson).pk)
    budi = cast.client_for("budi")
    assert address in budi.get(reverse("lesson", args=[lesson])).content.decode()
    shown = budi.get(address).content.decode()
    assert "spraken handelaars eerder" in shown
    assert SENTENCE in shown
    assert budi.post(address).headers["Location"] == reverse("lesson", args=[lesson])
    row = sentence(lesson)
    assert (row.is_checked, row.checked_by) == (True, cast.account("budi"))


def test_the_writer_does_not_check_the_own_sentence(cast: Cast, lesson: str) -> None:
    address = page(lesson, sentence(lesson).pk)
    amina = cast.client_for("amina")
    assert address not in amina.get(reverse("lesson", args=[lesson])).content.decode()
    assert amina.post(address).status_code == 400
    assert not sentence(lesson).is_checked


def test_the_original_and_the_sentence_of_another_lesson_are_not_checked(
    cast: Cast, lesson: str
) -> None:
    second_reviewer(cast)
    other = next(iter(one_of_each_level(cast).values())).lesson
    budi = cast.client_for("budi")
    assert budi.post(page(lesson, sentence(lesson, "en").pk)).status_code == 404
    assert budi.post(page(other, sentence(lesson).pk)).status_code == 404


@pytest.mark.parametrize("name", [name for name in NAMES if name != "amina"])
def test_only_reviewers_of_the_owner_check_or_withdraw(cast: Cast, lesson: str, name: str) -> None:
    client = cast.client_for(name)
    assert client.post(page(lesson, sentence(lesson).pk)).status_code == 404
    assert client.post(reverse("lesson-withdraw", args=[lesson])).status_code == 404
    assert not sentence(lesson).is_checked
    assert Lesson.objects.get(pk=lesson).state == "published"


def test_what_is_withdrawn_is_found_no_more(cast: Cast) -> None:
    told = one_of_each_level(cast)[Level.CLEAR]
    run_all()
    dina, amina = cast.client_for("dina"), cast.client_for("amina")
    search = {"q": told.word, "record": "lesson"}
    assert "market known officers were greeted" in dina.get("/search/", search).content.decode()
    answer = amina.post(reverse("lesson-withdraw", args=[told.lesson]))
    assert answer.headers["Location"] == reverse("review")
    run_all()
    assert dina.get(reverse("lesson", args=[told.lesson])).status_code == 404
    assert "market known officers were greeted" not in dina.get("/search/", search).content.decode()
    assert dina.get(reverse("source", args=[told.source])).status_code == 200


def test_a_lesson_withdrawn_already_is_said(cast: Cast, lesson: str) -> None:
    amina, address = cast.client_for("amina"), reverse("lesson-withdraw", args=[lesson])
    amina.post(address)
    assert amina.post(address).status_code in (302, 404)
    assert Lesson.objects.get(pk=lesson).state == "withdrawn"


def test_a_lesson_that_lost_its_source_waits_and_is_published_again(cast: Cast) -> None:
    budi, words = cast.viewer("budi"), "Known faces at the ochre market heard of trouble earlier."
    first = read_source(budi, cast.a, "Before it.", words, "After it.", title="The first report")
    made = accept(
        viewer=cast.viewer("amina"),
        candidate_id=propose(cast.viewer("amina"), first, words),
        validated=validated(words),
    )
    delete_source(viewer=budi, source_id=first)
    run_all()
    assert Lesson.objects.get(pk=made).state == "review"
    kept = Lesson.objects.get(pk=made).evidence.get()
    assert (kept.prefix, kept.suffix) == ("", "")
    shown = {
        name: words in cast.client_for(name).get("/review/").content.decode()
        for name in ("amina", "chen", "esther")
    }
    assert shown == {"amina": True, "chen": False, "esther": False}
    assert cast.client_for("dina").get(reverse("lesson", args=[made])).status_code == 404
    again = read_source(budi, cast.a, words, title="The second report")
    merge(
        viewer=cast.viewer("amina"),
        candidate_id=propose(cast.viewer("amina"), again, words),
        lesson_id=made,
    )
    assert cast.client_for("dina").get(reverse("lesson", args=[made])).status_code == 200
    assert words not in cast.client_for("amina").get("/review/").content.decode()
