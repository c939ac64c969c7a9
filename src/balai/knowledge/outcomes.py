"""What became of each part of what somebody brought in, for that person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count

from balai.core.audience import Viewer
from balai.core.passages.document import SetAside
from balai.knowledge.models import Candidate, Lesson, Statement
from balai.knowledge.queries import visible_lessons
from balai.library.findings import masked_part, withheld_in_each
from balai.library.models import Reading
from balai.sharing.queries import visible_to


@dataclass(frozen=True)
class OutcomeRow:
    """What became of one candidate, for the one who contributed its source.

    `text` is what was proposed: the source's own words as its readers are shown them. `sentence`
    is what a reviewer validated, and `lesson_id` where it stands, both empty where the viewer may
    not read the lesson; `lesson_state` is told in any case. `is_carried` says that this was decided
    on the same words of a former edition.
    """

    candidate_id: str
    source_id: str
    kind: str
    text: str
    page: int
    start: int
    end: int
    state: str
    reason: str
    decided: datetime | None
    lesson_id: str
    lesson_state: str
    sentence: str
    sentence_language: str
    is_carried: bool = False


@dataclass(frozen=True)
class AsideRow:
    """What was set aside of a source, closed: its words are not kept."""

    source_id: str
    aside: SetAside


def outcomes(viewer: Viewer, source_ids: Sequence[str]) -> tuple[OutcomeRow, ...]:
    """Return what became of every candidate from the viewer's own sources, in seven queries."""
    rows = list(_own(viewer, source_ids).select_related("source").order_by("source_id", "position"))
    found = {each for each in (row.lesson_id for row in rows) if each}
    states = dict(Lesson.objects.filter(pk__in=found).values_list("pk", "state"))
    sentences = _sentences(viewer, found)
    kept = dict(
        Reading.objects.filter(source_id__in={row.source_id for row in rows}).values_list(
            "source_id", "findings"
        )
    )
    withheld = withheld_in_each(kept)
    return tuple(
        _row(row, withheld.get(row.source_id, ()), states.get(row.lesson_id or "", ""), sentences)
        for row in rows
    )


def count_by_source(viewer: Viewer, source_ids: Sequence[str]) -> dict[str, int]:
    """Return how many candidates were proposed from each of the viewer's own sources."""
    rows = _own(viewer, source_ids).values("source_id").annotate(found=Count("pk"))
    return dict(rows.values_list("source_id", "found"))


def set_aside(viewer: Viewer, source_ids: Sequence[str]) -> tuple[AsideRow, ...]:
    """Return what was set aside of the viewer's own sources."""
    rows = visible_to(
        viewer,
        Reading.objects.filter(source_id__in=source_ids, source__contributor=viewer.account or "-"),
        "source",
        "source_id",
    )
    return tuple(
        AsideRow(source_id, SetAside(**each))
        for source_id, pages in rows.values_list("source_id", "set_aside")
        for each in pages
    )


def _own(viewer: Viewer, source_ids: Sequence[str]) -> Any:
    rows = Candidate.objects.filter(
        source_id__in=source_ids, source__contributor=viewer.account or "-"
    )
    return visible_to(viewer, rows, "source", "source_id")


def _sentences(viewer: Viewer, lessons: set[str]) -> dict[str, tuple[str, str]]:
    """Return the original sentences of those lessons that the viewer may read."""
    rows = Statement.objects.filter(
        lesson__in=visible_lessons(viewer).filter(pk__in=lessons), is_original=True
    )
    return {
        row.lesson_id: (row.text, row.language) for row in visible_to(viewer, rows, "statement")
    }


def _row(
    row: Candidate, withheld: Any, lesson_state: str, sentences: dict[str, tuple[str, str]]
) -> OutcomeRow:
    own = [
        (start - row.start, end - row.start, type_, instead)
        for start, end, type_, instead in withheld
        if start < row.end and end > row.start
    ]
    language = row.language or row.source.language
    words = masked_part(row.quote, 0, len(row.quote), own, language)
    sentence, spoken = sentences.get(row.lesson_id or "", ("", ""))
    return OutcomeRow(
        candidate_id=row.pk,
        source_id=row.source_id,
        kind=row.kind,
        text=" ".join(words.split()),
        page=row.page,
        start=row.start,
        end=row.end,
        state=row.state,
        reason=row.reason,
        decided=row.decided,
        lesson_id=(row.lesson_id or "") if sentence else "",
        lesson_state=lesson_state,
        sentence=sentence,
        sentence_language=spoken,
        is_carried=bool(row.carried_from),
    )
