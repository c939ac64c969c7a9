"""Records that have a phrase word for word, and records that have a word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from balai.core.retrieval import find_phrase, terms_of
from balai.search.engines import engine
from balai.search.engines.port import WordsWanted
from balai.search.queries.showing import entries_of, texts_of
from balai.search.results import Record

MOST_READ = 500
"""Entries with the words of a phrase that are read for it, the best."""


@dataclass(frozen=True)
class WithPhrase:
    """Records that have a phrase, each with its best entry for it.

    `is_cut` says that more entries have its words than were read.
    """

    entries: dict[Record, int]
    is_cut: bool


def records_with_phrase(phrase: str, gates: Sequence[int], languages: Sequence[str]) -> WithPhrase:
    """Return the visible records in which a phrase stands word for word.

    The index knows stems without stop words, so what it proposes is read again. Empty where
    the phrase has none but stop words. A title is named where nothing else has it.
    """
    hits = engine().words(_one_after_another(phrase, languages), gates, MOST_READ)
    texts = texts_of(entries_of(hit.entry for hit in hits))
    found: dict[Record, int] = {}
    for hit in sorted(hits, key=lambda hit: hit.part == "title"):
        if find_phrase(texts.get(hit.entry, ""), phrase):
            found.setdefault((hit.record_kind, hit.record_id), hit.entry)
    return WithPhrase(found, len(hits) >= MOST_READ)


def records_with_words(
    words: str, gates: Sequence[int], languages: Sequence[str]
) -> frozenset[Record]:
    """Return every visible record in which words stand together, in any form of each."""
    return frozenset(engine().matching([_one_after_another(words, languages)], gates))


def _one_after_another(phrase: str, languages: Sequence[str]) -> WordsWanted:
    forms = dict.fromkeys(
        " ".join(term.term for term in terms_of(phrase, language)) for language in languages
    )
    return WordsWanted(tuple(form for form in forms if form))
