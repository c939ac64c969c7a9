"""Results as the command line and other programs take them: fields are added, never renamed."""

from __future__ import annotations

from typing import Any

from balai.search.results import Hit, Results


def as_json(results: Results, text: str) -> dict[str, Any]:
    """Return a search as one JSON document; `text` is the query as it was typed."""
    return {
        "query": text,
        "seconds": round(results.seconds, 4),
        "total": results.total,
        "mode": results.mode,
        "languages": results.languages,
        "limits": list(results.limits),
        "hits": [_hit(each) for each in results.hits],
    }


def _hit(hit: Hit) -> dict[str, Any]:
    return {
        "rank": hit.rank,
        "record": hit.record,
        "kind": hit.kind or None,
        "id": hit.id,
        "title": hit.title,
        "source": hit.source or None,
        "source_name": hit.source_name or None,
        "passage": hit.snippet.text,
        "passage_id": hit.passage or None,
        "page": hit.page,
        "language": hit.language,
        "country": hit.country or None,
        "level": hit.level,
        "score": hit.score,
        "matched": list(hit.matched),
        "marks": [list(mark) for mark in hit.snippet.marks],
        "url": hit.url,
    }
