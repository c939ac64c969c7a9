"""Answering personal data for what is about to be published, and for what has been already.

The library keeps the answer and masks the source's passages anew. A lesson's sentence and its
quotations are copies: they are masked anew in the same transaction, so that no reader meets the
former answer for a moment longer.
"""

from __future__ import annotations

from balai.core.audience import Viewer
from balai.foundation.journal.recording import Recording, recording
from balai.knowledge.actions import kinds
from balai.knowledge.models import Evidence, Statement
from balai.library import actions as library
from balai.library.findings import findings_in, shown_text
from balai.library.queries import document_of
from balai.people.names import in_plain_words
from balai.sharing.queries import under_rule


@in_plain_words
def answer(
    *,
    viewer: Viewer,
    source_id: str,
    digest: str,
    type_: str,
    decision: str,
    replacement: str = "",
    reason: str = "",
    seen: str | None = None,
) -> None:
    """Answer one finding for all its equals in a source, and in the lessons drawn from it.

    Raises Conflict where another answer stands than the one that was `seen`.
    """
    with recording(viewer) as journal:
        library.answer_finding(
            viewer=viewer,
            source_id=source_id,
            digest=digest,
            type_=type_,
            decision=decision,
            replacement=replacement,
            reason=reason,
            seen=seen,
        )
        _mask_lessons_anew(journal, source_id)


@in_plain_words
def reopen(*, viewer: Viewer, source_id: str, digest: str, seen: str | None = None) -> None:
    """Take an answer back: what it let stand is masked until it is answered again."""
    with recording(viewer) as journal:
        library.reopen_finding(viewer=viewer, source_id=source_id, digest=digest, seen=seen)
        _mask_lessons_anew(journal, source_id)


def _mask_lessons_anew(journal: Recording, source_id: str) -> None:
    """Mask the quotations from a source and the sentences that rest on it as answered now.

    A quotation is made from the source's own words, so that what was masked can stand again. Of
    a sentence only the published words are kept: more of them can be masked, none brought back.
    """
    rows = list(Evidence.objects.filter(record_kind="source", record_id=source_id))
    document = document_of(source_id) if rows else None
    if document is None:
        return
    changed = set()
    for row in rows:
        quote = _as_answered(source_id, document.text[row.start : row.end], row.language)
        if row.is_anchored and quote != row.quote:
            row.quote = quote
            row.save(update_fields=["quote"])
            changed.add(row.lesson_id)
    changed |= _mask_sentences({row.lesson_id for row in rows})
    for lesson_id in sorted(changed):
        journal.note(kinds.CHANGED, "lesson", lesson_id)


def put_under_rule(journal: Recording, source_id: str) -> None:
    """Mask what rests on a source that is under the Chatham House Rule from now on.

    What was kept of its speakers is masked until it is answered anew. A lesson that rests on it
    beside another source follows with its sentence.
    """
    kept = library.mask_under_rule(source_id=source_id, journal=journal)
    if kept:
        _mask_lessons_anew(journal, source_id)
    else:
        rows = Evidence.objects.filter(record_kind="source", record_id=source_id)
        mask_sentences_under_rule(journal, set(rows.values_list("lesson_id", flat=True)))


def mask_sentences_under_rule(journal: Recording, lessons: set[str]) -> None:
    """Mask the speakers in the sentences of lessons that rest on words under the rule as well."""
    for lesson_id in sorted(_mask_sentences(lessons)):
        journal.note(kinds.CHANGED, "lesson", lesson_id)


def _mask_sentences(lessons: set[str]) -> set[str]:
    """Mask the sentences of lessons as answered now; return the lessons where that changed one.

    The answers are those of the source that a lesson was drawn from first; its quotations from
    others say whether the Chatham House Rule covers the sentence.
    """
    changed = set()
    drawn: dict[str, list[tuple[str, str]]] = {}
    for each in Evidence.objects.filter(lesson__in=lessons).order_by("pk"):
        drawn.setdefault(each.lesson_id, []).append((each.record_id, each.pk))
    ruled = under_rule("evidence", [pk for rows in drawn.values() for _, pk in rows])
    for sentence in Statement.objects.filter(lesson__in=drawn):
        rows = drawn[sentence.lesson_id]
        is_ruled = any(pk in ruled for _, pk in rows)
        words = _as_answered(rows[0][0], sentence.text, sentence.language, rule=is_ruled)
        if words != sentence.text:
            sentence.text = words
            sentence.save()
            changed.add(sentence.lesson_id)
    return changed


def _as_answered(source_id: str, text: str, language: str, *, rule: bool = False) -> str:
    return shown_text(text, findings_in(source_id, text, language, rule=rule), language)
