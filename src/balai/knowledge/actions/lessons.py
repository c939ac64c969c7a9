"""Mending lessons: second person, amendments, further languages, withdrawal."""

from __future__ import annotations

from balai.core.audience import Viewer
from balai.core.errors import Conflict, Invalid, NotAllowed
from balai.foundation.journal.recording import Recording, recording
from balai.knowledge.actions import kinds
from balai.knowledge.actions.masking import Settled, settle
from balai.knowledge.actions.review import LONGEST_STATEMENT, Validated, place_shown
from balai.knowledge.labels import require_labels
from balai.knowledge.models import Lesson, LessonLabel, LessonState, Statement
from balai.knowledge.policy import may_review
from balai.knowledge.voice.actions import looks
from balai.library.actions import keep_within_source, kept_under_rule
from balai.library.findings import findings_in, is_refused, shown_text, told, unanswered
from balai.library.marking import look_ahead
from balai.library.models import ORIGINAL
from balai.people.names import in_plain_words
from balai.sharing import actions as sharing
from balai.sharing.queries import lessons_opened_with, require_visible, sharing_of, under_rule


@in_plain_words
def decide_release(
    *, viewer: Viewer, release_id: str, grant: bool, answer: str = ""
) -> tuple[str, str]:
    """Decide, as a second person, whether a record opens wider; return its kind and identifier.

    A lesson that waited for this is published: granted, to the wider audience; refused, within
    its source's. One that has lost its words meanwhile goes to review instead. Whatever lesson
    this opens to a community it is about waits until that community has looked.
    """
    with recording(viewer) as journal:
        opened = lessons_opened_with(release_id)
        kind, record_id, _ = sharing.decide_release(
            viewer=viewer, release_id=release_id, grant=grant, answer=answer
        )
        if kind == "lesson":
            _carry_on(journal, record_id)
        if kind == ORIGINAL:
            keep_within_source(actor=journal.actor, source_id=record_id)
        looks.hold_for_looks(journal, opened)
    return kind, record_id


def _carry_on(journal: Recording, lesson_id: str) -> None:
    lesson = Lesson.objects.select_for_update().get(pk=lesson_id)
    lesson.wanted = ""
    lesson.version += 1
    if lesson.state == LessonState.WAITING:
        looks.publish_or_wait(journal, lesson)
    else:
        journal.note(kinds.CHANGED, "lesson", lesson_id)
    lesson.save()


@in_plain_words
def amend_lesson(
    *,
    viewer: Viewer,
    lesson_id: str,
    validated: Validated,
    version: int | None = None,
    settled: Settled | None = None,
) -> None:
    """Change a lesson's sentence, kind, labels, place and time; its audience is not touched.

    `settled` answers what the check finds in the sentence and nobody has answered; without it
    that is refused.
    """
    look_ahead(validated.statement)
    with recording(viewer) as journal:
        lesson = _in_charge(viewer, lesson_id)
        if version is not None and lesson.version != version:
            raise Conflict("Somebody has changed this lesson.", "Look at it again first.")
        require_labels(validated.labels)
        original = lesson.statements.get(is_original=True)
        original.text = _checked_text(
            viewer, lesson, validated.statement, validated.language, settled
        )
        original.language = validated.language
        original.checked_by, original.is_checked = journal.actor, True
        original.save()
        lesson.kind, lesson.place = validated.kind, place_shown(validated)
        lesson.year_from, lesson.year_to = validated.year_from, validated.year_to
        lesson.cycle, lesson.design = validated.cycle, validated.design
        if lesson.state == LessonState.REVIEW and lesson.evidence.filter(is_anchored=True).exists():
            lesson.state = LessonState.PUBLISHED
        lesson.version += 1
        lesson.save()
        lesson.labels.all().delete()
        LessonLabel.objects.bulk_create(
            LessonLabel(lesson=lesson, scheme=scheme, code=code)
            for scheme, code in sorted(set(validated.labels))
        )
        journal.note(kinds.CHANGED, "lesson", lesson_id)
        if lesson.state == LessonState.WAITING and lesson.looks.exists():
            looks.ask_again(journal, lesson)
        looks.hold_for_looks(journal, [lesson_id])


