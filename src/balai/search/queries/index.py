"""What the index holds now: languages, records, vectors, and whether it is sound."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.db import connection
from django.db.models import Count, Q

from balai.core.retrieval import ANALYSIS
from balai.foundation.embedding import Embedder
from balai.foundation.registries import indexed
from balai.search.engines import engine, pgvector
from balai.search.indexing import FACTS
from balai.search.models import IndexedFact, IndexEntry, IndexState
from balai.search.results import Record

Compared = Literal["memory", "pgvector"] | pgvector.WhyNot


@dataclass(frozen=True)
class IndexReport:
    """The index beside the records, for `doctor` and the steward.

    `missing` are records that have texts and no entry, `extra` those whose entries nobody
    offers any more, `without_vector` entries that only words find, `vectors_apart` those whose
    vector is not where the engine compares it, `without_facts` records that no filter finds.
    """

    records: int
    entries: int
    missing: tuple[Record, ...]
    extra: tuple[Record, ...]
    other_analysis: int
    other_model: int
    without_vector: int
    words: int
    vectors_apart: int
    without_facts: int = 0

    @property
    def is_sound(self) -> bool:
        """Say whether index and records agree and one analysis and one model made it all."""
        wrong = (self.missing, self.extra, self.other_analysis, self.other_model)
        bare = self.without_vector or self.vectors_apart or self.without_facts
        return not any(wrong) and not bare and self.words == self.entries


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
        vectors_apart=vectors_apart(embedder),
        without_facts=len(held - _with_facts()),
    )


def _with_facts() -> set[Record]:
    return set(IndexedFact.objects.values_list("record_kind", "record_id").distinct())


def vectors_apart(embedder: Embedder) -> int:
    """Return how many entries have a vector that is not where the engine compares it."""
    if not (embedder.available and engine().keeps_vectors()):
        return 0  # the mirror reads the entries themselves
    own = IndexEntry.objects.filter(model=embedder.name).count()
    return abs(own - engine().vectors_indexed(embedder.name))


def vectors_compared() -> Compared:
    """Say where vectors are compared, and on PostgreSQL why not by pgvector."""
    if engine().keeps_vectors():
        return "pgvector"
    if connection.vendor != "postgresql":
        return "memory"
    return pgvector.why_not()


def lacks_vectors(record_kind: str, record_id: str) -> bool:
    """Say whether some of a record's entries can be found by words only."""
    entries = IndexEntry.objects.filter(record_kind=record_kind, record_id=record_id)
    return entries.filter(model="").exists()


_LANGUAGES = """
    WITH RECURSIVE held(language) AS (
        SELECT min(language) FROM search_indexentry
        UNION ALL
        SELECT (SELECT min(e.language) FROM search_indexentry e WHERE e.language > held.language)
        FROM held WHERE held.language IS NOT NULL)
    SELECT language FROM held WHERE language IS NOT NULL
"""


def languages_indexed() -> list[str]:
    """Return the languages that entries of the index are in, by one look-up for each."""
    with connection.cursor() as cursor:
        cursor.execute(_LANGUAGES)
        return sorted(row[0] for row in cursor.fetchall())


def records_indexed() -> frozenset[Record]:
    """Return every record of the index, whoever may see it: only to subtract from."""
    return frozenset(IndexEntry.objects.values_list("record_kind", "record_id").distinct())


def index_limits(embedder: Embedder) -> tuple[str, ...]:
    """Say where the index was made by another analysis, model or facts than are in use."""
    state = IndexState.objects.filter(pk=1).first()
    if state is None:
        return ()
    other_model = embedder.available and state.model not in ("", embedder.name)
    other_facts = state.facts != FACTS
    is_stale = state.analysis != ANALYSIS or other_model or other_facts
    return ("index-stale",) if is_stale else ()
