"""SQLite: FTS5 over the analysed terms, in the same transaction as the entries.

The table of words has no content of its own; triggers keep it equal to `IndexEntry.words`
whoever writes there. The tokeniser only parts at spaces (every byte above ASCII is part of a
token), for the terms come ready from the core.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence

from django.db import connection

from balai.core.retrieval import ANALYSIS
from balai.core.retrieval.bm25 import Holding
from balai.search.engines.counts import Counts
from balai.search.engines.mirrored import COUNT_VECTORS, Mirrored
from balai.search.engines.port import WordHit, WordsWanted
from balai.search.results import Record

_TABLES = (
    """CREATE VIRTUAL TABLE IF NOT EXISTS search_words USING fts5(
        words, content='search_indexentry', content_rowid='id', tokenize='ascii')""",
    "CREATE VIRTUAL TABLE IF NOT EXISTS search_terms USING fts5vocab('search_words', 'row')",
    """CREATE TRIGGER IF NOT EXISTS search_words_added AFTER INSERT ON search_indexentry BEGIN
        INSERT INTO search_words(rowid, words) VALUES (new.id, new.words); END""",
    """CREATE TRIGGER IF NOT EXISTS search_words_removed AFTER DELETE ON search_indexentry BEGIN
        INSERT INTO search_words(search_words, rowid, words)
        VALUES ('delete', old.id, old.words); END""",
    """CREATE TRIGGER IF NOT EXISTS search_words_changed
        AFTER UPDATE OF words ON search_indexentry BEGIN
        INSERT INTO search_words(search_words, rowid, words)
        VALUES ('delete', old.id, old.words);
        INSERT INTO search_words(rowid, words) VALUES (new.id, new.words); END""",
)
# By the function and not by `rank`, which would sort all that match and not keep the best alone.
_RANKED = """
    SELECT rowid, -bm25(search_words) AS score FROM search_words WHERE search_words MATCH %s
    ORDER BY score DESC LIMIT %s
"""
# CROSS JOIN keeps SQLite to this order: from the few found to what is known of them, never from
# the many that stand behind an open gate.
_SEEN = """
    SELECT e.id, e.record_kind, e.record_id, e.part, e.language, e.words
    FROM json_each(%s) AS ranked
    CROSS JOIN search_indexentry e ON e.id = ranked.value
    CROSS JOIN sharing_audience a ON a.record_kind = e.audience_kind AND a.record_id = e.audience_id
    WHERE e.analysis = %s AND a.gate_id IN (SELECT value FROM json_each(%s))
      AND (%s OR e.language IN (SELECT value FROM json_each(%s)))
"""
_MATCHING = """
    SELECT DISTINCT e.record_kind, e.record_id
    FROM search_words
    CROSS JOIN search_indexentry e ON e.id = search_words.rowid
    CROSS JOIN sharing_audience a ON a.record_kind = e.audience_kind AND a.record_id = e.audience_id
    WHERE search_words MATCH %s AND e.analysis = %s
      AND a.gate_id IN (SELECT value FROM json_each(%s))
      AND (%s OR e.language IN (SELECT value FROM json_each(%s)))
"""
_HOLDING = "SELECT term, doc FROM search_terms WHERE term IN (SELECT value FROM json_each(%s))"
_HAVING = "SELECT count(*) FROM search_words WHERE search_words MATCH %s"
_PARTS = """
    SELECT value, (SELECT count(*) FROM search_indexentry e
                   WHERE e.record_kind = %s AND e.record_id = value)
    FROM json_each(%s)
"""
_VISIBLE = """
    SELECT e.id FROM json_each(%s) AS proposed
    CROSS JOIN search_indexentry e ON e.id = proposed.value
    CROSS JOIN sharing_audience a ON a.record_kind = e.audience_kind AND a.record_id = e.audience_id
    WHERE a.gate_id IN (SELECT value FROM json_each(%s))
