"""Reading one's own saved searches; nobody else's are there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from balai.core.audience import Viewer
from balai.core.errors import NotAllowed
from balai.core.retrieval import Query
from balai.search.models import SavedSearch
from balai.search.queries.kinds import Chosen, Wanted
from balai.search.queries.narrowing import visible_among
from balai.search.queries.showing import hits_for
from balai.search.results import Hit, Record
from balai.sharing.queries import open_gates


@dataclass(frozen=True)
class SavedShown:
    """A saved search; `news` counts what it found since its owner last looked."""

    id: str
    name: str
    address: str
    tells: bool
    looked: datetime
    news: int


def saved_searches(viewer: Viewer) -> tuple[SavedShown, ...]:
    """Return the viewer's own saved searches, the newest first."""
    rows = list(own(viewer).order_by("-created", "-id"))
    visible = visible_among(_pairs(row.news for row in rows), open_gates(viewer))
    return tuple(_shown(row, visible) for row in rows)


def saved_search(viewer: Viewer, saved_id: str) -> SavedShown:
    """Return one of the viewer's own. Raises NotAllowed where there is none."""
    row = own(viewer).filter(pk=saved_id).first()
    if row is None:
        raise NotAllowed()
    return _shown(row, visible_among(_pairs([row.news]), open_gates(viewer)))


def shown_at_last_look(viewer: Viewer, saved_id: str, languages: Sequence[str]) -> tuple[Hit, ...]:
    """Return what was new when the viewer last looked, as far as they may see it now."""
    row = own(viewer).filter(pk=saved_id).first()
    if row is None:
        raise NotAllowed()
    records = [(kind, record_id) for kind, record_id in row.shown]
    visible = visible_among(records, open_gates(viewer))
    chosen = [Chosen(record, None, 0.0, (), 0) for record in records if record in visible]
    return tuple(hits_for(viewer, chosen, Wanted(Query(""), {}, tuple(languages))))


def count_with_news(viewer: Viewer) -> int:
    """Return how many of the viewer's searches found something new that they may see."""
    rows = list(own(viewer).filter(tells=True).exclude(news=[]).only("news"))
    if not rows:
        return 0
    visible = visible_among(_pairs(row.news for row in rows), open_gates(viewer))
    return sum(any((kind, each) in visible for kind, each in row.news) for row in rows)


def own(viewer: Viewer) -> QuerySet[SavedSearch]:
    """Return the viewer's own rows; none for whoever has no account."""
    return SavedSearch.objects.filter(account_id=viewer.account or "-")


def _pairs(lists: Iterable[Iterable[Sequence[str]]]) -> frozenset[Record]:
    return frozenset((kind, each) for some in lists for kind, each in some)


def _shown(row: SavedSearch, visible: frozenset[Record]) -> SavedShown:
    news = sum((kind, each) in visible for kind, each in row.news) if row.tells else 0
    return SavedShown(row.pk, row.name, row.address, row.tells, row.looked, news)
