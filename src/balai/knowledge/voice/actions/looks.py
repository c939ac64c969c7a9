"""A community looks before publication: asked, agreed, objected, lapsed, published all the same.

A look begins once the community may read the lesson, never before: where a lesson waits for a
second person first, its community is asked when that person has opened it. So nobody is shown, in
the name of being asked, what the policy does not show them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Q

from balai.core import audience as core
from balai.core.audience import Viewer
from balai.core.errors import Conflict, Invalid, NotAllowed
from balai.foundation.clock import now
from balai.foundation.journal.recording import Recording, recording
from balai.foundation.node_settings import get_setting
from balai.knowledge.actions.kinds import PUBLISHED, TO_REVIEW
from balai.knowledge.models import (
    Community,
    CommunityLook,
    Contest,
    ContestState,
    Lesson,
    LessonState,
    LookState,
)
from balai.knowledge.policy import may_review
from balai.knowledge.voice.actions import kinds
from balai.knowledge.voice.actions.contests import due_day, put_beside
from balai.knowledge.voice.checking import checked_words
from balai.knowledge.voice.policy import may_decide
from balai.knowledge.voice.words import Ground, Wanted
from balai.people.queries import as_member
from balai.sharing.queries import require_visible, sharing_of

_HOLDS = (LookState.WAITING, LookState.OBJECTED)


def publish_or_wait(journal: Recording, lesson: Lesson) -> None:
    """Publish a lesson, or let it wait until the communities it is about have looked.

    One that has lost its words meanwhile goes to review instead. The caller saves the lesson.
    """
    if not lesson.evidence.filter(is_anchored=True).exists():
        lesson.state = LessonState.REVIEW
        journal.note(TO_REVIEW, "lesson", lesson.pk)
        return
    _ask(journal, lesson)
    if lesson.looks.filter(state__in=_HOLDS).exists():
        lesson.state = LessonState.WAITING
    else:
        lesson.state, lesson.published = LessonState.PUBLISHED, now()
        journal.note(PUBLISHED, "lesson", lesson.pk)


def hold_for_looks(journal: Recording, lesson_ids: Iterable[str]) -> None:
    """Take published lessons back to waiting where they reach a community that has not looked.

    For lessons that were opened wider, or were given a label: otherwise a lesson could be
    published past its community first, and opened to it afterwards.
    """
    rows = Lesson.objects.select_for_update().filter(
        pk__in=list(lesson_ids), state=LessonState.PUBLISHED
    )
    for lesson in rows:
        if _ask(journal, lesson):
            lesson.state = LessonState.WAITING
            lesson.version += 1
            lesson.save()


def ask_again(journal: Recording, lesson: Lesson) -> None:
    """Have every community look again at a lesson that was amended while it waited for them."""
    for look in lesson.looks.exclude(state=LookState.STANDS):
        look.state, look.due = LookState.WAITING, _due()
        look.ground = look.text = look.decided_by = ""
        look.decided = None
        look.save()
        journal.note(kinds.LOOK_ASKED, "look", look.pk)
    journal.note(kinds.SHOWN, "lesson", lesson.pk)


def agree(*, viewer: Viewer, look_id: str) -> None:
    """Agree, as a reviewer of the community, that a lesson is published."""
    with recording(viewer) as journal:
        look = _waiting(viewer, look_id)
        _decide(journal, look, LookState.AGREED)
        journal.note(kinds.AGREED, "lesson", look.lesson_id)
        _carry_on(journal, look.lesson)


def object_to(
    *,
    viewer: Viewer,
    look_id: str,
    ground: str,
    text: str,
    language: str = "en",
    mask: bool = False,
) -> None:
    """Object, as a reviewer of the community: the lesson goes back to its owner's reviewer.

    It is no veto. The owner amends it, withdraws it, or publishes it with the objection beside it.
    """
    if ground not in Ground.values:
        raise Invalid("This ground is not known.", "Choose one of them.", fields={"ground": ""})
    _waiting(viewer, look_id, before=True)
    words = checked_words(text, language, mask=mask)
    with recording(viewer) as journal:
        look = _waiting(viewer, look_id)
        look.ground, look.text = ground, words
        _decide(journal, look, LookState.OBJECTED)
        journal.note(kinds.OBJECTED, "lesson", look.lesson_id)


def lapse(*, look_id: str) -> None:
    """Go on without a community that has not looked by its day; for the task that comes due."""
    with recording("system") as journal:
        look = (
            CommunityLook.objects.select_for_update(of=("self",))
            .select_related("lesson")
            .filter(pk=look_id, state=LookState.WAITING, due__lte=now())
            .first()
        )
        if look is None:
            return
        _decide(journal, look, LookState.LAPSED)
        if look.lesson.state == LessonState.WAITING:
            journal.note(kinds.LAPSED, "lesson", look.lesson_id)
        _carry_on(journal, look.lesson)


def publish_with_objections(*, viewer: Viewer, lesson_id: str, version: int | None = None) -> None:
    """Publish a lesson all the same; each objection stands beside it, open from the first day."""
    with recording(viewer) as journal:
        of_lesson = require_visible(viewer, "lesson", lesson_id)
        lesson = Lesson.objects.select_for_update().filter(pk=lesson_id).first()
        if lesson is None or not may_review(viewer, lesson):
            raise NotAllowed()
        objections = list(lesson.looks.filter(state=LookState.OBJECTED).order_by("id"))
        changed = version is not None and lesson.version != version
        if lesson.state != LessonState.WAITING or not objections or changed:
            raise Conflict("This lesson stands otherwise by now.", "Look at it again.")
        if lesson.looks.filter(state=LookState.WAITING).exists():
            raise Conflict(
                "Another community is still looking at this lesson.", "Wait for its day."
            )
        for look in objections:
            row = Contest.objects.create(
                record_kind="lesson",
                record_id=lesson.pk,
                organisation_id=lesson.organisation_id,
                speaks_for=look.organisation_id,
                written_by=look.decided_by,
                ground=look.ground,
                wanted=Wanted.ANSWER,
                text=look.text,
                state=ContestState.OPEN,
                due=due_day(),
            )
            put_beside(journal, row, of_lesson.audience, chatham=of_lesson.chatham)
            look.state = LookState.STANDS
            look.save()
        journal.note(kinds.STOOD, "lesson", lesson.pk)
        lesson.version += 1
        publish_or_wait(journal, lesson)
        lesson.save()


def _ask(journal: Recording, lesson: Lesson) -> bool:
    """Ask the communities that were not asked yet; say whether there were any."""
    asked = set(lesson.looks.values_list("organisation_id", flat=True))
    new = [each for each in _concerned(lesson) if each not in asked]
    for organisation in new:
        look = CommunityLook.objects.create(lesson=lesson, organisation_id=organisation, due=_due())
        journal.note(kinds.LOOK_ASKED, "look", look.pk)
    if new:
        journal.note(kinds.SHOWN, "lesson", lesson.pk)
    return bool(new)


def _concerned(lesson: Lesson) -> list[str]:
    """Return the organisations that speak for what a lesson is about and would read it."""
    about = Q()
    for scheme, code in lesson.labels.values_list("scheme", "code"):
        about |= Q(scheme=scheme, code=code)
    if not about:
        return []
    known = Community.objects.filter(about).exclude(organisation_id=lesson.organisation_id)
    reach = sharing_of("lesson", lesson.pk).audience
    return [
        each
        for each in sorted(set(known.values_list("organisation_id", flat=True)))
        if core.may_see(as_member(each), reach)
    ]


def _due() -> datetime:
    return now() + timedelta(days=int(get_setting("look_days")))


def _waiting(viewer: Viewer, look_id: str, *, before: bool = False) -> CommunityLook:
    """Return a look that waits for the viewer's organisation; `before` without a lock."""
    rows = CommunityLook.objects.select_related("lesson")
    if not before:
        rows = rows.select_for_update(of=("self",))
    look = rows.filter(pk=look_id).first()
    if look is None or not may_decide(viewer, look):
        raise NotAllowed()
    require_visible(viewer, "lesson", look.lesson_id)
    if look.state != LookState.WAITING or look.lesson.state != LessonState.WAITING:
        raise Conflict("This lesson does not wait for you any more.", "See what became of it.")
    return look


def _decide(journal: Recording, look: CommunityLook, state: LookState) -> None:
    look.state, look.decided, look.decided_by = state, now(), journal.actor
    look.save()
    journal.note(kinds.LOOKED, "look", look.pk, state=str(state))


def _carry_on(journal: Recording, lesson: Lesson) -> None:
    """Publish a lesson that waits for nobody any more."""
    lesson = Lesson.objects.select_for_update().get(pk=lesson.pk)
    waits = lesson.wanted or lesson.looks.filter(state__in=_HOLDS).exists()
    if lesson.state == LessonState.WAITING and not waits:
        lesson.version += 1
        publish_or_wait(journal, lesson)
        lesson.save()
