"""What waits for reviewers, as pages show it: the queue, and what a second person decides."""

from __future__ import annotations

from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balai.core.audience import Viewer
from balai.knowledge.presenting import kind_label
from balai.knowledge.queries import LessonShown
from balai.knowledge.review import QueueRow, ReleaseShown
from balai.people.queries import without_reviewer
from balai.sharing import presenting as sharing
from balai.web import contexts


def queue_page(
    viewer: Viewer,
    rows: tuple[QueueRow, ...],
    releases: tuple[ReleaseShown, ...],
    to_mend: tuple[LessonShown, ...] = (),
    to_look_at: tuple[tuple[LessonShown, str], ...] = (),
) -> contexts.ReviewQueuePage:
    """Return the queue: sources with waiting candidates, and lessons that lost their words."""
    waiting, decided = sum(row.waiting for row in rows), sum(row.decided for row in rows)
    return contexts.ReviewQueuePage(
        title=_("Review"),
        lead=_(
            "What Balai found in reports and cases, the likely before the doubtful. "
            "You decide what becomes a lesson."
        ),
        tabs=tabs("review", waiting, len(releases)),
        rows=tuple(_queue_row(row) for row in rows),
        to_mend=tuple(_to_mend_row(lesson) for lesson in to_mend),
        to_look_at=tuple(
            replace(_to_mend_row(lesson), url=reverse("candidate", args=[where]))
            if where
            else _to_mend_row(lesson)
            for lesson, where in to_look_at
        ),
        done=decided,
        whole=waiting + decided,
        progress_words=ngettext(
            "%(count)d candidate waits, %(done)d decided.",
            "%(count)d candidates wait, %(done)d decided.",
            waiting,
        )
        % {"count": waiting, "done": decided},
        start_url=reverse("candidate", args=[rows[0].first_id]) if rows else "",
        told=_told(viewer),
        empty=None
        if rows
        else contexts.Empty(
            says=_("Nothing waits. When somebody brings in a report, its candidates stand here."),
            url=reverse("contribute"),
            url_label=_("Bring in a report"),
        ),
    )


def tabs(current: str, waiting: int, releases: int) -> tuple[contexts.Tab, ...]:
    """Return the ways to look at what waits for reviewers."""
    return (
        contexts.Tab(_("Candidates"), reverse("review"), current == "review", waiting),
        contexts.Tab(_("Second person"), reverse("releases"), current == "releases", releases),
    )


def _queue_row(row: QueueRow) -> contexts.QueueRow:
    words = ngettext("%(count)d candidate", "%(count)d candidates", row.waiting)
    return contexts.QueueRow(
        number=row.first_id,
        statement=row.source.title,
        language=row.source.language,
        url=reverse("candidate", args=[row.first_id]),
        kind_label=words % {"count": row.waiting},
        source_title=row.source.publisher or row.source.organisation,
        page="",
        confidence=_("%(count)d decided") % {"count": row.decided} if row.decided else "",
        level=sharing.label(row.source.sharing.level),
        chatham=row.source.sharing.chatham,
    )


def _to_mend_row(lesson: LessonShown) -> contexts.QueueRow:
    return contexts.QueueRow(
        number=lesson.id,
        statement=lesson.statement.text,
        language=lesson.statement.language,
        url=reverse("lesson", args=[lesson.id]),
        kind_label=kind_label(lesson.kind),
        source_title="",
        page="",
        confidence="",
        level=sharing.label(lesson.sharing.level),
        chatham=lesson.sharing.chatham,
    )


def _told(viewer: Viewer) -> str:
    """Say which of the viewer's organisations nobody reviews for."""
    alone = [each.name for each in without_reviewer(viewer.organisations)]
    if not alone:
        return ""
    return _(
        "Nobody reviews for %(organisations)s yet: ask a steward to give somebody the role."
    ) % {"organisations": ", ".join(alone)}


def release_row(release: ReleaseShown) -> contexts.ReleaseRow:
    """Return a lesson or a source that waits for a second person."""
    return contexts.ReleaseRow(
        url=reverse("release", args=[release.id]),
        record_url=reverse(
            "lesson" if release.record_kind == "lesson" else "source", args=[release.record_id]
        ),
        statement=release.words,
        language=release.language,
        before=sharing.label(release.before.level),
        after=sharing.label(release.after.level),
        readers=sharing.sentence(release.after),
        reason=release.reason,
        asked_by=release.asked_by,
        may_decide=release.may_decide,
        with_original=release.with_original,
    )
