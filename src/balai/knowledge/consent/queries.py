"""Who is named beside a quotation, what somebody is asked, and what came of asking."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, QuerySet

from balai.core import audience as core
from balai.core.audience import Level, Viewer
from balai.core.errors import NotAllowed
from balai.foundation.journal.queries import Entry, entries_about
from balai.foundation.moment import ask_once
from balai.knowledge.models import Attribution, AttributionState, Evidence, LessonState
from balai.knowledge.policy import may_review
from balai.people.queries import Addressed, addressed, open_names_of
from balai.sharing.queries import Sharing, sharing_of_many, visible_to


@dataclass(frozen=True)
class AskedShown:
    """What somebody is asked, or agreed to. `quote` is empty where they may not read it now.

    `is_wider` says that the quotation was opened wider since: they are not named meanwhile.
    """

    id: str
    state: str
    quote: str
    language: str
    lesson_id: str
    level: Level | None
    chatham: bool
    is_wider: bool


@dataclass(frozen=True)
class QuotationShown:
    """A quotation as its reviewer sees it: its words, and what came of asking; never whom."""

    id: str
    quote: str
    language: str
    lesson_id: str
    state: str
    is_wider: bool
    said_by: str


def named_to(viewer: Viewer) -> frozenset[str]:
    """Return the identifiers under which somebody may have been asked."""
    return viewer.named_as | ({viewer.account} if viewer.account else frozenset())


def open_quotations(viewer: Viewer) -> QuerySet[Evidence]:
    """Return the quotations of published lessons that the viewer reads, lesson and words."""
    rows = Evidence.objects.filter(is_anchored=True, lesson__state=LessonState.PUBLISHED)
    return visible_to(viewer, visible_to(viewer, rows, "evidence"), "lesson", "lesson_id")


def names_beside(rows: Iterable[Evidence], audiences: Mapping[str, Sharing]) -> dict[str, str]:
    """Return who is named beside which of these quotations, that the caller may show.

    Only while the account is open and has a name, and no further than the readers for whom its
    holder agreed. The rows come with `attribution`, so that nothing is asked where nobody agreed.
    """
    agreed = {
        row.pk: given.account
        for row in rows
        if (given := attribution_of(row)) is not None
        and given.state == AttributionState.GIVEN
        and _holds(audiences[row.pk], given.readers)
    }
    names = open_names_of(agreed.values()) if agreed else {}
    return {each: names[account] for each, account in agreed.items() if account in names}


def attribution_of(row: Evidence) -> Attribution | None:
    """Return what came of asking about a quotation that was read with its `attribution`."""
    return getattr(row, "attribution", None)


def _holds(sharing: Sharing, readers: str) -> bool:
    return core.is_within(sharing.audience, core.parse(readers))


def asked_of(viewer: Viewer) -> tuple[AskedShown, ...]:
    """Return what the viewer is asked and what they agreed to, what waits first.

    A question about words that they may not read is not shown; a consent always is, for it can
    be taken back always.
    """
    if viewer.account is None:
        return ()
    rows = list(
        Attribution.objects.filter(account__in=named_to(viewer)).order_by("state", "-created", "id")
    )
    ids = [row.evidence_id for row in rows]
    quotes = {each.pk: each for each in open_quotations(viewer).filter(pk__in=ids)}
    audiences = sharing_of_many("evidence", ids)
    return tuple(
        _asked(row, quotes.get(row.evidence_id), audiences.get(row.evidence_id))
        for row in rows
        if row.evidence_id in quotes or row.state == AttributionState.GIVEN
    )


def waits_for(known_as: Sequence[Any]) -> Exists:
    """Return the condition that a question waits for whoever is known by these identifiers."""
    rows = Attribution.objects.filter(account__in=known_as, state=AttributionState.ASKED)
    return Exists(rows)


def count_asked(viewer: Viewer) -> int:
    """Return how many questions wait for the viewer, about words that they may read.

    Whoever is asked nothing costs no query.
    """
    if not viewer.is_asked:
        return 0
    rows = Attribution.objects.filter(
        account__in=named_to(viewer),
        state=AttributionState.ASKED,
        evidence__in=open_quotations(viewer).values("pk"),
    )
    return ask_once("asked to be named", viewer, rows.count)


def waiting_for(evidence_id: str) -> tuple[Addressed, Level] | None:
    """Return to whom word goes of a question that still waits, and the level of its words.

    None where nobody with an account is asked, or whoever is may not read the words.
    """
    row = Attribution.objects.filter(evidence=evidence_id, state=AttributionState.ASKED).first()
    to = addressed(row.account) if row else None
    if row is None or to is None:
        return None
    levels = [each.level for each in asked_of(to.viewer) if each.id == row.pk]
    return (to, levels[0]) if levels and levels[0] is not None else None


def _asked(row: Attribution, quote: Evidence | None, sharing: Sharing | None) -> AskedShown:
    given = row.state == AttributionState.GIVEN
    shown = sharing if quote is not None else None
    return AskedShown(
        id=row.pk,
        state=row.state,
        quote=quote.quote if quote else "",
        language=quote.language if quote else "",
        lesson_id=quote.lesson_id if quote else "",
        level=shown.level if shown else None,
        chatham=bool(shown and shown.chatham),
        is_wider=bool(given and shown and not _holds(shown, row.readers)),
    )


def quotation(viewer: Viewer, evidence_id: str) -> QuotationShown:
    """Return one quotation. Raises NotAllowed for whoever does not review its lesson."""
    found = quotations(viewer, open_quotations(viewer).filter(pk=evidence_id))
    if not found:
        raise NotAllowed()
    return found[0]


def quotations_of(viewer: Viewer, lesson_id: str) -> tuple[QuotationShown, ...]:
    """Return the quotations of a lesson. Raises NotAllowed where there is none for the viewer."""
    found = quotations(viewer, open_quotations(viewer).filter(lesson_id=lesson_id))
    if not found:
        raise NotAllowed()
    return found


def quotations(viewer: Viewer, rows: QuerySet[Evidence]) -> tuple[QuotationShown, ...]:
    """Return those of some quotations whose lessons the viewer reviews, with what was asked."""
    joined = rows.select_related("lesson", "attribution").order_by("pk")
    found = [row for row in joined if may_review(viewer, row.lesson)]
    audiences = sharing_of_many("evidence", [row.pk for row in found])
    names = names_beside(found, audiences)
    return tuple(
        _quotation(row, attribution_of(row), audiences[row.pk], names.get(row.pk, ""))
        for row in found
    )


def _quotation(
    row: Evidence, asked: Attribution | None, sharing: Sharing, said_by: str
) -> QuotationShown:
    given = asked is not None and asked.state == AttributionState.GIVEN
    return QuotationShown(
        id=row.pk,
        quote=row.quote,
        language=row.language,
        lesson_id=row.lesson_id,
        state=asked.state if asked else "",
        is_wider=given and asked is not None and not _holds(sharing, asked.readers),
        said_by=said_by,
    )


def history_of(evidence_ids: Iterable[str]) -> tuple[Entry, ...]:
    """Return what the journal says of consent beside these quotations, that the caller may show."""
    asked = Attribution.objects.filter(evidence__in=list(evidence_ids)).values_list(
        "evidence_id", flat=True
    )
    return tuple(
        entry
        for each in asked
        for entry in entries_about("evidence", each)
        if entry.kind.startswith("consent.")
    )
