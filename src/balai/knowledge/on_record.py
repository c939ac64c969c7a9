"""What had gone out of a source or lesson, and its releases, for those in charge of it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from balai.core.audience import Viewer
from balai.knowledge.queries import lessons_quoting
from balai.library.models import ORIGINAL
from balai.sharing.presenting import out_in_words, release_in_words
from balai.sharing.queries import gone_out, releases_of
from balai.web import contexts


def of_source(viewer: Viewer, source_id: str) -> contexts.OnRecord:
    """Return what is on record of a source that the viewer has charge of."""
    own = gone_out("source", [source_id])
    quoted = gone_out("lesson", lessons_quoting(viewer, source_id))
    lessons = tuple(
        _("Lessons that quote it: %(what)s") % {"what": out_in_words(each)} for each in quoted
    )
    found = releases_of(("source", source_id), (ORIGINAL, source_id))
    return contexts.OnRecord(
        (*map(out_in_words, own), *lessons), tuple(map(release_in_words, found))
    )


def of_lesson(lesson_id: str) -> contexts.OnRecord:
    """Return what is on record of a lesson that the viewer has charge of."""
    found = releases_of(("lesson", lesson_id))
    return contexts.OnRecord(
        tuple(map(out_in_words, gone_out("lesson", [lesson_id]))),
        tuple(map(release_in_words, found)),
    )
