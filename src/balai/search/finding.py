"""Finding records: the words leg, the meaning leg, and joining them. Nothing is shown here.

Both legs return, for each record the viewer may see, a score and the entry that matched. The
policy is joined in the engine's own query, for what is near by meaning as for words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from balai.core.retrieval import Query, analyse
from balai.search.engines.port import (
    MOST_ENTRIES,
    Engine,
    MeaningWanted,
    WordHit,
    WordsWanted,
)
from balai.search.results import Record

NEAREST = 200
"""Records that a search by meaning brings back."""
PARTS = (1.0, 0.5, 0.25)
"""What the best, second and third part with words of the query count for their record."""


MOST_SAID = 5
"""Times that a word of the query counts, however often it is said."""


@dataclass(frozen=True)
class Leg:
    """What one way of finding found: scores by record, and the entry to show for each."""

    scores: dict[Record, float] = field(default_factory=dict)
    entries: dict[Record, int] = field(default_factory=dict)
    parts: dict[Record, int] = field(default_factory=dict)
    languages: dict[Record, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class WordsFound:
    """Entries with words of the query, the best first; `is_cut` where there were too many."""

    hits: list[WordHit] = field(default_factory=list)
    is_cut: bool = False


def query_terms(query: Query, languages: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return the terms of the query's words in each of the languages.

    A term stands there as often as the query says it: a question of several sentences repeats
    what it is about (the frequency in the query of BM25; S. Robertson et al., TREC-3, 1994).
    """
    text = " ".join([*query.words, *query.phrases])
    found: dict[str, tuple[str, ...]] = {}
    for language in languages:
        said = Counter(analyse(query.text, language))
        found[language] = tuple(
            term
            for term in dict.fromkeys(analyse(text, language))
            for _ in range(min(max(said[term], 1), MOST_SAID))
        )
    return found


def names_in(query: Query) -> tuple[str, ...]:
    """Return what is written alike in every language: acronyms and what has digits.

    These are looked up in entries of any language.
    """
    names = [
        word
        for word in query.words
        if any(map(str.isdigit, word)) or (len(word) > 1 and word.isupper() and word.isascii())
    ]
    if len(names) == len(query.words) > 3:  # TYPED IN CAPITALS THROUGHOUT
        names = [word for word in names if any(map(str.isdigit, word))]
    return tuple(dict.fromkeys(analyse(" ".join(names), "")))


def by_words(
    engine: Engine,
    query: Query,
    gates: Sequence[int],
    languages: Sequence[str] | None,
    all_languages: Sequence[str],
    allowed: frozenset[Record] | None,
) -> WordsFound:
    """Find entries by words: those of each language in entries of that language.

    `languages` None means to look in every language of the index.
    """
    wanted: list[WordsWanted] = []
    for language, terms in query_terms(query, languages or all_languages).items():
        wanted.append(WordsWanted(terms, (language, "")))
    if languages is not None and (names := names_in(query)):
        wanted.append(WordsWanted(names))
    best: dict[int, WordHit] = {}
    is_cut = False
    for each in wanted:
        hits = engine.words(each, gates, MOST_ENTRIES)
        is_cut = is_cut or len(hits) >= MOST_ENTRIES
        for hit in hits:
            if allowed is not None and hit.record not in allowed:
                continue
            if hit.entry not in best or best[hit.entry].score < hit.score:
                best[hit.entry] = hit
    return WordsFound(sorted(best.values(), key=lambda hit: (-hit.score, hit.entry)), is_cut)


def folded(found: WordsFound) -> Leg:
    """Fold entries into records: the three best parts count, each half of the one before.

    The part shown is the best that is no title or lead.
    """
    leg = Leg()
    counted: dict[Record, int] = {}
    named: dict[Record, int] = {}
    for hit in found.hits:
        place = counted.get(hit.record, 0)
        counted[hit.record] = place + 1
        if place < len(PARTS):
            leg.scores[hit.record] = leg.scores.get(hit.record, 0.0) + PARTS[place] * hit.score
        known = leg.languages.get(hit.record, frozenset())
        leg.languages[hit.record] = known | {hit.language}
        if hit.part in ("title", "lead"):
            named.setdefault(hit.record, hit.entry)
        else:
            leg.entries.setdefault(hit.record, hit.entry)
            leg.parts[hit.record] = leg.parts.get(hit.record, 0) + 1
    for record, entry in named.items():
        leg.entries.setdefault(record, entry)
    return leg


def by_meaning(
    engine: Engine, wanted: MeaningWanted, gates: Sequence[int], most: int = NEAREST
) -> Leg:
    """Find by meaning: the nearest records behind open gates."""
    leg = Leg()
    for hit in engine.nearest(wanted, gates, most):
        leg.scores.setdefault(hit.record, hit.score)
        leg.entries.setdefault(hit.record, hit.entry)
        known = leg.languages.get(hit.record, frozenset())
        leg.languages[hit.record] = known | hit.languages
    return leg