"""


class SqliteEngine(Mirrored):
    """The engine of a node without a database server; vectors are compared in memory."""

    def __init__(self) -> None:
        super().__init__(self.visible)
        self._counts = Counts(self.words_indexed, _count)

    def prepare(self) -> None:
        """Make the tables of words and their triggers."""
        with connection.cursor() as cursor:
            for statement in _TABLES:
                cursor.execute(statement)

    def words(self, wanted: WordsWanted, gates: Sequence[int], most: int) -> list[WordHit]:
        """Return the best visible entries; see the port.

        More and more of the best is looked at until enough of it is visible: joining the policy
        to every entry that has a word would take far longer than ranking them.
        """
        terms = _clean(wanted.terms)
        if not terms or not gates or wanted.records == frozenset():
            return []
        match, *known = _asked(terms, wanted, gates)
        reach = most + most // 2
        while True:
            with connection.cursor() as cursor:
                cursor.execute(_RANKED, [match, reach])
                scores = dict(cursor.fetchall())
                cursor.execute(_SEEN, [json.dumps(list(scores)), *known])
                seen = [
                    WordHit(entry, kind, record, part, language, words, scores[entry])
                    for entry, kind, record, part, language, words in cursor.fetchall()
                    if wanted.records is None or (kind, record) in wanted.records
                ]
            if len(seen) >= most or len(scores) < reach:
                break
            reach *= min(32, 2 + most // (len(seen) + 1))
        return sorted(seen, key=lambda hit: (-hit.score, hit.entry))[:most]

    def parts_of(self, reports: Collection[Record]) -> dict[Record, int]:
        """Return how many entries each report has; see the port."""
        by_kind: dict[str, list[str]] = {}
        for kind, record_id in reports:
            by_kind.setdefault(kind, []).append(record_id)
        with connection.cursor() as cursor:
            counts: dict[Record, int] = {}
            for kind, ids in by_kind.items():
                cursor.execute(_PARTS, [kind, json.dumps(ids)])
                counts |= {(kind, record_id): count for record_id, count in cursor.fetchall()}
        return counts

    def matching(self, wanted: Sequence[WordsWanted], gates: Sequence[int]) -> set[Record]:
        """Return every visible record that has one of the terms; see the port."""
        found: set[Record] = set()
        for each in wanted:
            if terms := _clean(each.terms):
                with connection.cursor() as cursor:
                    cursor.execute(_MATCHING, _asked(terms, each, gates))
                    found.update((row[0], row[1]) for row in cursor.fetchall())
        return found

    def holding(self, terms: Collection[str]) -> Holding:
        """Return in how many entries terms stand; see the port."""
        return self._counts.of(terms)

    def visible(self, entries: Sequence[int], gates: Sequence[int]) -> set[int]:
        """Return the visible ones among entries; see the port."""
        with connection.cursor() as cursor:
            cursor.execute(_VISIBLE, [json.dumps(list(entries)), json.dumps(list(gates))])
            return {row[0] for row in cursor.fetchall()}

    def rebuild(self) -> None:
        """Make the index of words anew."""
        self.prepare()
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_words(search_words) VALUES ('rebuild')")

    def words_indexed(self) -> int:
        """Return how many entries the index of words holds."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM search_words_docsize")
            return int(cursor.fetchone()[0])

    def keeps_vectors(self) -> bool:
        """Say no: SQLite compares no vectors."""
        return False

    def vectors_indexed(self, model: str) -> int:
        """Return how many entries have a vector of the model: the mirror reads them all."""
        with connection.cursor() as cursor:
            cursor.execute(COUNT_VECTORS, [model])
            return int(cursor.fetchone()[0])


def _clean(terms: Sequence[str]) -> list[str]:
    return [term for term in terms if term and '"' not in term]


def _asked(terms: Sequence[str], wanted: WordsWanted, gates: Sequence[int]) -> list[str | bool]:
    return [
        _match(terms),
        ANALYSIS,
        json.dumps(list(gates)),
        wanted.languages is None,
        json.dumps(list(wanted.languages or ())),
    ]


def _match(terms: Sequence[str]) -> str:
    return " OR ".join(f'"{term}"' for term in terms)


def _count(terms: Sequence[str]) -> dict[str, int]:
    """Count the entries that have each term. Phrases are asked for one by one: they are few."""
    counts: dict[str, int] = {}
    clean = _clean(terms)
    with connection.cursor() as cursor:
        single = [term for term in clean if " " not in term]
        cursor.execute(_HOLDING, [json.dumps(single)])
        counts |= dict(cursor.fetchall())
        for phrase in clean:
            if " " in phrase:
                cursor.execute(_HAVING, [_match([phrase])])
                counts[phrase] = cursor.fetchone()[0]
    return counts
