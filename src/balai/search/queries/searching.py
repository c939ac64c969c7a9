"""Searching; each query takes the viewer first."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from django.conf import settings

from balai.core.audience import PUBLIC, Viewer
from balai.core.errors import NotReady
from balai.core.retrieval import Fused, fuse, weights_for
from balai.foundation.embedding import Embedder, get_embedder
from balai.foundation.reading import one_moment
from balai.search import finding
from balai.search.centres import seed_centres
from balai.search.engines import engine
from balai.search.languages import likely_languages
from balai.search.queries.asking import (
    MOST,
    Asked,
    Scope,
    ask,
    both,
    meaning_wanted,
    scope_of,
    wanted_shown,
    without_meaning,
    words_found,
)
from balai.search.queries.facets import counts_by_field
from balai.search.queries.index import index_limits
from balai.search.queries.kinds import Chosen
from balai.search.queries.narrowing import records_having, records_visible
from balai.search.queries.showing import hits_for
from balai.search.queries.vectors import current_mirror
from balai.search.results import Counts, Filters, Matched, Mode, Record, Results

LABELLED = 0.5
"""What a label counts beside the best words, where the whole query names its term."""
EQUAL = 0.01
"""Scores within so much are equal: a record in a language that the reader reads comes first."""


@dataclass(frozen=True)
class _Found:
    """Records in order, with what is needed to show and to count them."""

    ranked: list[Fused[Record]] = field(default_factory=list)
    words: finding.Leg = field(default_factory=finding.Leg)
    meaning: finding.Leg = field(default_factory=finding.Leg)
    is_cut: bool = False
    labelled: frozenset[Record] = frozenset()
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
    counted: bool = False,
) -> Results:
    """Find records by words, by meaning, or by both.

    `counted` asks for `counts`, and for exact numbers where more have the words than are ranked.

    `languages` are the reader's, best first. Never raises for what was typed; what did not
    work is named in the result's `limits`.
    """
    began = time.perf_counter()
    asked = ask(text, filters or Filters(), mode, languages, embedder, waits=False)
    window = slice(max(offset, 0), max(offset, 0) + min(max(limit, 0), MOST))
    try:
        results = _results(viewer, asked, window, counted=counted)
    except NotReady:
        results = _results(viewer, without_meaning(asked), window, counted=counted)
    return replace(results, seconds=time.perf_counter() - began)


def _results(viewer: Viewer, asked: Asked, window: slice, *, counted: bool) -> Results:
    """Find and show, all as of one moment. Raises NotReady where the encoder cannot answer."""
    with one_moment():
        scope = scope_of(viewer, asked)
        found = _find(asked, scope)
        chosen = [_chosen(each, found, scope) for each in found.ranked[window]]
        hits = hits_for(viewer, chosen, wanted_shown(asked, scope))
        matching = Matching(asked, scope, found)
        total, with_words = len(found.ranked), len(found.words.scores)
        counts: Counts = {}
        if counted:
            total = len(matching.under(asked.filters))
            with_words = len(matching.with_words(scope.allowed))
            counts = counts_by_field(asked.filters, matching.under, scope.gates)
    first = window.start
    return Results(
        query=asked.query,
        mode=asked.mode,
        languages=scope.guess,
        hits=tuple(replace(hit, rank=first + place) for place, hit in enumerate(hits, 1)),
        total=total,
        with_words=with_words,
        offset=first,
        seconds=0.0,
        limits=tuple(dict.fromkeys(asked.limits + found.limits)),
        filters=asked.filters,
        unread=asked.unread,
        counts=counts,
        listed=len(found.ranked),
        terms=tuple(scope.readings.covered),
        readings=tuple(
            (language, name)
            for language, names in scope.readings.names.items()
            for name in names[:1]
        ),
    )


def found(
    viewer: Viewer,
    text: str,
    filters: Filters,
    *,
    mode: Mode = "hybrid",
    languages: Sequence[str] = (),
    embedder: Embedder | None = None,
) -> list[tuple[Record, tuple[Matched, ...]]]:
    """Return the records that a search finds, the best first, and why; nothing is shown."""
    asked = ask(text, filters, mode, languages, embedder)
    with one_moment():
        scope = scope_of(viewer, asked)
        known = _find(asked, scope)
        return [(each.key, _chosen(each, known, scope).matched) for each in known.ranked]


def warm_up() -> None:
    """Load what the first search would wait for: encoder, means, vectors, titles, languages.

    For a thread of the server at start-up. An encoder that cannot answer is no error here: the
    first search will say so.
    """
    from balai.search.suggesting.correcting import did_you_mean  # it asks this package

    embedder = get_embedder()
    likely_languages("Is there anything that somebody might be looking for?")
    did_you_mean(PUBLIC, "misspeled")
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
    if scope.is_cut:
        limits = (*limits, "many-words")
    meaning, words = finding.Leg(), finding.WordsFound()
    if asked.mode != "meaning":
        words = words_found(scope)
        if words.is_cut:
            limits = (*limits, "many-words")
        terms = finding.query_terms(asked.query, sorted(scope.guess) or [""])
        if not (any(terms.values()) or scope.readings.covered):
            limits = (*limits, "no-words")
    # The encoder was at work on the question meanwhile.
    if (wanted := meaning_wanted(asked, scope, scope.allowed)) is not None:
        meaning = finding.by_meaning(engine(), wanted, scope.gates)
    foreign = frozenset(
        record for record, languages in meaning.languages.items() if scope.is_foreign(languages)
    )
    leg = finding.folded(words)
    labelled = _labelled(scope)
    _lift(leg, labelled, scope.allowed)
    weights = weights_for(len(asked.query.words))
    ranked = fuse(leg.scores, meaning.scores, weights=weights, foreign=foreign)
    ranked = _own_languages_first(ranked, asked.reader, leg, meaning)
    return _Found(ranked, leg, meaning, words.is_cut, frozenset(labelled), limits)


def _labelled(scope: Scope) -> dict[Record, float]:
    """Return the visible records that carry a term of the query, with how much of it that is."""
    found: dict[Record, float] = {}
    for (field_name, code), share in scope.readings.covered.items():
        for record in records_having(field_name, (code,), scope.gates):
            found[record] = min(1.0, found.get(record, 0.0) + share)
    return found


def _lift(
    leg: finding.Leg, labelled: dict[Record, float], allowed: frozenset[Record] | None
) -> None:
    """Let a label count as words do: people said of the record what the query says."""
    best = max(leg.scores.values(), default=1.0)
    for record, share in labelled.items():
        if allowed is None or record in allowed:
            leg.scores[record] = leg.scores.get(record, 0.0) + LABELLED * share * best


def _own_languages_first(
    ranked: list[Fused[Record]],
    reader: Sequence[str],
    words: finding.Leg,
    meaning: finding.Leg,
) -> list[Fused[Record]]:
    """Put records in a language of the reader before equal ones in others."""
    own = frozenset(reader)
    if not own:
        return ranked

    def is_read(record: Record) -> bool:
        spoken = words.languages.get(record, frozenset()) | meaning.languages.get(
            record, frozenset()
        )
        return not own.isdisjoint(spoken)

    return sorted(
        ranked, key=lambda each: (-round(each.score / EQUAL), not is_read(each.key), -each.score)
    )


@dataclass(frozen=True)
class Matching:
    """The stated set that is counted: what matches the words and filters, and the nearest."""

    asked: Asked
    scope: Scope
    found: _Found

    def under(self, filters: Filters) -> frozenset[Record]:
        """Return the set for other filters than those of the search."""
        if filters == self.asked.filters and not self.found.is_cut:
            return frozenset(each.key for each in self.found.ranked)
        allowed = self.scope.within(filters)
        if self.asked.query.is_empty:
            return both(records_visible(self.scope.gates), allowed) or frozenset()
        return self._near(allowed) | self.with_words(allowed)

    def _near(self, allowed: frozenset[Record] | None) -> frozenset[Record]:
        """Return those of the records that are nearest by meaning."""
        if allowed == self.scope.allowed:
            return frozenset(self.found.meaning.scores)
        wanted = meaning_wanted(self.asked, self.scope, allowed)
        if wanted is None:
            return frozenset()
        return frozenset(finding.by_meaning(engine(), wanted, self.scope.gates).scores)

    def with_words(self, allowed: frozenset[Record] | None) -> frozenset[Record]:
        """Return those of the records that have words of the query."""
        if not self.found.is_cut and allowed == self.scope.allowed:
            return frozenset(self.found.words.scores)
        return both(self._having_words, allowed) or frozenset()

    @cached_property
    def _having_words(self) -> frozenset[Record]:
        """Return every visible record that has words of the query, whatever the filters."""
        if self.asked.mode == "meaning":
            return frozenset()
        wanted = finding.words_wanted(
            self.scope.said, self.scope.looked_in, self.scope.held, self.scope.readings.names
        )
        looked_up = finding.looked_up(engine(), wanted)
        return self.found.labelled | frozenset(engine().matching(looked_up, self.scope.gates))


def _newest(allowed: frozenset[Record], gates: Sequence[int]) -> dict[Record, float]:
    """Return the visible ones among records, the newest with the highest score."""
    seen = sorted(allowed & records_visible(gates), key=lambda record: record[1])
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
