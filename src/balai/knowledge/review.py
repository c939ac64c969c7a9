"""Reading for review: the queue, and one candidate with all a reviewer needs beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Count, Q, QuerySet, When

from balai.core.audience import Audience, Viewer, parse
from balai.core.errors import NotAllowed
from balai.core.passages.document import Document
from balai.core.passages.duplicates import Signature, signature, similarity
from balai.knowledge.models import Candidate, CandidateState, LessonState, Statement
from balai.library.findings import FindingShown, findings_in
from balai.library.marking import Looked, names_in
from balai.library.models import ORIGINAL, SourceState
from balai.library.queries import SourceShown, document_of, original_of, sources
from balai.people.queries import names_of
from balai.sharing.models import Release, ReleaseState
from balai.sharing.queries import sharing_of_many, visible_ids, visible_to

LIKELY = 0.5
"""Candidates of less confidence are more likely wrong than right; they come last on the bench."""
_DOUBTFUL = Case(When(confidence__lt=LIKELY, then=1), default=0)
NEAR = 0.5
"""How alike two sentences are (Jaccard over word pieces) to be shown as perhaps the same."""


@dataclass(frozen=True)
class QueueRow:
    """A source in the queue: how many candidates wait and how many were decided."""

    source: SourceShown
    waiting: int
    decided: int
    first_id: str


@dataclass(frozen=True)
class SimilarLesson:
    """A published lesson that may say the same."""

    id: str
    statement: str
    language: str
    likeness: float


@dataclass(frozen=True)
class CandidateShown:
    """A candidate with its page, findings and neighbours."""

    id: str
    kind: str
    text: str
    quote: str
    page: int
    start: int
    end: int
    language: str
    confidence: float
    rule: str
    proposed: tuple[tuple[str, str, str], ...]
    """Suggestions: scheme, code, and the words that suggested it."""
    state: str
    reason: str
    lesson_id: str
    decided: datetime | None
    carried_from: str
    version: int
    source: SourceShown
    number: int
    total: int
    done: int
    previous_id: str
    next_id: str
    findings: tuple[FindingShown, ...]
    looked: Looked
    original_is_open: bool
    similar: tuple[SimilarLesson, ...]


@dataclass(frozen=True)
class ReleaseShown:
    """A release that waits for a second person; `words` are a lesson's sentence or a title."""

    id: str
    record_kind: str
    record_id: str
    words: str
    language: str
    before: Audience
    after: Audience
    reason: str
    asked_by: str
    created: datetime
    may_decide: bool
    with_original: bool = False
    """Whether a source's file is opened with its text, or by itself."""


def _candidates(viewer: Viewer) -> QuerySet[Candidate]:
    rows = Candidate.objects.filter(source__organisation_id__in=viewer.organisations_as("reviewer"))
    return visible_to(viewer, rows, "source", "source_id")


def queue(viewer: Viewer, *, limit: int = 100) -> tuple[QueueRow, ...]:
    """Return the sources with waiting candidates, the longest waiting first."""
    waiting = Count("pk", filter=Q(state=CandidateState.OPEN))
    rows = list(
        _candidates(viewer)
        .filter(source__state=SourceState.READY)
        .values("source_id")
        .annotate(waiting=waiting, all=Count("pk"))
        .filter(waiting__gt=0)
        .order_by("source__created")[:limit]
    )
    ids = [row["source_id"] for row in rows]
    shown = {each.id: each for each in sources(viewer, ids=ids, limit=limit)}
    firsts: dict[str, str] = {}
    for source_id, candidate_id in (
        _candidates(viewer)
        .filter(source_id__in=ids, state=CandidateState.OPEN)
        .order_by(_DOUBTFUL, "position")
        .values_list("source_id", "pk")
    ):
        firsts.setdefault(source_id, candidate_id)
    return tuple(
        QueueRow(
            shown[row["source_id"]],
            row["waiting"],
            row["all"] - row["waiting"],
            firsts[row["source_id"]],
        )
        for row in rows
        if row["source_id"] in shown
    )


def candidate(viewer: Viewer, candidate_id: str, statement: str = "") -> CandidateShown:
    """Return one candidate with its neighbours in the same source.

    `statement` is what the reviewer has made of the sentence so far: what is found in it has to
    be answered too.
    """
    row = _candidates(viewer).filter(pk=candidate_id).select_related("source").first()
    if row is None:
        raise NotAllowed()
    shown = sources(viewer, ids=[row.source_id])
    if not shown:
        raise NotAllowed()
    order = list(
        Candidate.objects.filter(source_id=row.source_id)
        .order_by(_DOUBTFUL, "position")
        .values_list("pk", "state")
    )
    place = next(number for number, (pk, _) in enumerate(order) if pk == row.pk)
    return CandidateShown(
        id=row.pk,
        kind=row.kind,
        text=row.text,
        quote=row.quote,
        page=row.page,
        start=row.start,
        end=row.end,
        language=row.language,
        confidence=row.confidence,
        rule=row.rule,
        proposed=tuple(
            (scheme, each["code"], each["words"])
            for scheme, group in sorted(row.proposed.items())
            for each in group
        ),
        state=row.state,
        reason=row.reason,
        lesson_id=row.lesson_id or "",
        decided=row.decided,
        carried_from=row.carried_from,
        version=row.version,
        source=shown[0],
        number=place + 1,
        total=len(order),
        done=sum(state != CandidateState.OPEN for _, state in order),
        previous_id=order[place - 1][0] if place else "",
        next_id=_next_open(order, place),
        findings=_findings_of(row, statement or row.text),
        looked=_looked(row.quote, statement or row.text),
        original_is_open=original_of(viewer, shown[0]).is_open,
        similar=similar_lessons(viewer, row.text),
    )


