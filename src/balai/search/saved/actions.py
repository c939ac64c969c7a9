"""The only writers of saved searches. They are private, so the journal has nothing of them."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q
from django.http import QueryDict

from balai.core.audience import Viewer
from balai.core.errors import Conflict, Invalid, NotAllowed
from balai.foundation.clock import now
from balai.foundation.journal.recording import recording
from balai.people.names import in_plain_words
from balai.people.queries import profile_of, viewer_by_id
from balai.search.address import Asking, query_string, read
from balai.search.models import IndexState, SavedSearch
from balai.search.queries.searching import found
from balai.search.results import Record
from balai.search.saved.queries import own

logger = logging.getLogger(__name__)
MOST = 50
LONGEST_NAME = 100
NEAREST_TOLD = 10
"""Something is always nearest in meaning: without the words only the best so many are news."""
AT_ONCE = 200
"""Searches that one sweep asks, those first that have waited longest."""


@in_plain_words
def save_search(*, viewer: Viewer, name: str, asked: Asking) -> str:
    """Keep a search under a name; what it finds now is no news. Return its identifier."""
    name = " ".join(name.split())[:LONGEST_NAME] or asked.words[:LONGEST_NAME]
    if viewer.account is None:
        raise NotAllowed()
    if asked.is_empty or not name:
        raise Invalid("There is nothing to search for.", "Search first, then save the search.")
    known = _records(_found(viewer, asked))
    with recording(viewer):
        if own(viewer).count() >= MOST:
            raise Conflict("You have %(most)s saved searches.", "Delete one first.",
                           values={"most": str(MOST)})  # fmt: skip
        row = SavedSearch.objects.create(
            account_id=viewer.account,
            name=name,
            address=query_string(asked),
            looked=now(),
            asked=now(),
            checked=_changes(),
            known=known,
        )
    return row.pk


def look(*, viewer: Viewer, saved_id: str) -> None:
    """Note that the owner has looked: what was news is shown, and known from now on."""
    with recording(viewer):
        row = _own_row(viewer, saved_id)
        row.known = _joined(row.known, row.news)
        row.shown, row.news, row.looked = row.news, [], now()
        row.save(update_fields=["known", "shown", "news", "looked"])


@in_plain_words
def change_saved(
    *, viewer: Viewer, saved_id: str, name: str | None = None, tells: bool | None = None
) -> None:
    """Give a saved search another name, or say whether its owner is told of news."""
    with recording(viewer):
        row = _own_row(viewer, saved_id)
        if name is not None:
            row.name = " ".join(name.split())[:LONGEST_NAME] or row.name
        if tells is not None:
            row.tells = tells
        row.save(update_fields=["name", "tells"])


def delete_saved(*, viewer: Viewer, saved_id: str) -> None:
    """Delete one of the viewer's own."""
    with recording(viewer):
        _own_row(viewer, saved_id).delete()


def forget_account(account_id: str) -> None:
    """Delete the searches of an account that is closed, in the transaction that closes it."""
    SavedSearch.objects.filter(account_id=account_id).delete()


def ask_again() -> int:
    """Ask saved searches again where the index has changed since; return how many were asked."""
    changes = _changes()
    due = SavedSearch.objects.filter(~Q(checked=changes), tells=True).order_by("asked")
    rows = list(due[:AT_ONCE])
    for row in rows:
        _ask_again(row, changes)
    return len(rows)


def _ask_again(row: SavedSearch, changes: int) -> None:
    """Put what a search finds now, and did not before, on its owner's list."""
    viewer = viewer_by_id(row.account_id)
    if viewer.account is None:  # may not sign in at the moment
        SavedSearch.objects.filter(pk=row.pk).update(checked=changes, asked=now())
        return
    ranked = _found(viewer, read(QueryDict(row.address)))
    with transaction.atomic():
        fresh = SavedSearch.objects.filter(pk=row.pk).first()
        if fresh is None:  # deleted meanwhile
            return
        known = {tuple(pair) for pair in [*fresh.known, *fresh.news]}
        new = [list(record) for record, tells in ranked if tells and record not in known]
        fresh.news = _joined(fresh.news, new)
        fresh.checked, fresh.asked = changes, now()
        fresh.save(update_fields=["news", "checked", "asked"])


def _found(viewer: Viewer, asked: Asking) -> list[tuple[Record, bool]]:
    """Return what a search finds, and of each whether it would be told of."""
    ranked = found(
        viewer,
        asked.words,
        asked.filters,
        mode=asked.mode,
        languages=profile_of(viewer).reading_languages,
    )
    return [
        (record, "words" in matched or not asked.words or place < NEAREST_TOLD)
        for place, (record, matched) in enumerate(ranked)
    ]


def _records(ranked: Sequence[tuple[Record, bool]]) -> list[list[str]]:
    return [list(record) for record, _tells in ranked]


def _joined(first: list[list[str]], second: list[list[str]]) -> list[list[str]]:
    return [list(pair) for pair in dict.fromkeys(tuple(each) for each in [*first, *second])]


def _own_row(viewer: Viewer, saved_id: str) -> SavedSearch:
    row = own(viewer).filter(pk=saved_id).first()
    if row is None:
        raise NotAllowed()
    return row


def _changes() -> int:
    return IndexState.objects.filter(pk=1).values_list("changes", flat=True).first() or 0
