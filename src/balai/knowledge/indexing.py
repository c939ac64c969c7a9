"""What the search index holds of a lesson: its sentence in each language, and its quotes."""

from __future__ import annotations

from collections.abc import Iterable

from balai.foundation.indexing import IndexText
from balai.knowledge.actions import kinds
from balai.knowledge.models import Lesson, LessonState
from balai.knowledge.voice.actions.kinds import SHOWN


class IndexedLessons:
    """Published lessons; each sentence and quote obeys its own audience."""

    changed_by = (
        kinds.PUBLISHED,
        kinds.CHANGED,
        kinds.TRANSLATED,
        kinds.TO_REVIEW,
        kinds.WITHDRAWN,
        SHOWN,
    )

    def texts(self, record_id: str) -> list[IndexText]:
        """Return what may be found of one lesson."""
        lesson = Lesson.objects.filter(pk=record_id, state=LessonState.PUBLISHED).first()
        if lesson is None:
            return []
        statements = [
            IndexText(
                "lesson",
                lesson.pk,
                "statement",
                row.pk,
                "statement",
                row.pk,
                0,
                row.language,
                row.text,
            )
            for row in lesson.statements.order_by("language")
        ]
        quotes = [
            IndexText(
                "lesson",
                lesson.pk,
                "evidence",
                row.pk,
                "quote",
                row.pk,
                row.page,
                row.language,
                row.quote,
            )
            for row in lesson.evidence.filter(is_anchored=True).order_by("id")
        ]
        return statements + quotes

    def all_ids(self) -> Iterable[str]:
        """Return every published lesson."""
        return Lesson.objects.filter(state=LessonState.PUBLISHED).values_list("pk", flat=True)
