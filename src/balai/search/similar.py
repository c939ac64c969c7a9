"""The page of what is near to a record, and of who else learned what a lesson says."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balai.knowledge import presenting as lessons
from balai.knowledge.queries import LessonShown
from balai.people.middleware import reading_languages, viewer_of
from balai.search import queries
from balai.search.presenting import hit_shown, limit_words
from balai.search.queries.near import Similar, kept_by
from balai.vocabulary import places
from balai.web import contexts
from balai.web.trail import trail

_IN_TRAIL = 60
"""Characters of a title that stand in the way back: the whole of it stands below."""


@require_safe
def similar(request: HttpRequest, kind: str, record_id: str) -> HttpResponse:
    """Show what is near to one record."""
    found = queries.similar(viewer_of(request), (kind, record_id), reading_languages(request))
    page = shown(found)
    title = Truncator(page.title).chars(_IN_TRAIL)
    path = trail(contexts.Link(title, page.url), contexts.Link(_("What is near")))
    return render(request, "search/similar.html", {"similar": page, "breadcrumbs": path})


def shown(found: Similar) -> contexts.SimilarPage:
    """Return everything the page shows. What a hit shares with the record is why it is here."""
    record = found.record
    return contexts.SimilarPage(
        title=record.title,
        language=record.title_language,
        url=reverse(record.record, args=[record.id]),
        level=record.sharing.level.label,
        chatham=record.sharing.chatham,
        others=tuple(sorted(map(_other, found.learned), key=lambda other: other.where)),
        hits=tuple(hit_shown(each, record.labels) for each in found.near),
        limits=tuple(filter(None, map(limit_words, found.limits))),
    )


def _other(lesson: LessonShown) -> contexts.Other:
    """Return who else learned it: where, and who keeps it unless the Chatham House Rule holds."""
    names = (places.country_name(code, lessons.language()) for code in lesson.codes("country"))
    return contexts.Other(
        where=", ".join(names),
        text=lesson.statement.text,
        language=lesson.statement.language,
        url=reverse("lesson", args=[lesson.id]),
        level=lesson.sharing.level.label,
        by=kept_by(lesson),
    )
