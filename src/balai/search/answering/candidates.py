"""Parts of records near a question.

Parts are passages and the quotes of lessons, found as any search finds them: the policy is joined
in the engine's own query, so what the viewer may not see is neither ranked nor compared with.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from balai.core.retrieval import fuse
from balai.search import finding
from balai.search.engines import engine
from balai.search.engines.port import PartHit
from balai.search.queries.asking import Asked, Scope, meaning_wanted
from balai.search.results import Record

PARTS = ("passage", "quote")
"""Parts of which every word stands in a source; a lesson's own sentence is not one of them."""
READ = 12
"""Parts whose sentences are weighed."""
BACKGROUND_FROM = 20
"""From which place on the nearest parts stand for what is near to the question by chance."""


@dataclass(frozen=True)
class NearPart:
    """A part near the question by words and meaning; `score` is that of both, 1 at best."""

    entry: int
    record: Record
    language: str
    is_foreign: bool
    score: float
    likeness: float


@dataclass(frozen=True)
class Nearby:
    """The nearest parts, the best first, and how near parts are that are not about it."""

    parts: tuple[NearPart, ...] = ()
    background: tuple[float, ...] = ()


def parts_near(asked: Asked, scope: Scope) -> Nearby:
    """Return the parts nearest to a question, of what the scope leaves."""
    words = finding.by_words(
        engine(),
        asked.query,
        scope.gates,
        scope.looked_in,
        scope.held,
        scope.allowed,
        scope.readings.names,
    )
    by_words = {hit.entry: hit for hit in words.hits if hit.part in PARTS}
    by_meaning = {hit.entry: hit for hit in _near(asked, scope)}
    likeness = {entry: hit.score for entry, hit in by_meaning.items()}
    found = {entry: (hit.record, hit.language) for entry, hit in (by_words | by_meaning).items()}
    foreign = frozenset(
        entry for entry, (_, language) in found.items() if scope.is_foreign(frozenset([language]))
    )
    ranked = fuse({entry: hit.score for entry, hit in by_words.items()}, likeness, foreign=foreign)
    parts = tuple(
        NearPart(
            each.key,
            *found[each.key],
            each.key in foreign,
            each.score,
            likeness.get(each.key, 0.0),
        )
        for each in ranked[:READ]
    )
    return Nearby(parts, _background(sorted(likeness.values(), reverse=True)))


def _near(asked: Asked, scope: Scope) -> list[PartHit]:
    wanted = meaning_wanted(asked, scope, scope.allowed)
    if wanted is None:
        return []
    return [
        hit
        for part in PARTS
        for hit in engine().nearest_parts(wanted, part, scope.gates, finding.NEAREST)
    ]


def _background(likeness: Sequence[float]) -> tuple[float, ...]:
    """Return the likenesses of chance: all but the nearest, or the nearest quarter of a few."""
    return tuple(likeness[min(BACKGROUND_FROM, len(likeness) // 4) : finding.NEAREST])
