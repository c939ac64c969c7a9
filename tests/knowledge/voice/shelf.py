"""A published lesson of organisation A for tests about what is said of it."""

from __future__ import annotations

from datetime import timedelta

from balai.core.audience import Audience, Level, Viewer, audience
from balai.foundation.clock import now, stopped_at
from balai.foundation.tasks.worker import run_all
from balai.knowledge.actions.review import accept
from balai.knowledge.voice.actions.contests import ContestMade, contest
from tests.factories.library import propose, read_source, validated
from tests.personas import Cast

WORDS = "Officers who walked the ochre market were greeted by name."
OBJECTION = "We were never asked, and the market is not as it says."


def lesson_at(
    cast: Cast,
    level: Level = Level.CLEAR,
    *,
    source_level: Level | None = None,
    wanted: Audience | None = None,
    words: str = WORDS,
    **more: object,
) -> str:
    """Make a lesson from a source of this level; `wanted` asks for another audience."""
    source = read_source(
        cast.viewer("budi"),
        cast.a,
        words,
        level=source_level or level,
        recipients=(cast.account("amina"),),
    )
    if source_level is not None:
        wanted = audience(level, owners=[cast.a])
    return accept(
        viewer=cast.viewer("amina"),
        candidate_id=propose(cast.viewer("amina"), source, words),
        validated=validated(words, audience=wanted, reason="Others can use it.", **more),
    )


def contested(viewer: Viewer, lesson: str, **more: str) -> ContestMade:
    """Contest a lesson as somebody."""
    given = {"ground": "wrong", "wanted": "answer", "text": OBJECTION, "language": "en"} | more
    return contest(viewer=viewer, record_kind="lesson", record_id=lesson, **given)


def days_pass(days: int) -> None:
    """Let days pass, and what comes due meanwhile be done."""
    with stopped_at(now() + timedelta(days=days)):
        run_all()
