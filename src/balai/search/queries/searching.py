"""Searching; each query takes the viewer first."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from django.conf import settings

from balai.core.audience import Viewer
from balai.core.errors import NotReady
from balai.core.retrieval import Fused, fuse
from balai.foundation.embedding import Embedder, get_embedder
from balai.foundation.reading import one_moment
from balai.search import finding
from balai.search.centres import seed_centres
from balai.search.engines import engine
from balai.search.languages import likely_languages
from balai.search.queries.asking import MOST, Asked, Scope, ask, meaning_wanted, scope_of
from balai.search.queries.index import entries_of, index_limits
from balai.search.queries.showing import Chosen, hits_for
from balai.search.queries.vectors import current_mirror
from balai.search.results import Filters, Matched, Mode, Record, Results


@dataclass(frozen=True)
class _Found:
    """Records in order, with what is needed to show them."""

    ranked: list[Fused[Record]] = field(default_factory=list)
    words: finding.Leg = field(default_factory=finding.Leg)
    meaning: finding.Leg = field(default_factory=finding.Leg)
    limits: tuple[str, ...] = ()


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
    asked = ask(text, filters or Filters(), mode, languages, embedder)
    first = max(offset, 0)
    with one_moment():
        scope = scope_of(viewer, asked)
        found = _find(asked, scope)
        window = found.ranked[first : first + min(max(limit, 0), MOST)]
        chosen = [_chosen(each, found, scope) for each in window]
        hits = hits_for(viewer, chosen, asked.query, scope.guess, languages)
    return Results(
        query=asked.query,
        mode=mode,
        languages=scope.guess,
        hits=tuple(replace(hit, rank=first + place) for place, hit in enumerate(hits, 1)),
        total=len(found.ranked),
        with_words=len(found.words.scores),
        offset=first,
        seconds=time.perf_counter() - began,
        limits=tuple(dict.fromkeys(asked.limits + found.limits)),
        filters=asked.filters,
        unread=asked.unread,
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
        if not engine().keeps_vectors():
            current_mirror(embedder, seeds.passages)


def _find(asked: Asked, scope: Scope) -> _Found:
    if asked.query.is_empty:
        newest = {} if scope.allowed is None else _newest(scope.allowed, scope.gates)
        return _Found(fuse(newest, {}))
    limits = index_limits(asked.embedder)
    meaning, words = finding.Leg(), finding.WordsFound()
    if (wanted := meaning_wanted(asked, scope)) is not None:
        meaning = finding.by_meaning(engine(), wanted, scope.gates)
    if asked.mode != "meaning":
        words = finding.by_words(
            engine(), asked.query, scope.gates, scope.looked_in, scope.held, scope.allowed
        )
        if words.is_cut:
            limits = (*limits, "many-words")
        if not any(finding.query_terms(asked.query, sorted(scope.guess) or [""]).values()):
            limits = (*limits, "no-words")
    foreign = frozenset(
        record for record, languages in meaning.languages.items() if scope.is_foreign(languages)
    )
    leg = finding.folded(words)
    return _Found(fuse(leg.scores, meaning.scores, foreign=foreign), leg, meaning, limits)


def _newest(allowed: frozenset[Record], gates: Sequence[int]) -> dict[Record, float]:
    """Return the visible ones among records, the newest with the highest score."""
    one_each = entries_of(allowed)
    visible = engine().visible([each for some in one_each.values() for each in some], gates)
    seen = [record for record, some in one_each.items() if not visible.isdisjoint(some)]
    seen.sort(key=lambda record: record[1])
    return {record: 1.0 + place for place, record in enumerate(seen)}


def _chosen(each: Fused[Record], found: _Found, scope: Scope) -> Chosen:
    record = each.key
    entry = scope.phrases.get(record) or found.words.entries.get(record)
    matched: tuple[Matched, ...] = ()
    if record in found.words.scores:
        matched += ("words",)
    if record in found.meaning.scores:
        matched += ("meaning",)
    entry = entry or found.meaning.entries.get(record)
    return Chosen(record, entry, each.score, matched, max(0, found.words.parts.get(record, 0) - 1))
