"""What the front page shows a viewer."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balai.core.audience import Viewer
from balai.dialogue import presenting as dialogues
from balai.dialogue.queries import planning
from balai.knowledge import presenting, review
from balai.knowledge import queries as lessons
from balai.knowledge.consent.queries import count_asked
from balai.library import queries as library
from balai.pages import browsing
from balai.search import presenting as searching
from balai.web import contexts

NEWEST, MOST_COUNTED, MOST_DIALOGUES = 5, 12, 3


def page(viewer: Viewer, languages: Sequence[str]) -> contexts.HomePage:
    """Return the front page, with the same number of queries however much there is."""
    newest = lessons.lessons(viewer, languages, limit=NEWEST)
    return contexts.HomePage(
        search_url=reverse("search"),
        tries=searching.tries(),
        stock=_stock(viewer),
        new=presenting.rows(newest),
        new_url=reverse("browse", args=["kind"]),
        new_url_label=_("All lessons"),
        countries=browsing.counted(viewer, "country")[:MOST_COUNTED],
        approaches=browsing.counted(viewer, "approach")[:MOST_COUNTED],
        kinds=browsing.counted(viewer, "kind"),
        dialogues=_dialogues(viewer),
        waiting=_asked(viewer) + _to_review(viewer),
        empty=None if newest else _empty(viewer),
    )


def _stock(viewer: Viewer) -> tuple[contexts.Figure, ...]:
    counts = (
        (sum(lessons.counts_by_kind(viewer).values()), "lesson", reverse("browse", args=["kind"])),
        (library.count(viewer), "source", ""),
        (len(lessons.counts_by_label(viewer, "country")), "country", reverse("browse")),
    )
    words = {
        "lesson": lambda n: ngettext("lesson", "lessons", n),
        "source": lambda n: ngettext("source", "sources", n),
        "country": lambda n: ngettext("country", "countries", n),
    }
    return tuple(
        contexts.Figure(number_format(count), words[what](count), url)
        for count, what, url in counts
    )


def _dialogues(viewer: Viewer) -> tuple[contexts.Dialogue, ...]:
    """Return the next dialogues that the viewer may see."""
    return tuple(
        contexts.Dialogue(
            title=each.title, text=" · ".join(filter(None, (each.when, each.where))), url=each.url
        )
        for each in map(dialogues.row, planning.dialogues(viewer, limit=MOST_DIALOGUES))
    )


def _asked(viewer: Viewer) -> tuple[contexts.Waiting, ...]:
    """Return what waits for this viewer's own answer."""
    count = count_asked(viewer)
    if not count:
        return ()
    text = ngettext(
        "%(count)d quotation: do you want to be named beside it?",
        "%(count)d quotations: do you want to be named beside them?",
        count,
    ) % {"count": count}
    return (contexts.Waiting(_("Asked of you"), text, reverse("consent"), _("Answer")),)


def _to_review(viewer: Viewer) -> tuple[contexts.Waiting, ...]:
    """Return what waits for this viewer to decide as a reviewer."""
    if not viewer.organisations_as("reviewer"):
        return ()
    found = []
    candidates = sum(row.waiting for row in review.queue(viewer))
    if candidates:
        text = ngettext(
            "%(count)d candidate waits for a reviewer.",
            "%(count)d candidates wait for a reviewer.",
            candidates,
        ) % {"count": candidates}
        found.append(contexts.Waiting(_("Review"), text, reverse("review"), _("Go to the queue")))
    releases = sum(each.may_decide for each in review.waiting_releases(viewer))
    if releases:
        text = ngettext(
            "%(count)d text waits for a second person.",
            "%(count)d texts wait for a second person.",
            releases,
        ) % {"count": releases}
        found.append(contexts.Waiting(_("Second person"), text, reverse("releases"), _("Decide")))
    return tuple(found)


def _empty(viewer: Viewer) -> contexts.Empty:
    return contexts.Empty(
        says=_("Here stands what was learned: one sentence each, with the words it rests on."),
        example=_(
            "The same two officers kept the same market beat, and traders spoke to them sooner."
        ),
        example_by=_("how a lesson reads"),
        url=reverse("contribute") if viewer.signed_in else "",
        url_label=_("Bring in the first report"),
    )
