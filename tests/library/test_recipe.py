"""Sources whose findings an older recipe made are looked at anew, and their reviewers are told."""

from __future__ import annotations

import pytest
from django.urls import reverse

from balai.core.audience import Level
from balai.foundation.tasks.worker import run_all, sweep
from balai.knowledge.actions.review import accept
from balai.knowledge.models import Evidence, Statement
from balai.library.actions import answer_finding, keep_later_findings
from balai.library.analysis import RECIPE
from balai.library.models import FindingAnswer, Reading
from tests.cli.conftest import Balai
from tests.cli.conftest import balai as balai  # the fixture
from tests.factories.library import propose, read_source, validated
from tests.personas import NAMES, Cast

pytestmark = pytest.mark.django_db

SINGLED = "The deputy commissioner of Norway spoke of the ochre market."
PLAIN = "Officers were greeted by name on the beat."
TOLD = "Published, and new findings since"


def older(cast: Cast, level: Level = Level.CLEAR) -> tuple[str, str]:
    """Return a source as an older version read it, its lesson published without a question."""
    source = read_source(cast.viewer("budi"), cast.a, SINGLED, PLAIN, level=level)
    reading = Reading.objects.get(pk=source)
    kept = [row for row in reading.findings if row[2] != "combination"]
    assert len(kept) < len(reading.findings), "the present recipe finds a combination"
    amina = cast.viewer("amina")
    candidate = propose(amina, source, SINGLED)
    _answer(cast, source, "keep")
    accept(viewer=amina, candidate_id=candidate, validated=validated(SINGLED))
    FindingAnswer.objects.filter(source_id=source).delete()
    Reading.objects.filter(pk=source).update(findings=kept, recipe=RECIPE - 1)
    return source, candidate


def _answer(cast: Cast, source: str, decision: str) -> None:
    for row in Reading.objects.get(pk=source).findings:
        answer_finding(
            viewer=cast.viewer("amina"),
            source_id=source,
            digest=row[4],
            type_=row[2],
            decision=decision,
            reason="The office is public.",
        )


def published() -> list[tuple[str, ...]]:
    return [
        *Statement.objects.order_by("pk").values_list("text"),
        *Evidence.objects.order_by("pk").values_list("quote"),
    ]


def told(cast: Cast) -> set[str]:
    answers = {name: cast.client_for(name).get(reverse("review")) for name in NAMES}
    return {name for name, answer in answers.items() if TOLD in answer.content.decode()}


def test_an_older_source_gets_its_combinations_and_its_reviewer_a_piece(cast: Cast) -> None:
    source, candidate = older(cast)
    before = published()
    assert told(cast) == set()
    sweep()
    run_all()
    reading = Reading.objects.get(pk=source)
    assert reading.recipe == RECIPE
    assert [row[2] for row in reading.findings] == ["combination"]
    assert published() == before, "nothing that was published is changed silently"
    assert told(cast) == {"amina"}
    page = cast.client_for("amina").get(reverse("review")).content.decode()
    assert reverse("candidate", args=[candidate]) in page
    assert (
        "deputy commissioner"
        in cast.client_for("amina").get(reverse("candidate", args=[candidate])).content.decode()
    )
    _answer(cast, source, "keep")
    assert told(cast) == set()


def test_answers_stay_and_a_second_look_changes_nothing(cast: Cast) -> None:
    source, _candidate = older(cast)
    reading = Reading.objects.get(pk=source)
    sweep()
    run_all()
    _answer(cast, source, "mask")
    answers = set(FindingAnswer.objects.values_list("digest", "decision"))
    kept = Reading.objects.get(pk=source)
    Reading.objects.filter(pk=source).update(recipe=RECIPE - 1)
    sweep()
    run_all()
    again = Reading.objects.get(pk=source)
    assert again.findings == kept.findings
    assert set(FindingAnswer.objects.values_list("digest", "decision")) == answers
    assert told(cast) == set()
    assert reading.text == again.text


def test_a_recipe_that_finds_less_opens_nothing(cast: Cast) -> None:
    source = read_source(cast.viewer("budi"), cast.a, SINGLED)
    kept = Reading.objects.get(pk=source).findings
    Reading.objects.filter(pk=source).update(recipe=RECIPE - 1)
    keep_later_findings(source_id=source, findings=())
    assert Reading.objects.get(pk=source).findings == kept


@pytest.mark.parametrize("level", [Level.AMBER, Level.AMBER_STRICT])
def test_only_reviewers_of_the_owner_are_told(cast: Cast, level: Level) -> None:
    older(cast, level)
    sweep()
    run_all()
    assert told(cast) == {"amina"}


def test_the_command_line_lists_them_with_the_candidate_where_they_are_answered(
    cast: Cast, balai: Balai
) -> None:
    source, candidate = older(cast)
    as_her = ("review", "lessons", "--as", cast.email("amina"))
    assert balai(*as_her, "--json").data == []
    sweep()
    run_all()
    (row,) = balai(*as_her, "--json").data
    lesson = Statement.objects.get().lesson
    assert (row["lesson"], row["why"]) == (lesson.pk, "later-findings")
    assert (row["candidate"], row["level"]) == (candidate, "CLEAR")
    line = balai(*as_her).out
    assert f"{lesson.pk}  TLP:CLEAR, later-findings, {candidate}: " in line
    for other in ("budi", "chen", "farid"):
        assert balai("review", "lessons", "--as", cast.email(other), "--json").data == []
    _answer(cast, source, "keep")
    assert balai(*as_her, "--json").data == []
