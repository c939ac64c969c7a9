"""Searching passages as they are, not folded into their sources: for scripts and measurements."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from balai.core.audience import Viewer
from balai.core.retrieval import Query, centred, fuse, parse_query
from balai.foundation.embedding import Embedder, get_embedder
from balai.foundation.reading import one_moment
from balai.search import finding
from balai.search.engines import engine
from balai.search.engines.port import MOST_ENTRIES, WordsWanted
from balai.search.languages import languages_to_look_in, likely_languages
from balai.search.mirror import GroupKey, Mirror
from balai.search.queries import searching
from balai.search.queries.index import current_mirror, index_limits, languages_indexed
from balai.search.queries.narrowing import read_filters
from balai.search.queries.showing import Chosen, hits_for
from balai.search.results import Filters, Matched, Mode, Record, Results
from balai.sharing.queries import open_gates


@dataclass
class _Leg:
    """Entries found one way: their scores, records and languages."""

    scores: dict[int, float] = field(default_factory=dict)
    records: dict[int, str] = field(default_factory=dict)
    languages: dict[int, str] = field(default_factory=dict)

    def add(self, entry: int, record_id: str, language: str, score: float) -> None:
        """Keep an entry with its best score."""
        self.scores[entry] = max(score, self.scores.get(entry, score))
        self.records[entry], self.languages[entry] = record_id, language


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
    query = parse_query(text)
    narrowed, unread = read_filters(query.filters, replace(filters or Filters(), record=()))
    narrowed = replace(narrowed, record=("source",))
    chosen = embedder or get_embedder()
    pointed, limits = searching._vector(query, mode, chosen)
    with one_moment():
        gates, held = open_gates(viewer), languages_indexed()
        guess = likely_languages(query.text, languages, held)
        _phrases, allowed = searching._allowed(query, narrowed, gates, held)
        words, meaning = _Leg(), _Leg()
        own = None if pointed is None else languages_to_look_in(query.text, guess)
        if mode != "meaning" and not query.is_empty:
            words = _by_words(query, gates, None if own is None else sorted(own), held, allowed)
        if pointed is not None:
            mirror = current_mirror(chosen, pointed.seeds)
            vector = centred(pointed.vector, pointed.seeds.queries.mixed(guess))
            meaning = _by_meaning(mirror, vector, gates, allowed)
        foreign = frozenset(
            entry
            for entry, language in meaning.languages.items()
            if own is not None and language and language not in own
        )
        ranked = fuse(words.scores, meaning.scores, foreign=foreign)
        records = meaning.records | words.records
        found = [
            Chosen(
                ("source", records[each.key]),
                each.key,
                each.score,
                _matched(each.key, words, meaning),
                0,
            )
            for each in ranked[: min(max(limit, 0), searching.MOST)]
        ]
        hits = hits_for(viewer, found, query, guess, languages)
    limits += () if query.is_empty else index_limits(chosen)
    limits += tuple(f"unknown-filter:{each.field}:{each.value}" for each in unread)
    return Results(
        query=query,
        mode=mode,
        languages=guess,
        hits=tuple(
            replace(hit, record="passage", id=hit.passage, rank=place)
            for place, hit in enumerate(hits, 1)
        ),
        total=len(ranked),
        offset=0,
        seconds=time.perf_counter() - began,
        limits=tuple(dict.fromkeys(limits)),
        filters=narrowed,
        unread=unread,
    )


def _matched(entry: int, words: _Leg, meaning: _Leg) -> tuple[Matched, ...]:
    by_words: tuple[Matched, ...] = ("words",) if entry in words.scores else ()
    return (*by_words, "meaning") if entry in meaning.scores else by_words


def _by_words(
    query: Query,
    gates: Sequence[int],
    languages: Sequence[str] | None,
    all_languages: Sequence[str],
    allowed: frozenset[Record] | None,
) -> _Leg:
    wanted = [
        WordsWanted(terms, (language, ""))
        for language, terms in finding.query_terms(query, languages or all_languages).items()
    ]
    if languages is not None and (names := finding.names_in(query)):
        wanted.append(WordsWanted(names))
    leg = _Leg()
    for each in wanted:
        for hit in engine().words(each, gates, MOST_ENTRIES):
            is_allowed = allowed is None or (hit.record_kind, hit.record_id) in allowed
            if hit.part == "passage" and is_allowed:
                leg.add(hit.entry, hit.record_id, hit.language, hit.score)
    return leg


def _by_meaning(
    mirror: Mirror, vector: object, gates: Sequence[int], allowed: frozenset[Record] | None
) -> _Leg:
    def keep(group: GroupKey) -> bool:
        return allowed is None or (group.record_kind, group.record_id) in allowed

    leg, reach = _Leg(), 2 * finding.NEAREST
    while True:
        near = mirror.nearest_parts(vector, "passage", reach, keep)  # type: ignore[arg-type]
        visible = engine().visible([row.entry for row, _ in near], gates)
        for row, score in near:
            if row.entry in visible and len(leg.scores) < finding.NEAREST:
                leg.add(row.entry, row.group.record_id, row.language, score)
        if len(leg.scores) >= finding.NEAREST or len(near) < reach:
            return leg
        reach *= 8
