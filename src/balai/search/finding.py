"""Finding records: the words leg, the meaning leg, and joining them. Nothing is shown here.

Both legs return, for each record the viewer may see, a score and the entry that matched. The
policy is joined in the engine's own query, for what is near by meaning as for words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from balai.core.retrieval import Query, analyse, terms_of
from balai.core.retrieval.bm25 import Holding, Text, record_weights, text_scores, times_in
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
FREQUENT_SHARE, FREQUENT_FROM = 0.25, 20_000
"""In an index of at least FREQUENT_FROM entries, a term that stands in more than this share of
them finds nothing by itself, as long as the query has a rarer one; it weighs in what they find."""
MOST_READ, MOST_READ_SHARE = 12_000, 0.05
"""Entries, and share of all, that the terms which propose may stand in, added up: the rarest
propose, and the others weigh in what was proposed."""
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
    """Entries with words of the query, the best first, and what their records weigh.

    `is_cut` says that more have words of the query than were weighed.
    """

    hits: list[WordHit] = field(default_factory=list)
    weights: dict[Record, float] = field(default_factory=dict)
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


def words_wanted(
    query: Query,
    languages: Sequence[str] | None,
    all_languages: Sequence[str],
    readings: Mapping[str, Sequence[str]],
) -> list[WordsWanted]:
    """Return what to look up for a query: see `by_words`.

    The forms that the words have in several languages are looked up in one go: a form of another
    language is hardly ever a word of this one, and asking for each language apart would read
    the whole index for those that have few entries.
    """
    looked_in = languages or all_languages
    forms: dict[str, int] = {}
    for terms in query_terms(query, looked_in).values():
        for term, times in Counter(terms).items():
            forms[term] = max(times, forms.get(term, 0))
    said = tuple(term for term, times in forms.items() for _ in range(times))
    wanted = [WordsWanted(said, None if languages is None else (*languages, ""))]
    if languages is not None and (names := names_in(query)):
        wanted.append(WordsWanted(names))
    for language, names_there in readings.items():
        named = (" ".join(term.term for term in terms_of(each, language)) for each in names_there)
        if phrases := tuple(dict.fromkeys(filter(None, named))):
            wanted.append(WordsWanted(phrases, (language,)))
    return wanted


def looked_up(engine: Engine, wanted: Sequence[WordsWanted]) -> list[WordsWanted]:
    """Return what is looked up of what is wanted: without terms that stand nearly everywhere."""
    return [
        replace(each, terms=_telling(each.terms, engine.holding(set(each.terms))))
        for each in wanted
    ]


def _telling(terms: Sequence[str], known: Holding) -> tuple[str, ...]:
    """Leave out terms that stand nearly everywhere, unless there are no others."""
    if known.entries < FREQUENT_FROM:
        return tuple(terms)
    most = FREQUENT_SHARE * known.entries
    return tuple(term for term in terms if known.by_term.get(term, 0) <= most) or tuple(terms)


def by_words(
    engine: Engine,
    query: Query,
    gates: Sequence[int],
    languages: Sequence[str] | None,
    all_languages: Sequence[str],
    allowed: frozenset[Record] | None,
    readings: Mapping[str, Sequence[str]] | None = None,
) -> WordsFound:
    """Find entries by words, in entries of the languages in which they are words.

    `languages` None means to look in every language of the index. `readings` are other names of
    what is asked for, by language; each must stand word for word.
    """
    best: dict[int, WordHit] = {}
    weights: dict[Record, float] = {}
    is_cut = False
    for wanted in words_wanted(query, languages, all_languages, readings or {}):
        known = engine.holding(set(wanted.terms))
        telling = _telling(wanted.terms, known)
        proposing = known.rarest(telling, max(MOST_READ, int(MOST_READ_SHARE * known.entries)))
        chosen = tuple(term for term in telling if term in proposing)
        hits = engine.words(replace(wanted, terms=chosen, records=allowed), gates, MOST_ENTRIES)
        left_out = {term for term in telling if known.by_term.get(term)} - set(proposing)
        is_cut = is_cut or bool(left_out) or len(hits) >= MOST_ENTRIES
        weighed, of_records = _weighed(engine, hits, Counter(wanted.terms), known)
        for hit in weighed:
            if hit.entry not in best or best[hit.entry].score < hit.score:
                best[hit.entry] = hit
        for record, weight in of_records.items():
            weights[record] = max(weight, weights.get(record, 0.0))
    hits = sorted(best.values(), key=lambda hit: (-hit.score, hit.entry))
    return WordsFound(hits, weights, is_cut)


def _weighed(
    engine: Engine, hits: Sequence[WordHit], said: Mapping[str, int], known: Holding
) -> tuple[list[WordHit], dict[Record, float]]:
    """Weigh what an engine proposed, by all the words that were said.

    A report's parts are seen together or not at all, so their number may count (but for the
    lead, which repeats them); of other records only the parts that were found do.
    """
    weights = {term: times * known.rarity(term) for term, times in said.items()}
    texts = [
        Text(hit.record, *times_in(hit.words, weights), repeats=hit.part == "lead") for hit in hits
    ]
    scores = text_scores(texts, weights)
    reports = frozenset(hit.record for hit in hits if hit.part == "passage")
    parts = {record: max(1, count - 1) for record, count in engine.parts_of(reports).items()}
    of_records = record_weights(texts, scores, weights, parts)
    weighed = [hit._replace(score=score) for hit, score in zip(hits, scores, strict=True)]
    return weighed, of_records


def folded(found: WordsFound) -> Leg:
    """Fold entries into records. The part shown is the best that is no title or lead."""
    leg = Leg(dict(found.weights))
    spoken: dict[Record, set[str]] = {}
    named: dict[Record, int] = {}
    for hit in found.hits:
        record = hit.record
        spoken.setdefault(record, set()).add(hit.language)
        if hit.part in ("title", "lead"):
            named.setdefault(record, hit.entry)
        else:
            leg.entries.setdefault(record, hit.entry)
            leg.parts[record] = leg.parts.get(record, 0) + 1
    for record, entry in named.items():
        leg.entries.setdefault(record, entry)
    leg.languages.update((record, frozenset(some)) for record, some in spoken.items())
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