def _next_open(order: list[tuple[str, str]], place: int) -> str:
    after = [pk for pk, state in order[place + 1 :] + order[:place] if state == CandidateState.OPEN]
    return after[0] if after else ""


def _findings_of(row: Candidate, statement: str) -> tuple[FindingShown, ...]:
    """Return the findings in the quote, and those of the sentence that the quote does not have."""
    in_quote = findings_in(row.source_id, row.quote, row.language, must_look=False)
    known = {each.digest for each in in_quote}
    more = findings_in(row.source_id, statement, row.language, must_look=False)
    return (*in_quote, *(each for each in more if each.digest not in known))


def _looked(*texts: str) -> Looked:
    """Say whether names were looked for in all of the texts."""
    said = {names_in(text) for text in texts}
    return said.pop() if len(said) == 1 else Looked.NOT_NOW


def page_text(viewer: Viewer, candidate_id: str) -> Document:
    """Return the document behind a candidate, for the bench to show its page."""
    row = _candidates(viewer).filter(pk=candidate_id).first()
    found = document_of(row.source_id) if row else None
    if found is None:
        raise NotAllowed()
    return found


def similar_lessons(viewer: Viewer, text: str, limit: int = 3) -> tuple[SimilarLesson, ...]:
    """Return published lessons whose sentence is nearly the same, most alike first."""
    mine = signature(text)
    rows = visible_to(
        viewer,
        Statement.objects.filter(
            lesson__state=LessonState.PUBLISHED, lesson__in=visible_ids(viewer, "lesson")
        ),
        "statement",
    ).values_list("lesson_id", "text", "language", "signature")
    scored = sorted(
        (
            (similarity(mine, Signature.from_bytes(bytes(kept))), lesson, each, language)
            for lesson, each, language, kept in rows
        ),
        reverse=True,
    )
    best: dict[str, SimilarLesson] = {}
    for likeness, lesson, each, language in scored:
        if likeness >= NEAR:
            best.setdefault(lesson, SimilarLesson(lesson, each, language, round(likeness, 2)))
    return tuple(best.values())[:limit]


def waiting_releases(viewer: Viewer) -> tuple[ReleaseShown, ...]:
    """Return the lessons and sources that wait for a second person in the viewer's organisations.

    Only those the viewer may read: nobody decides on, or hears of, what they may not see.
    """
    rows = list(
        Release.objects.filter(
            record_kind__in=("lesson", "source", ORIGINAL),
            state=ReleaseState.ASKED,
            organisation_id__in=viewer.organisations_as("reviewer"),
        ).order_by("created", "id")
    )
    words = _words_of(viewer, [(row.record_kind, row.record_id) for row in rows])
    names, unsaid = names_of(row.asked_by for row in rows), _under_rule(rows)
    return tuple(
        ReleaseShown(
            id=row.pk,
            record_kind=row.record_kind,
            record_id=row.record_id,
            words=words[row.record_kind, row.record_id][0],
            language=words[row.record_kind, row.record_id][1],
            before=parse(row.before),
            after=parse(row.after),
            reason=row.reason,
            asked_by=""
            if (row.record_kind, row.record_id) in unsaid
            else names.get(row.asked_by, ""),
            created=row.created,
            may_decide=row.asked_by != viewer.account,
            with_original=ORIGINAL in (row.record_kind, *(kind for kind, _ in row.with_records)),
        )
        for row in rows
        if (row.record_kind, row.record_id) in words
    )


def _under_rule(rows: list[Release]) -> set[tuple[str, str]]:
    """Return the records under the Chatham House Rule: who asked for them is not told."""
    found = set()
    for kind in {row.record_kind for row in rows}:
        ids = [row.record_id for row in rows if row.record_kind == kind]
        known = sharing_of_many(kind, ids)
        found |= {(kind, each) for each, sharing in known.items() if sharing.chatham}
    return found


def _words_of(
    viewer: Viewer, records: list[tuple[str, str]]
) -> dict[tuple[str, str], tuple[str, str]]:
    """Return the words by which readable lessons and sources are known, with their language."""
    ids = {
        kind: [each for known, each in records if known == kind]
        for kind in ("lesson", "source", ORIGINAL)
    }
    lessons = Statement.objects.filter(is_original=True, lesson__in=ids["lesson"])
    found = {
        ("lesson", row.lesson_id): (row.text, row.language)
        for row in visible_to(viewer, lessons, "statement")
    }
    for kind in ("source", ORIGINAL):
        known = sources(viewer, ids=ids[kind], limit=len(ids[kind])) if ids[kind] else ()
        for each in known:
            if kind == "source" or original_of(viewer, each).is_open:
                found[kind, each.id] = (each.title, each.language)
    return found


def count_candidates(viewer: Viewer, source_id: str) -> int:
    """Return how many candidates were proposed from a source the viewer may see."""
    rows = visible_to(viewer, Candidate.objects.filter(source_id=source_id), "source", "source_id")
    return rows.count()
