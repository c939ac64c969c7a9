"""Deciding on candidates: accept, amend, merge, reject."""

from __future__ import annotations

from dataclasses import dataclass

from balai.core import audience as core
from balai.core.audience import Audience, Viewer
from balai.core.errors import Conflict, Invalid, NotAllowed
from balai.core.passages.anchor import anchor
from balai.foundation.clock import now
from balai.foundation.journal.recording import Recording, recording
from balai.knowledge.actions import kinds
from balai.knowledge.actions.answering import mask_sentences_under_rule
from balai.knowledge.labels import require_labels
from balai.knowledge.models import (
    Candidate,
    CandidateState,
    Evidence,
    Kind,
    Lesson,
    LessonLabel,
    LessonState,
    Statement,
)
from balai.knowledge.policy import may_review
from balai.knowledge.voice.actions import looks
from balai.library.findings import findings_in, names_somebody, shown_text, unanswered
from balai.library.marking import look_ahead
from balai.library.models import SourceState
from balai.library.queries import document_of
from balai.people.names import in_plain_words
from balai.sharing import actions as sharing
from balai.sharing.queries import require_visible, sharing_of

LONGEST_STATEMENT = 400


@dataclass(frozen=True)
class Validated:
    """What a reviewer confirms of a candidate.

    `audience` is who shall read the lesson; None keeps the source's. A wider one needs `reason`
    and a second person.
    """

    kind: str
    statement: str
    language: str
    labels: tuple[tuple[str, str], ...] = ()
    place: str = ""
    year_from: int | None = None
    year_to: int | None = None
    cycle: str = "lesson-identified"
    design: int = 0
    status: str = ""
    audience: Audience | None = None
    reason: str = ""


@in_plain_words
def accept(
    *, viewer: Viewer, candidate_id: str, validated: Validated, version: int | None = None
) -> str:
    """Make a lesson of a candidate, as proposed or amended; return the lesson's identifier.

    The lesson is published at once within its source's audience; where the audience widens it
    waits for a second person, and where it is about a community that would read it, for a look by
    that community (`voice.actions.looks`). Raises Invalid while a finding of personal data is
    unanswered, and NotReady where names should have been looked for and were not.
    """
    look_ahead(validated.statement)
    with recording(viewer) as journal:
        row = _open_candidate(viewer, candidate_id, version)
        source_sharing = sharing_of("source", row.source_id)
        statement = _published_statement(row, validated)
        require_labels(validated.labels)
        wanted = validated.audience or source_sharing.audience
        widens = not core.is_within(wanted, source_sharing.audience)
        if widens and not validated.reason.strip():
            raise Invalid(
                "Opening a lesson wider than its source needs a reason.",
                "Say why wider readers should have it; a second reviewer decides.",
                kind="reason-missing",
                fields={"reason": "Say why wider readers should have it."},
            )
        audience = source_sharing.audience if widens else wanted
        lesson = Lesson.objects.create(
            organisation_id=row.source.organisation_id,
            kind=validated.kind,
            state=LessonState.WAITING,
            place=place_shown(validated),
            year_from=validated.year_from,
            year_to=validated.year_to,
            cycle=validated.cycle,
            design=validated.design,
            wanted=wanted.key() if widens else "",
            reviewer=viewer.account or "",
        )
        _share(journal, "lesson", lesson.pk, audience, source_sharing.chatham)
        text = Statement.objects.create(
            lesson=lesson,
            language=validated.language,
            text=statement,
            is_original=True,
            written_by=viewer.account or "",
            is_checked=True,
            checked_by=viewer.account or "",
        )
        _share(journal, "statement", text.pk, audience, source_sharing.chatham)
        evidence = _add_evidence(journal, lesson, row, audience, validated.status)
        LessonLabel.objects.bulk_create(
            LessonLabel(lesson=lesson, scheme=scheme, code=code)
            for scheme, code in sorted(set(validated.labels))
        )
        proposed = _as_shown(row, row.text, validated.language)
        is_amended = statement != proposed or validated.kind != row.kind
        state = CandidateState.AMENDED if is_amended else CandidateState.ACCEPTED
        _decide(journal, row, state, "", lesson)
        if widens:
            sharing.ask_release(
                viewer=viewer,
                record_kind="lesson",
                record_id=lesson.pk,
                audience=wanted,
                organisation_id=row.source.organisation_id,
                reason=validated.reason,
                with_records=(("statement", text.pk), ("evidence", evidence.pk)),
            )
            journal.note(kinds.WAITING, "lesson", lesson.pk)
        else:
            looks.publish_or_wait(journal, lesson)
            lesson.save()
    return lesson.pk


def merge(*, viewer: Viewer, candidate_id: str, lesson_id: str, version: int | None = None) -> None:
    """Add a candidate's quote to a lesson that says the same, for the source's readers.

    A lesson that had lost the words it rested on is published again.
    """
    with recording(viewer) as journal:
        row = _open_candidate(viewer, candidate_id, version)
        require_visible(viewer, "lesson", lesson_id)
        kept = (LessonState.PUBLISHED, LessonState.REVIEW)
        lesson = Lesson.objects.filter(pk=lesson_id, state__in=kept).first()
        if lesson is None or (
            lesson.state == LessonState.REVIEW and not may_review(viewer, lesson)
        ):
            raise NotAllowed()
        _require_answers(row, row.quote)
        if lesson.state == LessonState.REVIEW:
            lesson.state = LessonState.PUBLISHED
            lesson.version += 1
            lesson.save()
            journal.note(kinds.PUBLISHED, "lesson", lesson.pk)
            looks.hold_for_looks(journal, [lesson.pk])
        source_sharing = sharing_of("source", row.source_id)
        _add_evidence(journal, lesson, row, source_sharing.audience, "")
        if source_sharing.chatham:
            mask_sentences_under_rule(journal, {lesson.pk})
        _decide(journal, row, CandidateState.MERGED, "", lesson)
        journal.note(kinds.CHANGED, "lesson", lesson.pk)


