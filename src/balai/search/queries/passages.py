"""Searching passages as they are, not folded into their sources: for scripts and measurements."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from balai.core.audience import Viewer
from balai.core.retrieval import fuse, weights_for
from balai.foundation.embedding import Embedder
from balai.foundation.reading import one_moment
from balai.search import finding
from balai.search.engines import engine
from balai.search.queries.asking import (
    MOST,
    Asked,
    Scope,
    ask,
    meaning_wanted,
    scope_of,
    wanted_shown,
)
from balai.search.queries.index import index_limits
from balai.search.queries.kinds import Chosen
from balai.search.queries.showing import hits_for
from balai.search.results import Filters, Matched, Mode, Record, Results


@dataclass
class _Leg:
    """Entries found one way: their scores, records and languages."""

    scores: dict[int, float] = field(default_factory=dict)
    records: dict[int, Record] = field(default_factory=dict)
    languages: dict[int, str] = field(default_factory=dict)


def search_passages(
    viewer: Viewer,
    text: str,
    filters: Filters | None = None,
    *,
    mode: Mode = "hybrid",
    languages: Sequence[str] = (),
    limit: int = 10,
    embedder: Embedder | None = None,
) -> Results:
    """Find passages of sources by words, by meaning, or by both; several of one source may come.

    Like `search` otherwise; each hit's record is "passage" and its id the passage's.
    """
    began = time.perf_counter()
    asked = ask(text, filters or Filters(), mode, languages, embedder)
    sources = Filters.of(record=("source",))
    asked = replace(asked, filters=asked.filters.without("record").joined_with(sources))
    with one_moment():
        scope = scope_of(viewer, asked)
        words, meaning = _by_words(asked, scope), _by_meaning(asked, scope)
        foreign = frozenset(
            entry
            for entry, language in meaning.languages.items()
            if scope.is_foreign(frozenset([language]))
        )
        weights = weights_for(len(asked.query.words))
        ranked = fuse(words.scores, meaning.scores, weights=weights, foreign=foreign)
        records = meaning.records | words.records
        found = [
            Chosen(records[each.key], each.key, each.score, _matched(each.key, words, meaning), 0)
            for each in ranked[: min(max(limit, 0), MOST)]
        ]
        hits = hits_for(viewer, found, wanted_shown(asked, scope))
        limits = () if asked.query.is_empty else index_limits(asked.embedder)
    return Results(
        query=asked.query,
        mode=mode,
        languages=scope.guess,
        hits=tuple(
            replace(hit, record="passage", id=hit.passage, rank=place)
            for place, hit in enumerate(hits, 1)
        ),
        total=len(ranked),
        with_words=len(words.scores),
        offset=0,
        seconds=time.perf_counter() - began,
        limits=tuple(dict.fromkeys(asked.limits + limits)),
        filters=asked.filters,
        unread=asked.unread,
    )


def _matched(entry: int, words: _Leg, meaning: _Leg) -> tuple[Matched, ...]:
    by_words: tuple[Matched, ...] = ("words",) if entry in words.scores else ()
    return (*by_words, "meaning") if entry in meaning.scores else by_words


def _by_words(asked: Asked, scope: Scope) -> _Leg:
    if asked.mode == "meaning" or asked.query.is_empty:
        return _Leg()
    found = finding.by_words(
        engine(),
        scope.said,
        scope.gates,
        scope.looked_in,
        scope.held,
        scope.allowed,
        scope.readings.names,
    )
    hits = [hit for hit in found.hits if hit.part == "passage"]
    return _Leg(
        {hit.entry: hit.score for hit in hits},
        {hit.entry: hit.record for hit in hits},
        {hit.entry: hit.language for hit in hits},
    )


def _by_meaning(asked: Asked, scope: Scope) -> _Leg:
    wanted = meaning_wanted(asked, scope, scope.allowed)
    if wanted is None:
        return _Leg()
    hits = engine().nearest_parts(wanted, "passage", scope.gates, finding.NEAREST)
    return _Leg(
        {hit.entry: hit.score for hit in hits},
        {hit.entry: hit.record for hit in hits},
        {hit.entry: hit.language for hit in hits},
    )
