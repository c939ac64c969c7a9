"""Reading lessons; each query takes the viewer first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from balai.core.audience import Viewer
from balai.core.errors import NotAllowed
from balai.foundation.journal.queries import Entry, entries_about
from balai.knowledge.consent.queries import history_of, names_beside
from balai.knowledge.models import Candidate, Evidence, Lesson, LessonLabel, LessonState, Statement
from balai.knowledge.voice.queries.marks import Mark, marks
from balai.library.models import Source, SourceState
from balai.library.queries import later_findings, title_shown
from balai.people.queries import organisations
from balai.sharing.queries import (
    Sharing,
    require_visible,
    sharing_of_many,
    visible_ids,
    visible_to,
)


@dataclass(frozen=True)
class StatementShown:
    """A lesson's sentence in one language, by whom, and whether it was checked."""

    id: str
    language: str
    text: str
    is_original: bool
    is_checked: bool
    written_by: str
    checked_by: str


@dataclass(frozen=True)
class EvidenceShown:
    """A quote that supports a lesson. Its source is named only to those who may see the source."""

    id: str
    quote: str
    language: str
    page: int
    start: int
    end: int
    status: str
    sharing: Sharing
    source_id: str
    source_title: str
    source_publisher: str
    source_date: str
    source_country: str
    opens: bool
    """Whether the viewer may open the source at this passage."""
    is_illustration: bool
    """Whether it was written as an example: its readers are told, also those of the quote alone."""
    said_by: str = ""
    """The name of whoever said it, where they agreed to be named and have not taken it back."""


@dataclass(frozen=True)
class LessonShown:
    """A lesson as its readers see it."""

    id: str
    kind: str
    state: str
    organisation_id: str
    organisation: str
    statement: StatementShown
    statements: tuple[StatementShown, ...]
    evidence: tuple[EvidenceShown, ...]
    labels: tuple[tuple[str, str], ...]
    place: str
    year_from: int | None
    year_to: int | None
    cycle: str
    design: int
    sharing: Sharing
    published: datetime | None
    version: int
    is_illustration: bool
    contested: Mark = ""
    """Whether it is contested, or was and has been answered for."""

    def codes(self, scheme: str) -> tuple[str, ...]:
        """Return the codes of one scheme among the labels."""
        return tuple(code for known, code in self.labels if known == scheme)

    @property
    def held(self) -> tuple[Sharing, ...]:
        """Return the audiences of all that the viewer sees of it: its own, and its quotations'."""
        return (self.sharing, *(each.sharing for each in self.evidence))

    @property
    def sources(self) -> int:
        """Return how many different sources the viewer sees behind the lesson."""
        return len({each.source_id for each in self.evidence})


def visible_lessons(viewer: Viewer) -> QuerySet[Lesson]:
    """Return the lessons a viewer may see; unpublished ones only where they review."""
    charge = Q(organisation_id__in=viewer.organisations_as("reviewer"))
    return visible_to(
        viewer, Lesson.objects.filter(Q(state=LessonState.PUBLISHED) | charge), "lesson"
    )


def lessons_to_mend(viewer: Viewer, languages: Sequence[str] = ()) -> tuple[LessonShown, ...]:
    """Return the lessons that lost the words they rested on and wait for a reviewer."""
    rows = visible_lessons(viewer).filter(
        state=LessonState.REVIEW, organisation_id__in=viewer.organisations_as("reviewer")
    )
    return shown(viewer, list(rows), languages)


def lessons_to_look_at(
    viewer: Viewer, languages: Sequence[str] = ()
) -> tuple[tuple[LessonShown, str], ...]:
    """Return published lessons in whose words a newer check found what nobody has answered.

    Each with the candidate where it is answered, empty where there is none. The lessons stand
    as they are until a reviewer decides.
    """
    places = later_findings()
    rows = Evidence.objects.filter(
        record_kind="source",
        record_id__in=places,
        is_anchored=True,
        lesson__state=LessonState.PUBLISHED,
        lesson__organisation_id__in=viewer.organisations_as("reviewer"),
    )
    touched = {
        row.lesson_id: row.record_id
        for row in visible_to(viewer, rows, "evidence")
        if any(start < row.end and row.start < end for start, end in places[row.record_id])
    }
    candidates = {
        (lesson, source): pk
        for pk, lesson, source in Candidate.objects.filter(lesson_id__in=touched).values_list(
            "pk", "lesson_id", "source_id"
        )
    }
    found = shown(viewer, list(visible_lessons(viewer).filter(pk__in=touched)), languages)
    return tuple((each, candidates.get((each.id, touched[each.id]), "")) for each in found)


