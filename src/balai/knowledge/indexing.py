"""What the search index holds of a lesson: its sentence in each language, its quotes, its facts."""

from __future__ import annotations

from collections.abc import Iterable

from balai.foundation.indexing import IndexFact, IndexText
from balai.knowledge.actions import kinds
from balai.knowledge.labels import field_of
from balai.knowledge.models import Lesson, LessonState
from balai.knowledge.voice.actions.kinds import SHOWN
from balai.vocabulary.places import WORLD, regions_of

_LONGEST = 100
"""Years of a span that are counted."""


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

    def facts(self, record_id: str) -> list[IndexFact]:
        """Return kind, organisation, labels, regions and years, and its sentences' languages."""
        lesson = Lesson.objects.get(pk=record_id)
        pairs = [("kind", lesson.kind), ("organisation", lesson.organisation_id)]
        for scheme, code in lesson.labels.order_by("scheme", "code").values_list("scheme", "code"):
            pairs.append((field_of(scheme), code))
            if scheme == "country":
                pairs += [("region", region) for region in regions_of(code) if region != WORLD]
        if lesson.year_from is not None:
            last = min(lesson.year_to or lesson.year_from, lesson.year_from + _LONGEST)
            pairs += [("year", str(year)) for year in range(lesson.year_from, last + 1)]
        own = [IndexFact(*pair, "lesson", lesson.pk) for pair in dict.fromkeys(pairs)]
        return own + [
            IndexFact("language", language, "statement", pk)
            for pk, language in lesson.statements.order_by("language").values_list("pk", "language")
        ]

    def all_ids(self) -> Iterable[str]:
        """Return every published lesson."""
        return Lesson.objects.filter(state=LessonState.PUBLISHED).values_list("pk", flat=True)
