"""What somebody has brought in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from balai.core.audience import Viewer
from balai.core.errors import NotAllowed
from balai.library.models import Contribution
from balai.library.queries.shown import SourceShown, shown_all, visible_sources


@dataclass(frozen=True)
class ContributionShown:
    """A contribution and its sources."""

    id: str
    organisation_id: str
    note: str
    created: datetime
    submitted: datetime | None
    sources: tuple[SourceShown, ...]


def contributions(viewer: Viewer, limit: int = 50) -> tuple[ContributionShown, ...]:
    """Return what the viewer has brought in, newest first."""
    if viewer.account is None:
        return ()
    own = Contribution.objects.filter(contributor=viewer.account)
    return _contributions(viewer, list(own.order_by("-created")[:limit]))


def contribution(viewer: Viewer, contribution_id: str) -> ContributionShown:
    """Return one of the viewer's own contributions."""
    row = Contribution.objects.filter(pk=contribution_id, contributor=viewer.account or "-").first()
    if row is None:
        raise NotAllowed()
    return _contributions(viewer, [row])[0]


def _contributions(viewer: Viewer, rows: list[Contribution]) -> tuple[ContributionShown, ...]:
    found = visible_sources(viewer).filter(contribution_id__in=[row.pk for row in rows])
    by_contribution: dict[str, list[SourceShown]] = {}
    belonging = dict(found.values_list("pk", "contribution_id"))
    for shown in shown_all(viewer, list(found.order_by("created", "id"))):
        by_contribution.setdefault(str(belonging[shown.id]), []).append(shown)
    return tuple(
        ContributionShown(
            row.pk,
            row.organisation_id,
            row.note,
            row.created,
            row.submitted,
            tuple(by_contribution.get(row.pk, ())),
        )
        for row in rows
    )
