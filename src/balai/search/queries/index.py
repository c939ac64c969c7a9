"""What the index holds now: languages, records, vectors, and whether it is sound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count, Q

from balai.core.retrieval import ANALYSIS
from balai.foundation.embedding import Embedder
from balai.foundation.registries import indexed
from balai.search.centres import SeedCentres
from balai.search.engines import engine
from balai.search.mirror import GroupKey, Key, Mirror, Row, mirrors
from balai.search.models import IndexEntry, IndexState
from balai.search.results import Record


@dataclass(frozen=True)
class IndexReport:
    """The index beside the records, for `doctor` and the steward.

    `missing` are records that have texts and no entry, `extra` those whose entries nobody
    offers any more, `without_vector` entries that only words find.
    """

    records: int
    entries: int
    missing: tuple[Record, ...]
    extra: tuple[Record, ...]
    other_analysis: int
    other_model: int
    without_vector: int
    words: int

    @property
    def is_sound(self) -> bool:
        """Say whether index and records agree and one analysis and one model made it all."""
        wrong = (self.missing, self.extra, self.other_analysis, self.other_model)
        return not any(wrong) and not self.without_vector and self.words == self.entries


def index_report(embedder: Embedder) -> IndexReport:
    """Compare the index with the records."""
    offered = {(kind, str(each)) for kind, texts in indexed for each in texts.all_ids()}
    held = records_indexed()
    counts = IndexEntry.objects.aggregate(
        held=Count("id"),
        stale=Count("id", filter=~Q(analysis=ANALYSIS)),
        foreign=Count("id", filter=~Q(model__in=["", embedder.name])),
        bare=Count("id", filter=Q(model="")),
    )
    lacking = [each for each in sorted(offered - held) if indexed[each[0]].texts(each[1])]
    return IndexReport(
        records=len(offered),
        entries=counts["held"],
        missing=tuple(lacking),
        extra=tuple(sorted(held - offered)),
        other_analysis=counts["stale"],
        other_model=counts["foreign"] if embedder.available else 0,
        without_vector=counts["bare"] if embedder.available else 0,
        words=engine().words_indexed(),
    )


def lacks_vectors(record_kind: str, record_id: str) -> bool:
    """Say whether some of a record's entries can be found by words only."""
    entries = IndexEntry.objects.filter(record_kind=record_kind, record_id=record_id)
    return entries.filter(model="").exists()


def entries_of(records: frozenset[Record]) -> dict[Record, list[int]]:
    """Return the entries of records."""
    found: dict[Record, list[int]] = {}
    rows = IndexEntry.objects.order_by("id").values_list("id", "record_kind", "record_id")
    for entry, kind, record_id in rows:
        if (kind, record_id) in records:
            found.setdefault((kind, record_id), []).append(entry)
    return found


def languages_indexed() -> list[str]:
    """Return the languages that entries of the index are in."""
    rows = IndexEntry.objects.order_by().values_list("language", flat=True).distinct()
    return sorted(rows)


def records_indexed() -> frozenset[Record]:
    """Return every record of the index, whoever may see it: only to subtract from."""
    return frozenset(IndexEntry.objects.values_list("record_kind", "record_id").distinct())


def index_limits(embedder: Embedder) -> tuple[str, ...]:
    """Say where the index was made by another analysis or model than is in use."""
    state = IndexState.objects.filter(pk=1).first()
    if state is None:
        return ()
    other_model = embedder.available and state.model not in ("", embedder.name)
    return ("index-stale",) if state.analysis != ANALYSIS or other_model else ()


def current_mirror(embedder: Embedder, seeds: SeedCentres) -> Mirror:
    """Return the vectors of this model as the index holds them now."""
    changes = IndexState.objects.filter(pk=1).values_list("changes", flat=True).first() or 0

    def load(known: frozenset[Key]) -> tuple[frozenset[Key], list[Row]]:
        rows = IndexEntry.objects.filter(model=embedder.name)
        present = frozenset(rows.values_list("id", "text_hash"))
        new = sorted(entry for entry, _ in present - known)
        found: list[Row] = []
        for start in range(0, len(new), 5000):
            found.extend(_rows(new[start : start + 5000]))
        return present, found

    return mirrors.current(
        str(connection.settings_dict["NAME"]),
        embedder.name,
        changes,
        load,
        lambda rows: Mirror(rows, seeds.passages, embedder.dimension),
    )


def _rows(entries: Sequence[int]) -> list[Row]:
    fields = (
        "id",
        "text_hash",
        "record_kind",
        "record_id",
        "audience_kind",
        "audience_id",
        "part",
        "language",
        "vector",
    )
    chosen = IndexEntry.objects.filter(id__gte=entries[0], id__lte=entries[-1])
    wanted = frozenset(entries)
    return [
        Row(row[0], row[1], GroupKey(*row[2:6]), row[6], row[7], bytes(row[8]))
        for row in chosen.values_list(*fields)
        if row[0] in wanted
    ]
