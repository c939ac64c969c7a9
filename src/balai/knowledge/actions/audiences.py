"""Changing who may read a source or a lesson: narrower at once, wider by a second person.

What was drawn from a source is never more open than the source without a recorded release, so a
source that is narrowed takes its lessons, sentences and quotes with it in the same transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import F, OuterRef, Subquery

from balai.core import audience as core
from balai.core.audience import Audience, Level, Viewer
from balai.core.errors import Invalid, NotAllowed
from balai.foundation.journal.recording import recording
from balai.knowledge.actions.answering import put_under_rule
from balai.knowledge.models import Evidence, Lesson, Statement
from balai.knowledge.voice.actions.following import narrow_voices, voices_about
from balai.knowledge.voice.actions.looks import hold_for_looks
from balai.library.actions import put_original_under_rule
from balai.library.models import ORIGINAL, Source
from balai.library.queries import SourceShown
from balai.library.queries import source as source_of
from balai.people.names import in_plain_words
from balai.people.queries import viewer_by_id
from balai.sharing import actions as sharing
from balai.sharing.policy import require
from balai.sharing.queries import require_visible, sharing_of, sharing_of_many

Records = Sequence[tuple[str, str]]
"""Records by kind and identifier."""


@dataclass(frozen=True)
class Shared:
    """What came of changing an audience; `asked` is the release that waits for a second person."""

    narrowed: bool = False
    named: bool = False
    asked: str = ""
    kept_open: int = 0
    """How many lessons stay as open as a release once made them."""


@in_plain_words
def share_source(
    *,
    viewer: Viewer,
    source_id: str,
    level: Level,
    recipients: Sequence[str] = (),
    chatham: bool = False,
    reason: str = "",
    with_original: bool = False,
) -> Shared:
    """Change who may read a source; what is drawn from it follows where it must.

    With RED the one who brought it in and the viewer stay among its readers. A wider audience
    needs a reason and waits for a second reviewer, except where the viewer alone reads it. The
    file itself follows inwards; outwards only `with_original`, and never under the Chatham House
    Rule (Invalid).
    """
    source = source_of(viewer, source_id)
    require(viewer, "narrow", "source", source)
    wanted = _wanted(level, source.organisation_id, (*recipients, *_always(viewer, source)))
    with recording(viewer) as journal:
        drawn, wider = _drawn_from(source_id)
        if chatham:
            under = (("source", source_id), *drawn, *wider)
            for kind, each in (*under, *voices_about(under)):
                sharing.mark_chatham(actor=journal.actor, record_kind=kind, record_id=each)
            put_original_under_rule(
                actor=journal.actor, source_id=source_id, organisation_id=source.organisation_id
            )
            put_under_rule(journal, source_id)
        own = (ORIGINAL, source_id)
        if with_original and sharing_of(*own).chatham:
            raise Invalid(
                "Under the Chatham House Rule the original stays where it is.",
                "A file says who was there. Open the text wider without it.",
                kind="original-under-rule",
                fields={"original": "It stays where it is, under the Chatham House Rule."},
            )
        moved = (*drawn, own) if with_original else drawn
        done = _share(viewer, "source", source_id, source.organisation_id, wanted, reason, moved)
        sharing.narrow(
            actor=journal.actor, record_kind=ORIGINAL, record_id=source_id, audience=wanted
        )
        if with_original and not done.named:
            done = replace(done, asked=_ask_for_file(viewer, source, wanted, reason, done.asked))
        kept = sum(kind == "lesson" for kind, _ in wider) if done.narrowed else 0
    return Shared(done.narrowed, done.named, done.asked, kept)


@in_plain_words
def share_lesson(
    *,
    viewer: Viewer,
    lesson_id: str,
    level: Level,
    recipients: Sequence[str] = (),
    reason: str = "",
) -> Shared:
    """Change who may read a lesson with its sentences and those quotes that are as open as it.

    A quote from another organisation's source stays as it is: its owner decides.
    """
    require_visible(viewer, "lesson", lesson_id)
    lesson = Lesson.objects.filter(pk=lesson_id).first()
    if lesson is None:
        raise NotAllowed()
    require(viewer, "share", "lesson", lesson)
    own = (viewer.account,) if viewer.account else ()
    wanted = _wanted(level, lesson.organisation_id, (*recipients, *own))
    with recording(viewer):
        parts = _parts_of([lesson_id])
        return _share(viewer, "lesson", lesson_id, lesson.organisation_id, wanted, reason, parts)


def _wanted(level: Level, organisation_id: str, recipients: Sequence[str]) -> Audience:
    return core.audience(level, owners=(organisation_id,), recipients=recipients)


def _always(viewer: Viewer, source: SourceShown) -> tuple[str, ...]:
    """Return who stays a reader of a source of RED: who brought it in, and who is acting."""
    return tuple(filter(None, {source.contributor, viewer.account or ""}))


def _share(
    viewer: Viewer,
    kind: str,
    record_id: str,
    organisation_id: str,
    wanted: Audience,
    reason: str,
    drawn: Records,
) -> Shared:
    before = require_visible(viewer, kind, record_id).audience
    after = core.narrow(before, wanted)
    if not is_wider(wanted, after):
        return Shared(narrowed=_narrow(viewer, kind, record_id, wanted, drawn))
    if before == core.audience(Level.RED, recipients=[viewer.account or "-"]):
        sharing.name_readers(
            viewer=viewer,
            record_kind=kind,
            record_id=record_id,
            audience=wanted,
            with_records=drawn,
        )
        _hold(viewer, ((kind, record_id), *drawn))
        return Shared(named=True)
    narrowed = _narrow(viewer, kind, record_id, wanted, drawn)
    asked = sharing.ask_release(
        viewer=viewer,
        record_kind=kind,
        record_id=record_id,
        audience=wanted,
        organisation_id=organisation_id,
        reason=reason,
        with_records=tuple(each for each in drawn if sharing_of(*each).audience == after),
    )
    return Shared(narrowed=narrowed, asked=asked)


def _ask_for_file(
    viewer: Viewer, source: SourceShown, wanted: Audience, reason: str, asked: str
) -> str:
    """Ask for a file that is narrower than its source by now; return the release that waits.

    One that is as open as its source goes with the source's own release, `asked`.
    """
    now = sharing_of(ORIGINAL, source.id).audience
    if now == sharing_of("source", source.id).audience or not is_wider(wanted, now):
        return asked
    mine = sharing.ask_release(
        viewer=viewer,
        record_kind=ORIGINAL,
        record_id=source.id,
        audience=wanted,
        organisation_id=source.organisation_id,
        reason=reason,
    )
    return asked or mine


def is_wider(wanted: Audience, now: Audience) -> bool:
    """Say whether `wanted` has, or may have, a reader whom `now` does not have.

    People named by their accounts are looked at one by one; who is named by address counts as
    new, whether or not somebody has an account under it.
    """
    if core.is_within(wanted, now):
        return False
    if wanted.level is not Level.RED:
        return True
    return not all(core.may_see(viewer_by_id(each), now) for each in wanted.recipients)


def _hold(viewer: Viewer, records: Records) -> None:
    """Let lessons whose only reader opened them wait for the communities they are about."""
    with recording(viewer) as journal:
        hold_for_looks(journal, [each for kind, each in records if kind == "lesson"])


def _narrow(viewer: Viewer, kind: str, record_id: str, wanted: Audience, drawn: Records) -> bool:
    actor = viewer.account or ""
    records = ((kind, record_id), *drawn)
    changed = [
        sharing.narrow(actor=actor, record_kind=each, record_id=identifier, audience=wanted)
        for each, identifier in records
    ]
    narrow_voices(actor=actor, entries=records, audience=wanted)
    return any(changed)


def _drawn_from(source_id: str) -> tuple[Records, Records]:
    """Return what rests on a source: what its audience binds, and what a release made wider.

    A lesson was drawn from the source of its first quote; of later ones only the quote was. What
    is more open than its source can only be so by a release.
    """
    quotes = list(
        Evidence.objects.filter(record_kind="source", record_id=source_id).values_list(
            "pk", "lesson_id"
        )
    )
    firsts: dict[str, str] = {}
    for lesson, source in (
        Evidence.objects.filter(lesson__in=[lesson for _, lesson in quotes])
        .order_by("pk")
        .values_list("lesson_id", "record_id")
    ):
        firsts.setdefault(lesson, source)
    lessons = [lesson for lesson, first in firsts.items() if first == source_id]
    found = [("lesson", each) for each in lessons]
    found += _parts_of(lessons, quotes=False)
    found += [("evidence", pk) for pk, _ in quotes]
    limit = sharing_of("source", source_id).audience
    bound = {each for each in found if core.is_within(sharing_of(*each).audience, limit)}
    return [each for each in found if each in bound], [each for each in found if each not in bound]


def _parts_of(lessons: Sequence[str], *, quotes: bool = True) -> list[tuple[str, str]]:
    """Return the sentences of lessons and, with `quotes`, their own quotes as open as they.

    A quote is a lesson's own where the same organisation owns both it and the source.
    """
    found = [
        ("statement", each)
        for each in Statement.objects.filter(lesson__in=lessons).values_list("pk", flat=True)
    ]
    if quotes:
        owner = Source.objects.filter(pk=OuterRef("record_id")).values("organisation_id")
        rows = list(
            Evidence.objects.filter(lesson__in=lessons)
            .annotate(owner=Subquery(owner))
            .filter(owner=F("lesson__organisation_id"))
            .values_list("pk", "lesson_id")
        )
        of_lessons = sharing_of_many("lesson", list(lessons))
        of_quotes = sharing_of_many("evidence", [pk for pk, _ in rows])
        found += [
            ("evidence", pk)
            for pk, lesson in rows
            if of_quotes[pk].audience == of_lessons[lesson].audience
        ]
    return found
