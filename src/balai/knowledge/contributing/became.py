"""What became of each part of what somebody brought in, as the page shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balai.core.audience import Viewer
from balai.knowledge.contributing.presenting import no_reviewer_named
from balai.knowledge.outcomes import AsideRow, OutcomeRow, outcomes, set_aside
from balai.library.presenting import aside_reason
from balai.library.queries import ContributionShown, SourceShown
from balai.people.queries import without_reviewer
from balai.sharing import presenting as sharing
from balai.web import contexts

_STATES: dict[str, contexts.PartState] = {
    "open": "waiting",
    "accepted": "accepted",
    "amended": "amended",
    "merged": "merged",
    "carried": "merged",
    "rejected": "rejected",
    "stale": "failed",
}
PARTS_SHOWN = 12
"""Parts of a contribution beside others; all of them stand on a page of its own."""


def page(
    viewer: Viewer, given: Sequence[ContributionShown], *, whole: bool = False
) -> contexts.ContributionsPage:
    """Return what became of what the viewer brought in; `whole` shows every part of each."""
    ids = [source.id for each in given for source in each.sources]
    became: dict[str, list[OutcomeRow]] = {}
    for row in outcomes(viewer, ids):
        became.setdefault(row.source_id, []).append(row)
    aside: dict[str, list[AsideRow]] = {}
    for row_ in set_aside(viewer, ids):
        aside.setdefault(row_.source_id, []).append(row_)
    alone = [each.name for each in without_reviewer(viewer.organisations)]
    return contexts.ContributionsPage(
        items=tuple(
            _item(each, became, aside, None if whole else PARTS_SHOWN)
            for each in given
            if each.sources
        ),
        start_url=reverse("contribute"),
        told=_("Nobody reviews for %(names)s yet; ask a steward.") % {"names": ", ".join(alone)}
        if alone
        else "",
        empty=contexts.Empty(
            says=_("What you bring in stands here, with what became of each part."),
            url=reverse("contribute"),
            url_label=_("Contribute"),
        ),
    )


def _item(
    given: ContributionShown,
    became: Mapping[str, list[OutcomeRow]],
    aside: Mapping[str, list[AsideRow]],
    most: int | None,
) -> contexts.Contribution:
    parts: list[contexts.ContributionPart] = []
    for source in given.sources:
        if source.state == "refused":
            parts.append(_refused(source))
        parts += [_part(row, source) for row in became.get(source.id, ())]
        parts += [_aside(row) for row in aside.get(source.id, ())]
    parts.sort(key=lambda part: part.state == "waiting")  # what was decided comes first
    all_parts = ""
    if most is not None and len(parts) > most:
        all_parts = _("All %(count)d parts") % {"count": len(parts)}
    first = given.sources[0]
    return contexts.Contribution(
        number=given.id,
        title=first.title
        if len(given.sources) == 1
        else _("%(title)s and %(count)d more")
        % {"title": first.title, "count": len(given.sources) - 1},
        when=date_format(given.created, "DATE_FORMAT"),
        level=sharing.label(first.sharing.level),
        summary=_summary(given, [row for each in given.sources for row in became.get(each.id, ())]),
        parts=tuple(parts[:most]),
        more=contexts.Link(all_parts, f"{reverse('contributions')}?of={given.id}")
        if all_parts
        else None,
        url=reverse("source", args=[first.id]) if first.state == "ready" else "",
        progress_url=reverse("contribution-progress", args=[given.id]),
    )


def _summary(given: ContributionShown, rows: Sequence[OutcomeRow]) -> str:
    if given.submitted is None:
        return _("Not sent yet")
    if any(each.state in ("waiting", "reading") for each in given.sources):
        return _("Being read")
    if not rows:
        return _("Nothing was proposed from it")
    waiting = sum(row.state == "open" for row in rows)
    if waiting and no_reviewer_named(given):
        return _("No reviewer of your organisation may read it: name one, and it is reviewed.")
    words = ngettext(
        "%(waiting)d of %(all)d proposal waits for a reviewer",
        "%(waiting)d of %(all)d proposals wait for a reviewer",
        len(rows),
    )
    return words % {"waiting": waiting, "all": len(rows)}


def _refused(source: SourceShown) -> contexts.ContributionPart:
    words = " ".join(filter(None, (source.error_message, source.error_hint)))
    return contexts.ContributionPart(
        source.file_name, "failed", _("Could not be read"), "", "", words
    )


def _aside(row: AsideRow) -> contexts.ContributionPart:
    title = _("Page %(number)d") % {"number": row.aside.page}
    label = _("Set aside") if row.aside.whole else _("Set aside in part")
    return contexts.ContributionPart(title, "aside", label, "", "", aside_reason(row.aside))


def _part(row: OutcomeRow, source: SourceShown) -> contexts.ContributionPart:
    place = _("On page %(page)d") % {"page": row.page}
    address = reverse("source", args=[source.id])
    return contexts.ContributionPart(
        title=row.text,
        state=_STATES[row.state],
        state_label=_label(row),
        language=source.language,
        url=reverse("lesson", args=[row.lesson_id]) if row.lesson_id else "",
        reason=row.reason,
        became="" if row.sentence == row.text else row.sentence,
        became_language=row.sentence_language,
        when=date_format(row.decided, "DATE_FORMAT") if row.decided else "",
        place=contexts.Link(place, f"{address}?from={row.start}&to={row.end}#p-quoted")
        if source.state == "ready"
        else None,
    )


def _label(row: OutcomeRow) -> str:
    """Return what was decided and, where it is not published, what it waits for."""
    words = {
        "open": _("Waits for a reviewer"),
        "accepted": _("Became a lesson"),
        "amended": _("Became a lesson, amended"),
        "merged": _("Joined a lesson already here"),
        "carried": _("Carried over from the former edition"),
        "rejected": _("Not taken in the former edition") if row.is_carried else _("Not taken"),
        "stale": _("Its source has changed"),
    }[row.state]
    more = {
        "waiting": _("a second person decides who may read it"),
        "review": _("it is being reviewed again"),
        "withdrawn": _("it was withdrawn since"),
    }.get(row.lesson_state, "")
    if not more and row.lesson_state and not row.lesson_id:
        more = _("you are not among its readers")
    return f"{words}; {more}" if more else words
