"""Searching; each query takes the viewer first."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection, transaction

from balai.core.audience import Viewer
from balai.core.errors import NotReady
from balai.core.retrieval import ANALYSIS, Fused, Query, centred, fuse, parse_query
from balai.foundation.embedding import Embedder, get_embedder
from balai.search import finding
from balai.search.centres import SeedCentres, seed_centres
from balai.search.engines import engine
from balai.search.languages import likely_languages, with_close
from balai.search.mirror import GroupKey, Key, Mirror, Row, mirrors
from balai.search.models import IndexEntry, IndexState
from balai.search.narrowing import Record, read_filters, records_within
from balai.search.results import Filters, Matched, Mode, Results
from balai.search.showing import Chosen, hits_for
from balai.sharing.queries import open_gates

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST = 100
"""Hits that one page may ask for."""


@dataclass(frozen=True)
class _Found:
    """Records in order, with what is needed to show them."""

    ranked: list[Fused[Record]]
    words: finding.Leg
    meaning: finding.Leg
    phrases: dict[Record, int]
    languages: dict[str, float]
    limits: tuple[str, ...]


def search(
    viewer: Viewer,
    text: str,
    filters: Filters | None = None,
    *,
    mode: Mode = "hybrid",
    languages: Sequence[str] = (),
    limit: int = 10,
    offset: int = 0,
    embedder: Embedder | None = None,
) -> Results:
    """Find records by words, by meaning, or by both.

    `languages` are the reader's, best first. Never raises for what was typed; what did not
    work is named in the result's `limits`.
    """
    began = time.perf_counter()
    query = parse_query(text)
    narrowed, unread = read_filters(query.filters, filters or Filters())
    chosen = embedder or get_embedder()
    pointed, limits = _vector(query, mode, chosen)
    with transaction.atomic():
        found = _find(viewer, query, narrowed, mode, languages, chosen, pointed)
        first = max(offset, 0)
        window = found.ranked[first : first + min(max(limit, 0), MOST)]
        hits = hits_for(
            viewer, [_chosen(each, found) for each in window], query, found.languages, languages
        )
    limits += found.limits
    limits += tuple(f"unknown-filter:{each.field}:{each.value}" for each in unread)
    return Results(
        query=query,
        mode=mode,
        languages=found.languages,
        hits=tuple(replace(hit, rank=first + place) for place, hit in enumerate(hits, 1)),
        total=len(found.ranked),
        offset=first,
        seconds=time.perf_counter() - began,
        limits=tuple(dict.fromkeys(limits)),
        filters=narrowed,
        unread=unread,
    )


@dataclass(frozen=True)
class _Pointed:
    """The vector of a query as the encoder gave it, and the means to centre it with."""

    vector: NDArray[np.float32]
    seeds: SeedCentres


def _vector(
    query: Query, mode: Mode, embedder: Embedder
) -> tuple[_Pointed | None, tuple[str, ...]]:
    """Ask the encoder, before the transaction begins; or say why there is no vector."""
    if mode == "words" or query.is_empty:
        return None, ()
    if not embedder.available:
        return None, ("words-only",)
    try:
        seeds = seed_centres(embedder, Path(settings.BALAI.home))
        return _Pointed(embedder.embed([query.text], "query")[0], seeds), ()
    except NotReady:
        return None, ("encoder-failed",)


def _find(
    viewer: Viewer,
    query: Query,
    filters: Filters,
    mode: Mode,
    reader: Sequence[str],
    embedder: Embedder,
    pointed: _Pointed | None,
) -> _Found:
    gates, held = open_gates(viewer), languages_indexed()
    guess = likely_languages(query.text, reader, held)
    phrases, allowed = _allowed(query, filters, gates, held)
    if query.is_empty:
        ranked = fuse(_newest(allowed, gates), {}) if allowed is not None else []
        return _Found(ranked, finding.Leg(), finding.Leg(), {}, guess, ())
    limits = index_limits(embedder)
    meaning, words = finding.Leg(), finding.Leg()
    if pointed is not None:
        mirror = current_mirror(embedder, pointed.seeds)
        vector = centred(pointed.vector, pointed.seeds.queries.mixed(guess))
        meaning = finding.by_meaning(engine(), mirror, vector, gates, allowed)
    own = with_close(guess) if guess and pointed is not None else None
    if mode != "meaning":
        words = finding.by_words(
            engine(), query, gates, None if own is None else sorted(own), held, allowed
        )
        if not any(finding.query_terms(query, sorted(guess) or [""]).values()):
            limits = (*limits, "no-words")
    foreign = frozenset(
        record
        for record, languages in meaning.languages.items()
        if own is not None and not (languages & own or "" in languages)
    )
    ranked = fuse(words.scores, meaning.scores, foreign=foreign)
    return _Found(ranked, words, meaning, phrases, guess, limits)


def _allowed(
    query: Query, filters: Filters, gates: Sequence[int], held: Sequence[str]
) -> tuple[dict[Record, int], frozenset[Record] | None]:
    """Return which entry has the (last) phrase, and to which records all is narrowed."""
    allowed = records_within(filters)
    shown: dict[Record, int] = {}
    for phrase in query.phrases:
        shown = finding.with_phrase(engine(), phrase, gates, held)
        allowed = frozenset(shown) if allowed is None else allowed & shown.keys()
    excluded: set[Record] = set()
    for unwanted in (*query.excluded_words, *query.excluded_phrases):
        excluded |= finding.with_phrase(engine(), unwanted, gates, held).keys()
    if excluded:
        everything = allowed if allowed is not None else records_indexed()
        allowed = everything - excluded
    return shown, allowed


def _newest(allowed: frozenset[Record], gates: Sequence[int]) -> dict[Record, float]:
    """Return the visible ones among records, the newest with the highest score."""
    one_each: dict[Record, list[int]] = {}
    for entry, kind, record_id in IndexEntry.objects.order_by("id").values_list(
        "id", "record_kind", "record_id"
    ):
        if (kind, record_id) in allowed:
            one_each.setdefault((kind, record_id), []).append(entry)
    visible = engine().visible([each for some in one_each.values() for each in some], gates)
    seen = [record for record, some in one_each.items() if not visible.isdisjoint(some)]
    seen.sort(key=lambda record: record[1])
    return {record: 1.0 + place for place, record in enumerate(seen)}


def _chosen(each: Fused[Record], found: _Found) -> Chosen:
    record = each.key
    entry = found.phrases.get(record) or found.words.entries.get(record)
    matched: tuple[Matched, ...] = ()
    if record in found.words.scores:
        matched += ("words",)
    if record in found.meaning.scores:
        matched += ("meaning",)
    entry = entry or found.meaning.entries.get(record)
    return Chosen(record, entry, each.score, matched, max(0, found.words.parts.get(record, 0) - 1))


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
