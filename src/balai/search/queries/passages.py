"""Searching passages as they are, not folded into their sources: for scripts and measurements."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

from balai.core.audience import Viewer
from balai.foundation.embedding import Embedder
from balai.foundation.reading import one_moment
from balai.search.queries.asking import MOST, ask, scope_of, wanted_shown
from balai.search.queries.index import index_limits
from balai.search.queries.kinds import Chosen
from balai.search.queries.parts import parts_near
from balai.search.queries.showing import hits_for
from balai.search.results import Filters, Mode, Results


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
        ranked = parts_near(asked, scope, ("passage",))
        found = [
            Chosen(each.record, each.entry, each.score, each.matched, 0)
            for each in ranked[: min(max(limit, 0), MOST)]
        ]
        hits = hits_for(viewer, found, wanted_shown(asked, scope))
        limits = () if asked.query.is_empty else index_limits(asked.embedder)
        if scope.is_cut:
            limits = (*limits, "many-words")
    return Results(
        query=asked.query,
        mode=mode,
        languages=scope.guess,
        hits=tuple(
            replace(hit, record="passage", id=hit.passage, rank=place)
            for place, hit in enumerate(hits, 1)
        ),
        total=len(ranked),
        with_words=sum("words" in each.matched for each in ranked),
        offset=0,
        seconds=time.perf_counter() - began,
        limits=tuple(dict.fromkeys(asked.limits + limits)),
        filters=asked.filters,
        unread=asked.unread,
    )
