"""Records that have a phrase word for word, and records that have a word."""

from __future__ import annotations

from collections.abc import Sequence

from balai.core.retrieval import find_phrase, terms_of
from balai.search.engines import engine
from balai.search.engines.port import MOST_ENTRIES, WordsWanted
from balai.search.models import IndexEntry
from balai.search.queries.kinds import kinds
from balai.search.results import Record


def records_with_phrase(
    phrase: str, gates: Sequence[int], languages: Sequence[str]
) -> dict[Record, int]:
    """Return the visible records in which a phrase stands word for word, and where.

    The index knows stems without stop words, so what it proposes is read again. Empty where
    the phrase has none but stop words. A title is named where nothing else has it.
    """
    hits = engine().words(_one_after_another(phrase, languages), gates, MOST_ENTRIES)
    entries = IndexEntry.objects.only("part", "part_id", "record_id", "record_kind")
    texts = _texts_of(list(entries.in_bulk([hit.entry for hit in hits]).values()))
    found: dict[Record, int] = {}
    for hit in sorted(hits, key=lambda hit: hit.part == "title"):
        if find_phrase(texts.get(hit.entry, ""), phrase):
            found.setdefault((hit.record_kind, hit.record_id), hit.entry)
    return found


def _texts_of(entries: Sequence[IndexEntry]) -> dict[int, str]:
    """Return the texts that entries were made of, read again by the kind of each record."""
    texts: dict[int, str] = {}
    for name, kind in kinds:
        if own := [entry for entry in entries if entry.record_kind == name]:
            texts |= kind.texts_of(own)
    return texts


def records_with_word(
    words: str, gates: Sequence[int], languages: Sequence[str]
) -> frozenset[Record]:
    """Return every visible record that has a word in any form that its language gives it."""
    return frozenset(engine().matching([_one_after_another(words, languages)], gates))


def _one_after_another(phrase: str, languages: Sequence[str]) -> WordsWanted:
    forms = dict.fromkeys(
        " ".join(term.term for term in terms_of(phrase, language)) for language in languages
    )
    return WordsWanted(tuple(form for form in forms if form))
