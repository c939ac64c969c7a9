"""Parts of records near a query, each by itself and not folded into its record.

They are found as any search finds: the policy is joined in the engine's own query, so what the
viewer may not see is neither ranked nor compared with.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from balai.core.retrieval import fuse, weights_for
from balai.search import finding
from balai.search.engines import engine
from balai.search.engines.port import PartHit, WordHit
from balai.search.queries.asking import Asked, Scope, meaning_wanted, words_found
from balai.search.results import Matched, Record


@dataclass(frozen=True)
class NearPart:
    """A part near a query; `score` is that of words and meaning, 1 at best."""

    entry: int
    record: Record
    language: str
    is_foreign: bool
    score: float
    matched: tuple[Matched, ...]
    likeness: float
    """How near it is by meaning; 0 where it was found by words alone."""


def parts_near(asked: Asked, scope: Scope, parts: Sequence[str]) -> list[NearPart]:
    """Return the parts of these names that are near a query, the best first."""
    by_words = {hit.entry: hit for hit in _with_words(asked, scope) if hit.part in parts}
    by_meaning = {hit.entry: hit for hit in _near(asked, scope, parts)}
    found: dict[int, WordHit | PartHit] = {**by_words, **by_meaning}
    foreign = frozenset(
        entry for entry, hit in found.items() if scope.is_foreign(frozenset([hit.language]))
    )
    ranked = fuse(
        {entry: hit.score for entry, hit in by_words.items()},
        {entry: hit.score for entry, hit in by_meaning.items()},
        weights=weights_for(len(asked.query.words)),
        foreign=foreign,
    )
    return [
        NearPart(
            entry=each.key,
            record=found[each.key].record,
            language=found[each.key].language,
            is_foreign=each.key in foreign,
            score=each.score,
            matched=_matched(each.key in by_words, each.key in by_meaning),
            likeness=by_meaning[each.key].score if each.key in by_meaning else 0.0,
        )
        for each in ranked
    ]


def _with_words(asked: Asked, scope: Scope) -> list[WordHit]:
    if asked.mode == "meaning" or asked.query.is_empty:
        return []
    return words_found(scope).hits


def _near(asked: Asked, scope: Scope, parts: Sequence[str]) -> list[PartHit]:
    wanted = meaning_wanted(asked, scope, scope.allowed)
    if wanted is None:
        return []
    return [
        hit
        for part in parts
        for hit in engine().nearest_parts(wanted, part, scope.gates, finding.NEAREST)
    ]


def _matched(by_words: bool, by_meaning: bool) -> tuple[Matched, ...]:
    words: tuple[Matched, ...] = ("words",) if by_words else ()
    return (*words, "meaning") if by_meaning else words
