"""Lessons that wait for a community, as its reviewers see them, and as their owner does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from balai.core.audience import Level, Viewer
from balai.core.errors import NotAllowed
from balai.foundation.moment import ask_once
from balai.knowledge.models import (
    Community,
    CommunityLook,
    Evidence,
    LessonLabel,
    LessonState,
    LookState,
    Statement,
)
from balai.people.queries import organisations
from balai.sharing.queries import require_visible, sharing_of_many, visible_to


@dataclass(frozen=True)
class LookShown:
    """A lesson as a community sees it before publication: what would be published, and no source.

    `quotes` are pairs of words and their language.
    """

    id: str
    lesson_id: str
    organisation: str
    kind: str
    statement: str
    language: str
    quotes: tuple[tuple[str, str], ...]
    labels: tuple[tuple[str, str], ...]
    place: str
    level: Level
    chatham: bool
    due: datetime
    state: str


@dataclass(frozen=True)
class AnswerShown:
    """What a community said to a lesson, for its owner's reviewers."""

    organisation: str
    state: str
    ground: str
    text: str
    due: datetime


@dataclass(frozen=True)
class HeldLesson:
    """A lesson that waits for communities, as its owner's reviewers see it."""

    lesson_id: str
    statement: str
    language: str
    level: Level
    version: int
    answers: tuple[AnswerShown, ...]

    @property
    def is_back(self) -> bool:
        """Say whether a community objected and nobody is still looking: the owner decides."""
        states = {each.state for each in self.answers}
        return LookState.OBJECTED in states and LookState.WAITING not in states


def looks(viewer: Viewer) -> tuple[LookShown, ...]:
    """Return the lessons that wait for the viewer's organisations, those due soonest first."""
    return _shown(viewer, list(_mine(viewer).select_related("lesson").order_by("due", "id")[:200]))


def look(viewer: Viewer, look_id: str) -> LookShown:
    """Return one of them. Raises NotAllowed where it does not wait for the viewer."""
    found = _shown(viewer, list(_mine(viewer).select_related("lesson").filter(pk=look_id)))
    if not found:
        raise NotAllowed()
    return found[0]


def count_looks(viewer: Viewer) -> int:
    """Return how many lessons wait for the viewer: to be looked at, or with an objection."""
    if not viewer.organisations_as("reviewer"):
        return 0
    return ask_once("looks waiting", viewer, lambda: _count(viewer))


def _count(viewer: Viewer) -> int:
    back = _of_mine(viewer).filter(state=LookState.OBJECTED).values("lesson_id").distinct()
    return _mine(viewer).count() + back.count()


def held_lessons(viewer: Viewer, lesson_id: str = "") -> tuple[HeldLesson, ...]:
    """Return the lessons of the viewer's organisations that wait for communities."""
    rows = _of_mine(viewer)
    if lesson_id:
        require_visible(viewer, "lesson", lesson_id)
        rows = rows.filter(lesson_id=lesson_id)
    by_lesson: dict[str, list[CommunityLook]] = {}
    for row in rows.select_related("lesson").order_by("id")[:500]:
        by_lesson.setdefault(row.lesson_id, []).append(row)
    said = _sentences(viewer, list(by_lesson))
    audiences = sharing_of_many("lesson", list(by_lesson))
    names = _names(row.organisation_id for each in by_lesson.values() for row in each)
    return tuple(
        HeldLesson(
            lesson_id=key,
            statement=said[key][0],
            language=said[key][1],
            level=audiences[key].level,
            version=each[0].lesson.version,
            answers=tuple(
                AnswerShown(
                    names.get(row.organisation_id, ""), row.state, row.ground, row.text, row.due
                )
                for row in each
            ),
        )
        for key, each in by_lesson.items()
        if key in said
    )


def due_of(look_id: str) -> datetime | None:
    """Return until when a look waits, for the task that goes on without it."""
    return CommunityLook.objects.filter(pk=look_id).values_list("due", flat=True).first()


def spoken_for(organisation_ids: Sequence[str] | None = None) -> dict[str, list[tuple[str, str]]]:
    """Return what organisations speak for, by identifier: schemes and codes, no records."""
    rows = Community.objects.order_by("scheme", "code")
    if organisation_ids is not None:
        rows = rows.filter(organisation_id__in=list(organisation_ids))
    found: dict[str, list[tuple[str, str]]] = {}
    for organisation, scheme, code in rows.values_list("organisation_id", "scheme", "code"):
        found.setdefault(organisation, []).append((scheme, code))
    return found


def _mine(viewer: Viewer) -> QuerySet[CommunityLook]:
    rows = CommunityLook.objects.filter(
        organisation_id__in=viewer.organisations_as("reviewer"),
        state=LookState.WAITING,
        lesson__state=LessonState.WAITING,
    )
    return visible_to(viewer, rows, "lesson", "lesson_id")


def _of_mine(viewer: Viewer) -> QuerySet[CommunityLook]:
    rows = CommunityLook.objects.filter(
        lesson__organisation_id__in=viewer.organisations_as("reviewer"),
        lesson__state=LessonState.WAITING,
    )
    return visible_to(viewer, rows, "lesson", "lesson_id")


def _shown(viewer: Viewer, rows: list[CommunityLook]) -> tuple[LookShown, ...]:
    ids = [row.lesson_id for row in rows]
    said, audiences = _sentences(viewer, ids), sharing_of_many("lesson", ids)
    quotes: dict[str, list[tuple[str, str]]] = {}
    evidence = Evidence.objects.filter(lesson_id__in=ids, is_anchored=True).order_by("id")
    for each in visible_to(viewer, evidence, "evidence"):
        quotes.setdefault(each.lesson_id, []).append((each.quote, each.language))
    labels: dict[str, list[tuple[str, str]]] = {}
    for label in LessonLabel.objects.filter(lesson_id__in=ids).order_by("scheme", "code"):
        labels.setdefault(label.lesson_id, []).append((label.scheme, label.code))
    lessons = {row.lesson_id: row.lesson for row in rows}
    names = _names(row.organisation_id for row in rows)
    return tuple(
        LookShown(
            id=row.pk,
            lesson_id=row.lesson_id,
            organisation=names.get(row.organisation_id, ""),
            kind=lessons[row.lesson_id].kind,
            statement=said[row.lesson_id][0],
            language=said[row.lesson_id][1],
            quotes=tuple(quotes.get(row.lesson_id, ())),
            labels=tuple(labels.get(row.lesson_id, ())),
            place=lessons[row.lesson_id].place,
            level=audiences[row.lesson_id].level,
            chatham=audiences[row.lesson_id].chatham,
            due=row.due,
            state=row.state,
        )
        for row in rows
        if row.lesson_id in said
    )


def _sentences(viewer: Viewer, ids: list[str]) -> dict[str, tuple[str, str]]:
    rows = Statement.objects.filter(lesson_id__in=ids, is_original=True)
    return {
        row.lesson_id: (row.text, row.language) for row in visible_to(viewer, rows, "statement")
    }


def _names(ids: Iterable[str]) -> dict[str, str]:
    return {each.id: each.name for each in organisations(frozenset(ids))}