@in_plain_words
def reject(*, viewer: Viewer, candidate_id: str, reason: str, version: int | None = None) -> None:
    """Turn a candidate down, with a reason its contributor can read."""
    if not reason.strip():
        raise Invalid(
            "A rejection needs a reason.",
            "The contributor is shown it.",
            fields={"reason": "Say in a few words why this is not kept."},
        )
    with recording(viewer) as journal:
        row = _open_candidate(viewer, candidate_id, version)
        _decide(journal, row, CandidateState.REJECTED, reason.strip()[:1000], None)


def _open_candidate(viewer: Viewer, candidate_id: str, version: int | None) -> Candidate:
    row = (
        Candidate.objects.select_for_update(of=("self",))
        .select_related("source")
        .filter(pk=candidate_id)
        .first()
    )
    if row is None:
        raise NotAllowed()
    require_visible(viewer, "source", row.source_id)
    if not may_review(viewer, row.source):
        raise NotAllowed()
    if row.state == CandidateState.STALE:
        raise Conflict("There is a newer edition of this source.", "Decide on its candidates.")
    if row.source.state != SourceState.READY:
        raise Conflict(
            "The source of this candidate is not in use any more.",
            "Look at the newest edition, if there is one.",
        )
    if row.state != CandidateState.OPEN or (version is not None and row.version != version):
        raise Conflict(
            "Somebody has decided on this candidate already.", "Look at what was decided."
        )
    return row


def _published_statement(row: Candidate, validated: Validated) -> str:
    statement = " ".join(validated.statement.split())
    if validated.kind not in Kind.values:
        raise Invalid("This kind is not known.", fields={"kind": "Choose one of the five kinds."})
    if not statement:
        raise Invalid("A lesson needs its one sentence.", fields={"statement": "Write it."})
    if len(statement) > LONGEST_STATEMENT and statement != row.text:
        raise Invalid(
            "The sentence has %(length)s characters; %(most)s is the most.",
            "Say what was done, where, and what was seen; the quote carries the rest.",
            fields={"statement": "Shorten the sentence."},
            values={"length": len(statement), "most": LONGEST_STATEMENT},
        )
    _require_answers(row, row.quote, statement)
    return _as_shown(row, statement, validated.language)


def place_shown(validated: Validated) -> str:
    """Return the place of a lesson, which stands on its page as it was written."""
    place = " ".join(validated.place.split())[:200]
    if names_somebody(place, validated.language):
        raise Invalid(
            "The place names somebody, or is a street address.",
            "A town or a district is enough.",
            fields={"place": "Name a town or a district."},
        )
    return place


def _as_shown(row: Candidate, text: str, language: str) -> str:
    """Return a sentence as its readers see it, with the answers to its findings applied.

    What was proposed goes through it too before it is called amended: a mask is no amendment.
    """
    words = " ".join(text.split())
    return shown_text(words, findings_in(row.source_id, words, row.language), language)


def _require_answers(row: Candidate, *texts: str) -> None:
    for text in texts:
        if unanswered(findings_in(row.source_id, text, row.language)):
            raise Invalid(
                "There is personal data in this text that nobody has decided on.",
                "Answer each finding: mask it, generalise it, or keep it with a reason.",
                kind="findings-unanswered",
            )


def _add_evidence(
    journal: Recording, lesson: Lesson, row: Candidate, audience: Audience, status: str
) -> Evidence:
    document = document_of(row.source_id)
    if document is None:
        raise Conflict("The source of this candidate is gone.")
    place = anchor(document, row.start, row.end)
    evidence = Evidence.objects.create(
        lesson=lesson,
        record_kind="source",
        record_id=row.source_id,
        quote=shown_text(
            row.quote, findings_in(row.source_id, row.quote, row.language), row.language
        ),
        quote_hash=place.hash,
        prefix=place.prefix,
        suffix=place.suffix,
        page=place.page,
        start=row.start,
        end=row.end,
        language=row.language,
        status=status,
    )
    chatham = sharing_of("source", row.source_id).chatham
    _share(journal, "evidence", evidence.pk, audience, chatham)
    return evidence


def _share(
    journal: Recording, kind: str, record_id: str, audience: Audience, chatham: bool
) -> None:
    sharing.share(
        actor=journal.actor,
        record_kind=kind,
        record_id=record_id,
        audience=audience,
        chatham=chatham,
    )


def _decide(
    journal: Recording, row: Candidate, state: CandidateState, reason: str, lesson: Lesson | None
) -> None:
    row.state, row.reason, row.lesson = state, reason, lesson
    row.decided_by, row.decided = journal.actor, now()
    row.version += 1
    row.save()
    journal.note(kinds.DECIDED, "candidate", row.pk, state=str(state))
