"""Finding records: the words leg, the meaning leg, and joining them. Nothing is shown here.

Both legs return, for each record the viewer may see, a score and the entry that matched. The
policy is joined in the engine's own query; the mirror's proposals pass through it too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from balai.core.retrieval import Query, analyse, terms_of
from balai.search.engines.port import MOST_ENTRIES, Engine, WordsWanted
from balai.search.mirror import GroupKey, Mirror
from balai.search.results import Record

NEAREST = 200
"""Records that a search by meaning brings back."""
PARTS = (1.0, 0.5, 0.25)
"""What the best, second and third part with words of the query count for their record."""


@dataclass(frozen=True)
class Leg:
    """What one way of finding found: scores by record, and the entry to show for each."""

    scores: dict[Record, float] = field(default_factory=dict)
    entries: dict[Record, int] = field(default_factory=dict)
    parts: dict[Record, int] = field(default_factory=dict)
    languages: dict[Record, frozenset[str]] = field(default_factory=dict)


def query_terms(query: Query, languages: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return the terms of the query's words in each of the languages."""
    text = " ".join([*query.words, *query.phrases])
    return {each: tuple(dict.fromkeys(analyse(text, each))) for each in languages}


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
) -> Leg:
    """Find by words: those of each language in entries of that language.

    `languages` None means to look in every language of the index.
    """
    wanted: list[WordsWanted] = []
    for language, terms in query_terms(query, languages or all_languages).items():
        wanted.append(WordsWanted(terms, (language, "")))
    if languages is not None and (names := names_in(query)):
        wanted.append(WordsWanted(names))
    best: dict[int, tuple[Record, str, str, float]] = {}
    for each in wanted:
        for hit in engine.words(each, gates, MOST_ENTRIES):
            record = (hit.record_kind, hit.record_id)
            if allowed is not None and record not in allowed:
                continue
            if hit.entry not in best or best[hit.entry][3] < hit.score:
                best[hit.entry] = (record, hit.part, hit.language, hit.score)
    return _folded(best)


def _folded(found: Mapping[int, tuple[Record, str, str, float]]) -> Leg:
    """Fold entries into records: the three best parts count, each half of the one before.

    The part shown is the best that is no title or lead.
    """
    leg = Leg()
    counted: dict[Record, int] = {}
    named: dict[Record, int] = {}
    ordered = sorted(found.items(), key=lambda item: (-item[1][3], item[0]))
    for entry, (record, part, language, score) in ordered:
        place = counted.get(record, 0)
        counted[record] = place + 1
        if place < len(PARTS):
            leg.scores[record] = leg.scores.get(record, 0.0) + PARTS[place] * score
        leg.languages[record] = leg.languages.get(record, frozenset()) | {language}
        if part in ("title", "lead"):
            named.setdefault(record, entry)
        else:
            leg.entries.setdefault(record, entry)
            leg.parts[record] = leg.parts.get(record, 0) + 1
    for record, entry in named.items():
        leg.entries.setdefault(record, entry)
    return leg


def by_meaning(
    engine: Engine,
    mirror: Mirror,
    vector: object,
    gates: Sequence[int],
    allowed: frozenset[Record] | None,
    most: int = NEAREST,
) -> Leg:
    """Find by meaning: the nearest records behind open gates.

    The mirror proposes more and more groups until enough of them are visible.
    """
    leg = Leg()

    def keep(group: GroupKey) -> bool:
        return allowed is None or (group.record_kind, group.record_id) in allowed

    reach = 2 * most
    while True:
        proposed = mirror.nearest(vector, reach, keep if allowed is not None else None)  # type: ignore[arg-type]
        visible = engine.visible([each.entry for each in proposed], gates)
        for each in proposed:
            record = (each.group.record_kind, each.group.record_id)
            if each.entry not in visible:
                continue
            if record in leg.scores or len(leg.scores) < most:
                leg.scores.setdefault(record, each.score)
                leg.entries.setdefault(record, each.entry)
                known = leg.languages.get(record, frozenset())
                leg.languages[record] = known | each.languages
        if len(leg.scores) >= most or len(proposed) < reach:
            return leg
        reach *= 8


def with_phrase(
    engine: Engine, phrase: str, gates: Sequence[int], languages: Sequence[str]
) -> dict[Record, int]:
    """Return the records with an entry in which the terms of a phrase follow one another.

    The entry is named, for it must still be checked word for word: stems and stop words are
    not compared here. Empty where the phrase has none but stop words.
    """
    forms = dict.fromkeys(
        " ".join(term.term for term in terms_of(phrase, language)) for language in languages
    )
    hits = engine.words(WordsWanted(tuple(form for form in forms if form)), gates, MOST_ENTRIES)
    found: dict[Record, int] = {}
    for hit in hits:
        if hit.part not in ("title", "lead"):
            found.setdefault((hit.record_kind, hit.record_id), hit.entry)
    for hit in hits:
        found.setdefault((hit.record_kind, hit.record_id), hit.entry)
    return found
