"""What the cast of the sample says about its lessons: comments, and what is contested."""

from __future__ import annotations

from collections.abc import Mapping

from balai.config.demo.people import persona_at
from balai.core.audience import PUBLIC, Level, Viewer
from balai.knowledge.models import Comment, Contest
from balai.knowledge.voice.actions.comments import comment
from balai.knowledge.voice.actions.contests import answer_contest, contest
from balai.sample.catalogue import SampleVoices


def say(sample: SampleVoices, lessons: Mapping[str, str], people: Mapping[str, str]) -> None:
    """Say what the sample says, unless it is said; `lessons` are identifiers by key."""
    for each in sample.comments:
        viewer = persona_at(people[each.by])
        said = Comment.objects.filter(record_id=lessons.get(each.lesson), written_by=viewer.account)
        if each.lesson in lessons and not said.exists():
            comment(
                viewer=viewer,
                record_kind="lesson",
                record_id=lessons[each.lesson],
                text=each.text,
                level=Level.CLEAR,
                language=each.language,
            )
    for objection in sample.contests:
        known = Contest.objects.filter(record_id=lessons.get(objection.lesson))
        if objection.lesson not in lessons or known.exists():
            continue
        viewer = persona_at(people[objection.by]) if objection.by else PUBLIC
        made = contest(
            viewer=viewer,
            record_kind="lesson",
            record_id=lessons[objection.lesson],
            ground=objection.ground,
            wanted=objection.wanted,
            text=objection.text,
            language=objection.language,
            speaks_for=_organisation(viewer),
        )
        if objection.answered_by:
            answer_contest(
                viewer=persona_at(people[objection.answered_by]),
                contest_id=made.id,
                answer=objection.answer,
                outcome=objection.outcome,
            )


def _organisation(viewer: Viewer) -> str:
    return next(iter(sorted(viewer.organisations_as("reviewer"))), "")
