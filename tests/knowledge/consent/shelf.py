"""A published lesson whose quotation somebody may be asked about."""

from __future__ import annotations

from balai.core.audience import Level
from balai.knowledge.actions.review import accept
from balai.knowledge.consent import actions
from balai.knowledge.consent.queries import asked_of
from balai.knowledge.models import Evidence
from balai.people.models import Account
from tests.factories.library import propose, read_source, validated
from tests.personas import Cast

WORDS = "Officers who walked the ochre market were greeted by name."
NAME = "Zubaidah Quintrell"
"""By what name Chen's account is known in these tests."""


def lesson_at(cast: Cast, level: Level = Level.CLEAR, *, chatham: bool = False) -> tuple[str, str]:
    """Return a published lesson of A and its quotation."""
    source = read_source(cast.viewer("budi"), cast.a, WORDS, level=level, chatham=chatham)
    lesson = accept(
        viewer=cast.viewer("amina"),
        candidate_id=propose(cast.viewer("amina"), source, WORDS),
        validated=validated(WORDS),
    )
    return lesson, Evidence.objects.get(lesson_id=lesson).pk


def named(cast: Cast, name: str = NAME) -> None:
    """Give Chen's account the name."""
    Account.objects.filter(pk=cast.account("chen")).update(name=name)


def asked(cast: Cast, evidence: str, who: str = "chen") -> str:
    """Have Amina ask somebody by address; return the question."""
    named(cast)
    return actions.ask(viewer=cast.viewer("amina"), evidence_id=evidence, address=cast.email(who))


def agreed(cast: Cast, evidence: str) -> str:
    """Have Chen asked and say yes."""
    question = asked(cast, evidence)
    actions.give(viewer=cast.viewer("chen"), attribution_id=question)
    (shown,) = asked_of(cast.viewer("chen"))
    assert shown.state == "given"
    return question