def published_lessons(
    viewer: Viewer, *, labels: Sequence[tuple[str, str]] = (), kind: str = ""
) -> QuerySet[Lesson]:
    """Return published lessons that carry every label (a scheme and a code) and are of the kind."""
    rows = visible_to(viewer, Lesson.objects.filter(state=LessonState.PUBLISHED), "lesson")
    if kind:
        rows = rows.filter(kind=kind)
    for scheme, code in labels:
        rows = rows.filter(labels__scheme=scheme, labels__code=code)
    return rows


def lessons(
    viewer: Viewer,
    languages: Sequence[str] = (),
    *,
    labels: Sequence[tuple[str, str]] = (),
    kind: str = "",
    ids: Sequence[str] | None = None,
    limit: int = 50,
    offset: int = 0,
) -> tuple[LessonShown, ...]:
    """Return published lessons, newest first (or in the order of `ids`), with what they show.

    `languages` are the reader's, best first: each lesson's sentence is chosen by them. The
    number of queries does not depend on the number of lessons.
    """
    rows = published_lessons(viewer, labels=labels, kind=kind)
    if ids is not None:
        found = {row.pk: row for row in rows.filter(pk__in=list(ids))}
        return shown(viewer, [found[each] for each in ids if each in found], languages)
    return shown(
        viewer, list(rows.order_by("-published", "-id")[offset : offset + limit]), languages
    )


def lesson(viewer: Viewer, lesson_id: str, languages: Sequence[str] = ()) -> LessonShown:
    """Return one lesson. Raises NotAllowed where it is absent or not for this viewer."""
    require_visible(viewer, "lesson", lesson_id)
    rows = list(visible_lessons(viewer).filter(pk=lesson_id))
    found = shown(viewer, rows, languages)
    if not found:
        raise NotAllowed()
    return found[0]


def lessons_from(
    viewer: Viewer, source_id: str, languages: Sequence[str] = ()
) -> tuple[LessonShown, ...]:
    """Return the published lessons that quote a source."""
    ids = (
        visible_to(viewer, Evidence.objects.filter(record_id=source_id), "evidence")
        .order_by("start")
        .values_list("lesson_id", flat=True)
    )
    return lessons(viewer, languages, ids=list(dict.fromkeys(ids)))


def lessons_quoting(viewer: Viewer, source_id: str) -> tuple[str, ...]:
    """Return the lessons the viewer may read that quote a source: its words left with theirs."""
    rows = Evidence.objects.filter(record_kind="source", record_id=source_id)
    return tuple(
        visible_to(viewer, rows, "lesson", "lesson_id").values_list("lesson_id", flat=True)
    )


def history(viewer: Viewer, lesson_id: str) -> tuple[Entry, ...]:
    """Return what happened to a lesson, as far as this viewer may know: kinds and times.

    What the journal says of consent is told of the quotations that the viewer reads.
    """
    require_visible(viewer, "lesson", lesson_id)
    quotes = visible_to(
        viewer, Evidence.objects.filter(lesson=lesson_id, is_anchored=True), "evidence"
    )
    found = [
        *entries_about("lesson", lesson_id),
        *history_of(quotes.values_list("pk", flat=True)),
    ]
    return tuple(
        entry
        for entry in sorted(found, key=lambda each: each.seq)
        if not entry.kind.startswith("sharing.")
    )


def counts_by_label(viewer: Viewer, scheme: str) -> dict[str, int]:
    """Return how many published lessons the viewer sees under each code of a scheme."""
    rows = LessonLabel.objects.filter(
        scheme=scheme, lesson__state=LessonState.PUBLISHED, lesson__in=visible_ids(viewer, "lesson")
    )
    counts: dict[str, int] = {}
    for code in rows.values_list("code", flat=True):
        counts[code] = counts.get(code, 0) + 1
    return counts


def counts_by_kind(viewer: Viewer) -> dict[str, int]:
    """Return how many published lessons of each kind the viewer sees."""
    counts: dict[str, int] = {}
    for kind in published_lessons(viewer).values_list("kind", flat=True):
        counts[kind] = counts.get(kind, 0) + 1
    return counts


