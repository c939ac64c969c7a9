"""What becomes of lessons and candidates when their source is replaced, withdrawn or deleted."""

from __future__ import annotations

from balai.core.errors import BalaiError
from balai.core.passages.anchor import Anchor, quote_hash, relocate
from balai.core.passages.document import Document
from balai.foundation.clock import now
from balai.foundation.journal.recording import Recording, recording
from balai.knowledge.actions import kinds
from balai.knowledge.models import (
    MARKED,
    Candidate,
    CandidateState,
    Evidence,
    Lesson,
    LessonState,
)
from balai.library.models import Source
from balai.library.queries import document_of

_TAKEN = (
    CandidateState.ACCEPTED,
    CandidateState.AMENDED,
    CandidateState.MERGED,
    CandidateState.CARRIED,
)


def follow_replaced_source(*, old_id: str, new_id: str) -> None:
    """Let the new edition of a source take the place of the old one; a second time changes nothing.

    Quotes are anchored in the new edition, and those not found go to review. What was decided on
    the old one's candidates holds for the same words; those that still waited there are closed,
    because the new edition proposes its own.
    """
    old, new = document_of(old_id), document_of(new_id)
    if new is None:
        return
    with recording("system") as journal:
        for row in Evidence.objects.filter(
            record_id=old_id, record_kind="source", is_anchored=True
        ):
            _anchor_anew(journal, row, old, new, new_id)
        closed = Candidate.objects.filter(source_id=old_id, state=CandidateState.OPEN).update(
            state=CandidateState.STALE
        )
        if closed:
            journal.note(kinds.CLOSED, "source", old_id, candidates=closed)
        carry_decisions(journal, new_id)


def _anchor_anew(
    journal: Recording, row: Evidence, old: Document | None, new: Document, new_id: str
) -> None:
    quote = old.text[row.start : row.end] if old else ""
    was = Anchor(quote, row.page, row.start, row.end, row.prefix, row.suffix, row.quote_hash)
    try:
        place = relocate(was, new)
    except BalaiError:
        _lose(journal, row)
        return
    row.record_id, row.page = new_id, place.page
    row.start, row.end = place.start, place.end
    row.prefix, row.suffix, row.quote_hash = place.prefix, place.suffix, place.hash
    row.save()
    journal.note(kinds.CHANGED, "lesson", row.lesson_id)


def carry_decisions(journal: Recording, source_id: str) -> None:
    """Let what was decided on the former edition hold for the open candidates of a new one.

    Words that a lesson quotes from this source are carried over to that lesson; words that were
    turned down in the former edition, and never taken there, stay turned down for the same
    reason. The words must be the same, as for an anchor. Both tasks of a new edition, the
    proposing and the anchoring, end with this: whichever comes last finds what the other left.
    What a reviewer marked stays open, for somebody wants it looked at.
    """
    former = Source.objects.values_list("replaces_id", flat=True).get(pk=source_id) or ""
    quoted = _quoted(source_id)
    turned_down = _turned_down(former)
    waiting = Candidate.objects.select_for_update().filter(
        source_id=source_id, state=CandidateState.OPEN
    )
    for row in waiting.exclude(rule=MARKED).order_by("position"):
        words = quote_hash(row.quote)
        if words in quoted:
            row.state, row.lesson_id = CandidateState.CARRIED, quoted[words]
            row.decided_by, row.decided = journal.actor, now()
        elif words in turned_down:
            before = turned_down[words]
            row.state, row.reason = CandidateState.REJECTED, before.reason
            row.decided_by, row.decided = before.decided_by, before.decided
        else:
            continue
        row.carried_from = former
        row.version += 1
        row.save()
        journal.note(kinds.CARRIED, "candidate", row.pk, state=str(row.state), edition=former)


def _quoted(source_id: str) -> dict[str, str]:
    """Return the lessons that quote a source, by the hash of the words they quote."""
    rows = Evidence.objects.filter(record_kind="source", record_id=source_id, is_anchored=True)
    return dict(rows.order_by("-pk").values_list("quote_hash", "lesson_id"))


def _turned_down(source_id: str) -> dict[str, Candidate]:
    """Return what was turned down in an edition and not taken at another place, by its hash."""
    found: dict[str, Candidate] = {}
    taken: set[str] = set()
    decided = (CandidateState.REJECTED, *_TAKEN)
    rows = Candidate.objects.filter(source_id=source_id, state__in=decided)
    for row in rows.order_by("decided", "pk"):
        if row.state == CandidateState.REJECTED:
            found[quote_hash(row.quote)] = row
        else:
            taken.add(quote_hash(row.quote))
    return {words: row for words, row in found.items() if words not in taken}


def follow_lost_source(*, source_id: str) -> None:
    """Send the lessons of a withdrawn or deleted source to review where nothing else holds them."""
    with recording("system") as journal:
        for row in Evidence.objects.filter(
            record_id=source_id, record_kind="source", is_anchored=True
        ):
            row.prefix = row.suffix = ""  # words of the source that no lesson quotes
            _lose(journal, row)


def _lose(journal: Recording, row: Evidence) -> None:
    row.is_anchored = False
    row.save()
    if Evidence.objects.filter(lesson_id=row.lesson_id, is_anchored=True).exists():
        journal.note(kinds.CHANGED, "lesson", row.lesson_id)
        return
    changed = Lesson.objects.filter(pk=row.lesson_id, state=LessonState.PUBLISHED).update(
        state=LessonState.REVIEW
    )
    if changed:
        journal.note(kinds.TO_REVIEW, "lesson", row.lesson_id)
