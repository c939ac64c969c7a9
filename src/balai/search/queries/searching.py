"""Searching; each query takes the viewer first."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from balai.core.audience import Viewer
from balai.core.errors import NotReady
from balai.core.retrieval import Fused, Query, centred, fuse, parse_query
from balai.foundation.embedding import Embedder, get_embedder
from balai.foundation.reading import one_moment
from balai.search import finding
from balai.search.centres import SeedCentres, seed_centres
from balai.search.engines import engine
from balai.search.languages import languages_to_look_in, likely_languages
from balai.search.queries.index import (
    current_mirror,
    entries_of,
    index_limits,
    languages_indexed,
    records_indexed,
)
from balai.search.queries.narrowing import read_filters, records_within
from balai.search.queries.showing import Chosen, hits_for
from balai.search.results import Filters, Matched, Mode, Record, Results
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
    with one_moment():
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


def warm_up() -> None:
    """Load what the first search would wait for: encoder, means, vectors, model of languages.

    For a thread of the server at start-up. An encoder that cannot answer is no error here: the
    first search will say so.
    """
    embedder = get_embedder()
    likely_languages("Is there anything that somebody might be looking for?")
    if embedder.available:
        try:
            seeds = seed_centres(embedder, Path(settings.BALAI.home))
            embedder.embed(["warm up"], "query")
        except NotReady:
            return
        current_mirror(embedder, seeds)


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
    own = None if pointed is None else languages_to_look_in(query.text, guess)
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
    one_each = entries_of(allowed)
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