@in_plain_words
def add_statement(
    *,
    viewer: Viewer,
    lesson_id: str,
    language: str,
    text: str,
    is_checked: bool = False,
    settled: Settled | None = None,
) -> str:
    """Add or replace a lesson's sentence in a further language; return its identifier.

    `settled` as in `amend_lesson`.
    """
    look_ahead(text)
    with recording(viewer) as journal:
        lesson = _in_charge(viewer, lesson_id)
        words = _checked_text(viewer, lesson, text, language, settled)
        row = lesson.statements.filter(language=language).first()
        if row is not None and row.is_original:
            raise Conflict("This is the language the lesson was written in.", "Amend the lesson.")
        if row is None:
            row = Statement(lesson=lesson, language=language)
        row.text, row.written_by = words, journal.actor
        row.is_checked = is_checked
        row.checked_by = journal.actor if is_checked else ""
        is_new = row._state.adding
        row.save()
        if is_new:
            of_lesson = sharing_of("lesson", lesson_id)
            sharing.share(
                actor=journal.actor,
                record_kind="statement",
                record_id=row.pk,
                audience=of_lesson.audience,
                chatham=of_lesson.chatham,
            )
        journal.note(kinds.TRANSLATED, "lesson", lesson_id, language=language)
    return row.pk


def check_statement(*, viewer: Viewer, statement_id: str) -> None:
    """Confirm a sentence in a further language; somebody else than its writer does so."""
    with recording(viewer) as journal:
        row = Statement.objects.select_related("lesson").filter(pk=statement_id).first()
        if row is None:
            raise NotAllowed()
        _in_charge(viewer, row.lesson_id)
        if row.written_by == journal.actor:
            raise Invalid("Somebody else checks a translation than who wrote it.")
        row.is_checked, row.checked_by = True, journal.actor
        row.save()
        journal.note(kinds.CHECKED, "lesson", row.lesson_id, language=row.language)


def withdraw_lesson(*, viewer: Viewer, lesson_id: str) -> None:
    """Take a lesson out of sight; its record and history stay for those in charge."""
    with recording(viewer) as journal:
        lesson = _in_charge(viewer, lesson_id)
        if lesson.state == LessonState.WITHDRAWN:
            raise Conflict("This lesson has been withdrawn already.")
        lesson.state = LessonState.WITHDRAWN
        lesson.version += 1
        lesson.save()
        journal.note(kinds.WITHDRAWN, "lesson", lesson_id)


def _in_charge(viewer: Viewer, lesson_id: str) -> Lesson:
    require_visible(viewer, "lesson", lesson_id)
    lesson = Lesson.objects.select_for_update().filter(pk=lesson_id).first()
    if lesson is None or not may_review(viewer, lesson):
        raise NotAllowed()
    return lesson


def _checked_text(
    viewer: Viewer, lesson: Lesson, text: str, language: str, settled: Settled | None
) -> str:
    words = " ".join(text.split())
    if not words:
        raise Invalid("A lesson needs its one sentence.", fields={"statement": "Write it."})
    if len(words) > LONGEST_STATEMENT:
        raise Invalid(
            "The sentence has %(length)s characters; %(most)s is the most.",
            fields={"statement": "Shorten the sentence."},
            values={"length": len(words), "most": LONGEST_STATEMENT},
        )
    drawn = list(lesson.evidence.order_by("pk").values_list("pk", "record_id"))
    source_id = drawn[0][1] if drawn else ""
    rule = bool(under_rule("evidence", [pk for pk, _ in drawn]))
    found = findings_in(source_id, words, language, rule=rule)
    if settled and (left := unanswered(found)):
        if rule and any(is_refused(settled.decision, each.type) for each in left):
            raise kept_under_rule("found")
        settle(viewer=viewer, source_id=source_id, found=left, settled=settled)
        found = findings_in(source_id, words, language, rule=rule)
    if left := unanswered(found):
        raise Invalid(
            "Somebody could be recognised by these words: %(words)s.",
            "Say it more generally, or say what shall be done with them.",
            kind="findings-unanswered",
            fields={"found": ""},
            values={"words": told(left)},
        )
    return shown_text(words, found, language)