def shown(
    viewer: Viewer, rows: Sequence[Lesson], languages: Sequence[str]
) -> tuple[LessonShown, ...]:
    """Return lessons with their readable sentences and quotes; none without a sentence."""
    ids = [row.pk for row in rows]
    statements = _statements(viewer, ids)
    evidence = _evidence(viewer, ids)
    labels: dict[str, list[tuple[str, str]]] = {}
    for lesson_id, scheme, code in LessonLabel.objects.filter(lesson_id__in=ids).values_list(
        "lesson_id", "scheme", "code"
    ):
        labels.setdefault(lesson_id, []).append((scheme, code))
    audiences = sharing_of_many("lesson", ids)
    contested = marks(viewer, "lesson", ids)
    names = {
        each.id: each.name for each in organisations(frozenset(r.organisation_id for r in rows))
    }
    return tuple(
        LessonShown(
            id=row.pk,
            kind=row.kind,
            state=row.state,
            organisation_id=row.organisation_id,
            organisation=names.get(row.organisation_id, ""),
            statement=_best(statements[row.pk], languages),
            statements=tuple(statements[row.pk]),
            evidence=tuple(evidence.get(row.pk, ())),
            labels=tuple(sorted(labels.get(row.pk, ()))),
            place=row.place,
            year_from=row.year_from,
            year_to=row.year_to,
            cycle=row.cycle,
            design=row.design,
            sharing=audiences[row.pk],
            published=row.published,
            version=row.version,
            is_illustration=any(each.is_illustration for each in evidence.get(row.pk, ())),
            contested=contested.get(row.pk, ""),
        )
        for row in rows
        if row.pk in audiences and row.pk in statements
    )


def _best(statements: Sequence[StatementShown], languages: Sequence[str]) -> StatementShown:
    """Choose a reader's sentence: their languages in order, then English, then the original."""
    for language in (*languages, "en"):
        for each in statements:
            if each.language == language:
                return each
    return next((each for each in statements if each.is_original), statements[0])


def _statements(viewer: Viewer, ids: list[str]) -> dict[str, list[StatementShown]]:
    rows = visible_to(viewer, Statement.objects.filter(lesson_id__in=ids), "statement")
    found: dict[str, list[StatementShown]] = {}
    for row in rows.order_by("-is_original", "language"):
        found.setdefault(row.lesson_id, []).append(
            StatementShown(
                row.pk,
                row.language,
                row.text,
                row.is_original,
                row.is_checked,
                row.written_by,
                row.checked_by,
            )
        )
    return found


def _evidence(viewer: Viewer, ids: list[str]) -> dict[str, list[EvidenceShown]]:
    rows = list(
        visible_to(viewer, Evidence.objects.filter(lesson_id__in=ids, is_anchored=True), "evidence")
        .select_related("attribution")
        .order_by("id")
    )
    source_ids = {row.record_id for row in rows}
    audiences = sharing_of_many("evidence", [row.pk for row in rows])
    names = names_beside(rows, audiences)
    opens = Q(state=SourceState.READY, pk__in=visible_ids(viewer, "source"))
    known = {
        row.pk: row
        for row in Source.objects.filter(pk__in=source_ids).annotate(
            opens=ExpressionWrapper(opens, output_field=BooleanField())
        )
    }
    found: dict[str, list[EvidenceShown]] = {}
    for row in rows:
        behind = known.get(row.record_id)
        source = behind if behind is not None and behind.opens else None
        found.setdefault(row.lesson_id, []).append(
            EvidenceShown(
                id=row.pk,
                quote=row.quote,
                language=row.language,
                page=row.page,
                start=row.start,
                end=row.end,
                status=row.status,
                sharing=audiences[row.pk],
                source_id=row.record_id,
                source_title=title_shown(
                    source,
                    is_hidden=audiences[row.pk].chatham
                    and source.organisation_id not in viewer.organisations,
                )
                if source
                else "",
                source_publisher=source.publisher if source else "",
                source_date=source.date if source else "",
                source_country=source.country if source else "",
                opens=source is not None,
                is_illustration=behind is not None and behind.is_illustration,
                said_by=names.get(row.pk, ""),
            )
        )
    return found
