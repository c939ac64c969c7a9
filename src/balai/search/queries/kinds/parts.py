"""What every kind of record needs to be shown: the part that matched, and its marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from balai.core.retrieval import Query, analyse, highlight
from balai.search.models import IndexEntry
from balai.search.results import Matched, Record

Places = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Chosen:
    """A record to show, the entry that matched, and why it is here."""

    record: Record
    entry: int | None
    score: float
    matched: tuple[Matched, ...]
    further: int

    @property
    def shown_score(self) -> float:
        """Return the score as it is shown: never below 0."""
        return max(0.0, round(self.score, 4))


@dataclass(frozen=True)
class Wanted:
    """What was asked, and in which languages the answer is read.

    `likely` are the languages that the query may be in; `readings` other words that were looked
    for in its place, by the language of the text they stand in.
    """

    query: Query
    likely: Mapping[str, float]
    languages: tuple[str, ...] = ()
    readings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    _known: dict[str, frozenset[str]] = field(default_factory=dict)

    def terms(self, language: str) -> frozenset[str]:
        """Return the terms to mark in texts of a language: of words that the query's own knows."""
        if language not in self._known:
            words = [
                word
                for word in self.query.words
                if any(analyse(word, own) for own in (self.likely or (language,)))
            ]
            self._known[language] = frozenset(analyse(" ".join(words), language))
        return self._known[language]


@dataclass(frozen=True)
class Part:
    """The text of a record that is shown."""

    id: str
    text: str
    language: str
    page: int


def marks_of(part: Part, wanted: Wanted) -> Places:
    """Return what to mark: words of the query in any form, its phrases word for word."""
    phrases = (*wanted.query.phrases, *wanted.readings.get(part.language, ()))
    return highlight(part.text, wanted.terms(part.language), phrases, part.language)


def words_marked(text: str, marks: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """Return the words that are marked, each once."""
    found: dict[str, str] = {}
    for start, end in marks:
        found.setdefault(text[start:end].casefold(), text[start:end])
    return tuple(found.values())


def texts_in(
    entries: Sequence[IndexEntry], lie: Mapping[str, tuple[QuerySet[Any], str]]
) -> dict[int, str]:
    """Return the texts of entries from where those of each part lie: rows and a field.

    A text is found by the part's own identifier, or by its record's where it has none.
    """
    named: dict[str, set[str]] = {}
    for entry in entries:
        named.setdefault(entry.part, set()).add(entry.part_id or entry.record_id)
    texts: dict[tuple[str, str], str] = {}
    for part, (rows, column) in lie.items():
        found = rows.filter(pk__in=named.get(part, ())).values_list("pk", column)
        texts |= {(part, pk): text for pk, text in found}
    return {each.pk: texts.get((each.part, each.part_id or each.record_id), "") for each in entries}
