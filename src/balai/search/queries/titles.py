"""The titles of the library in the memory of this process: they propose, SQL decides."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db import connection

from balai.core.audience import Viewer
from balai.library.models import Source, SourceState
from balai.library.queries import SourceShown, sources, title_shown
from balai.search.models import IndexChange, IndexState
from balai.search.suggesting.beginnings import Beginning, beginnings
from balai.search.suggesting.spelling import Lexicon
from balai.sharing.queries import visible_ids

_AT_FIRST, _AT_ONCE = 100, 10_000
"""Sources looked up in the first query, and at most in one: a database takes only so many."""
_MOST_CHANGES = 100
"""Records that are looked up one by one; after more of them all titles are read anew."""


@dataclass(frozen=True)
class Title:
    """What a source is called, whoever may see it: only ever to propose."""

    text: str
    language: str


@dataclass(frozen=True)
class Titles:
    """Every title, by its source and by what may be typed of it."""

    by_source: dict[str, Title]
    ordered: list[Beginning]

    def changed(self, gone: set[str], new: dict[str, Title]) -> Titles:
        """Return the titles after some sources changed."""
        if not gone:
            return self
        kept = [each for each in self.ordered if each.name not in gone]
        known = {pk: title for pk, title in self.by_source.items() if pk not in gone}
        return Titles(known | new, sorted([*kept, *_begun(new)]))

    @cached_property
    def words(self) -> Lexicon:
        """Return the words of titles, each with the sources that it stands in."""
        lexicon = Lexicon()
        for each in self.ordered:
            lexicon.add(each.key.partition(" ")[0], each.name)
        return lexicon


_lock = threading.Lock()
_kept: dict[str, tuple[int, Titles]] = {}
"""By database: the count of changes of the index, and the titles as they stood at it."""


def current_titles() -> Titles:
    """Return the titles as the index stands now; nothing where nothing was indexed."""
    changes = IndexState.objects.filter(pk=1).values_list("changes", flat=True).first()
    if changes is None:
        return Titles({}, [])
    database = str(connection.settings_dict["NAME"])
    with _lock:
        kept = _kept.get(database)
        if kept is None or kept[0] != changes:
            kept = _kept[database] = (changes, _brought_up(kept, changes))
        return kept[1]


def forget_titles() -> None:
    """Drop every title from memory."""
    with _lock:
        _kept.clear()


def visible_among(viewer: Viewer, wanted: Sequence[str], most: int) -> list[str]:
    """Return the first of some sources that the viewer may see, in their order."""
    found: list[str] = []
    first, size = 0, _AT_FIRST
    while first < len(wanted) and len(found) < most:
        some = wanted[first : first + size]
        seen = set(visible_ids(viewer, "source").filter(record_id__in=some))
        found += [each for each in some if each in seen]
        first, size = first + size, min(4 * size, _AT_ONCE)
    return found[:most]


def shown(viewer: Viewer, ids: Sequence[str]) -> list[SourceShown]:
    """Return sources as the viewer is shown them, in the order given."""
    found = {each.id: each for each in sources(viewer, ids=list(ids), limit=len(ids) or 1)}
    return [found[each] for each in ids if each in found]


def _brought_up(kept: tuple[int, Titles] | None, changes: int) -> Titles:
    if kept is not None and (touched := _changed(kept[0], changes)) is not None:
        return kept[1].changed(touched, _read(touched))
    everything = _read(None)
    return Titles(everything, sorted(_begun(everything)))


def _changed(since: int, until: int) -> set[str] | None:
    """Return the sources that changed between two counts, None where that is not known."""
    if not 0 < until - since <= _MOST_CHANGES:
        return None
    rows = IndexChange.objects.filter(number__gt=since, number__lte=until)
    noted = list(rows.values_list("record_kind", "record_id"))
    if len(noted) < until - since:
        return None
    return {record_id for kind, record_id in noted if kind == "source"}


def _read(ids: set[str] | None) -> dict[str, Title]:
    rows = Source.objects.filter(state=SourceState.READY)
    if ids is not None:
        rows = rows.filter(pk__in=ids)
    fields = rows.only("title", "file_name", "language")
    return {
        row.pk: Title(title_shown(row, is_hidden=False), row.language) for row in fields.iterator()
    }


def _begun(titles: dict[str, Title]) -> Iterable[Beginning]:
    for pk, title in titles.items():
        yield from beginnings(title.text, pk)
