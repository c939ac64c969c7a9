"""The contributor sees what became of each part, as far as the lesson is theirs to read."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.urls import reverse

from balai.core.audience import Level
from balai.core.passages.document import SetAside
from balai.knowledge.actions.audiences import share_lesson
from balai.knowledge.actions.lessons import withdraw_lesson
from balai.knowledge.actions.review import accept, merge, reject
from balai.knowledge.outcomes import outcomes, set_aside
from balai.library.actions import answer_finding, begin_contribution, submit_contribution
from balai.library.models import Reading, Source
from tests.factories.library import propose, read_source, validated
from tests.personas import Cast

pytestmark = pytest.mark.django_db

PHONE = "Traders of the north market rang +60 12-345 6789 when they knew who answered."
PLAIN = "Mothers came once the meeting was on Saturdays."
OTHER = "The hall was painted green in the spring."
LATER = "Reporting back what was done mattered more than solving every problem."


@pytest.fixture
def source(cast: Cast) -> str:
    """A report of Budi's with four candidates, as part of a contribution that was sent."""
    amina, budi = cast.viewer("amina"), cast.viewer("budi")
    made = read_source(budi, cast.a, PHONE, PLAIN, OTHER, LATER, level=Level.GREEN)
    given = begin_contribution(viewer=budi, organisation_id=cast.a)
    Source.objects.filter(pk=made).update(contribution_id=given)
    submit_contribution(viewer=budi, contribution_id=given)
    for words in (PHONE, PLAIN, OTHER, LATER):
        propose(amina, made, words)
    return made


def page(cast: Cast) -> str:
    return cast.client_for("budi").get(reverse("contributions")).content.decode()


def candidate(cast: Cast, source: str, words: str) -> str:
    return propose(cast.viewer("amina"), source, words)  # the one that is there already


def test_what_waits_is_shown_masked(cast: Cast, source: str) -> None:
    text = page(cast)
    assert "345 6789" not in text
    assert "Traders of the north market rang" in text
    assert "4 of 4 proposals wait for a reviewer" in text
    own = cast.client_for("budi").get(reverse("source", args=[source])).content.decode()
    assert "345 6789" in own, "their own source they may see"


def test_each_part_says_what_became_of_it(cast: Cast, source: str) -> None:
    amina = cast.viewer("amina")
    first = accept(
        viewer=amina,
        candidate_id=candidate(cast, source, PLAIN),
        validated=validated("Meetings on Saturdays bring mothers."),
    )
    merge(viewer=amina, candidate_id=candidate(cast, source, LATER), lesson_id=first)
    reject(viewer=amina, candidate_id=candidate(cast, source, OTHER), reason="About the hall only.")
    text = page(cast)
    for words in (
        "Became a lesson, amended",
        "Meetings on Saturdays bring mothers.",
        PLAIN,
        "Joined a lesson already here",
        "Not taken",
        "About the hall only.",
        "1 of 4 proposals wait for a reviewer",
    ):
        assert words in text
    assert text.count(f'href="{reverse("lesson", args=[first])}"') == 2


def test_a_lesson_that_is_not_theirs_to_read_is_neither_linked_nor_quoted(
    cast: Cast, source: str
) -> None:
    amina = cast.viewer("amina")
    lesson = accept(
        viewer=amina,
        candidate_id=candidate(cast, source, PLAIN),
        validated=validated("A sentence for few."),
    )
    share_lesson(viewer=amina, lesson_id=lesson, level=Level.RED)
    rows = {row.text: row for row in outcomes(cast.viewer("budi"), [source])}
    assert (rows[PLAIN].state, rows[PLAIN].lesson_id, rows[PLAIN].sentence) == ("amended", "", "")
    text = page(cast)
    assert "A sentence for few." not in text
    assert lesson not in text
    assert "you are not among its readers" in text


def test_what_was_withdrawn_since_is_said(cast: Cast, source: str) -> None:
    amina = cast.viewer("amina")
    lesson = accept(
        viewer=amina, candidate_id=candidate(cast, source, PLAIN), validated=validated(PLAIN)
    )
    withdraw_lesson(viewer=amina, lesson_id=lesson)
    assert "Became a lesson; it was withdrawn since" in page(cast)


def test_what_a_reviewer_decided_to_keep_is_shown(cast: Cast, source: str) -> None:
    from balai.library.findings import findings_in

    (found,) = findings_in(source, PHONE, "en")
    answer_finding(
        viewer=cast.viewer("amina"),
        source_id=source,
        digest=found.digest,
        type_=found.type,
        decision="keep",
        reason="The number of a public desk.",
    )
    assert "345 6789" in page(cast)


def test_pages_set_aside_are_told_without_their_words(cast: Cast, source: str) -> None:
    Reading.objects.filter(source_id=source).update(
        set_aside=[{"page": 3, "reason": "list-of-people"}]
    )
    (row,) = set_aside(cast.viewer("budi"), [source])
    assert row.aside == SetAside(3, "list-of-people", whole=True)
    text = page(cast)
    assert "Page 3" in text
    assert "it lists people" in text


def test_a_page_set_aside_in_part_is_not_said_to_be_gone(cast: Cast, source: str) -> None:
    Reading.objects.filter(source_id=source).update(
        set_aside=[{"page": 1, "reason": "list-of-people", "whole": False}]
    )
    text = page(cast)
    assert "Set aside in part" in text
    assert "A list of people was set aside" in text
    assert "This page was set aside" not in text


def test_nobody_sees_what_became_of_anothers(cast: Cast, source: str) -> None:
    for name in ("amina", "chen", "esther", "farid", "dina"):
        assert outcomes(cast.viewer(name), [source]) == ()
        assert set_aside(cast.viewer(name), [source]) == ()
    gone = replace(cast.viewer("budi"), organisations=frozenset(), signed_in=False)
    assert outcomes(gone, [source]) == ()
