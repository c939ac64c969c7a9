"""PostgreSQL: lexemes of ours in a tsvector with a GIN index, ranked by BM25 made in SQL.

PostgreSQL's own ranking knows nothing of how rare a word is and does far worse than BM25, so
the frequency of each term in each entry is read off the positions of its lexeme (k1 1.2,
b 0.75, as in FTS5). The table of words is the engine's own, filled by a trigger whoever writes
`IndexEntry.words`, in the same transaction. Vectors are compared by pgvector (`pgvector.py`)
where the database has it, else in memory as on SQLite.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from django.db import connection, transaction

from balai.core.retrieval import ANALYSIS, Centres
from balai.core.retrieval.bm25 import K1, B, Holding
from balai.search.engines import pgvector
from balai.search.engines.counts import Counts
from balai.search.engines.mirrored import COUNT_VECTORS, Mirrored
from balai.search.engines.port import (
    EntryVector,
    MeaningWanted,
    NearHit,
    PartHit,
    WordHit,
    WordsWanted,
)
from balai.search.results import Record

_TABLES = (
    """CREATE TABLE IF NOT EXISTS search_words (
        entry bigint PRIMARY KEY REFERENCES search_indexentry(id) ON DELETE CASCADE,
        terms tsvector NOT NULL, length integer NOT NULL)""",
    "CREATE INDEX IF NOT EXISTS search_words_terms ON search_words USING gin (terms)",
    """CREATE OR REPLACE FUNCTION search_terms_of(words text) RETURNS tsvector
        LANGUAGE sql IMMUTABLE AS $$
        SELECT coalesce(string_agg(quote_literal(term) || ':' || places, ' '), '')::tsvector
        FROM (SELECT term, string_agg(least(place, 16383)::text, ',') AS places
              FROM unnest(string_to_array(words, ' ')) WITH ORDINALITY AS each(term, place)
              WHERE term <> '' GROUP BY term) AS placed $$""",
    """CREATE OR REPLACE FUNCTION search_keep_words() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          INSERT INTO search_words(entry, terms, length)
          VALUES (new.id, search_terms_of(new.words),
                  coalesce(array_length(string_to_array(new.words, ' '), 1), 0))
          ON CONFLICT (entry) DO UPDATE SET terms = excluded.terms, length = excluded.length;
          RETURN NULL;
        END $$""",
    """CREATE OR REPLACE TRIGGER search_words_kept AFTER INSERT OR UPDATE OF words
        ON search_indexentry FOR EACH ROW EXECUTE FUNCTION search_keep_words()""",
)
_FIND = """
    WITH wanted AS (
        SELECT lexeme, written::tsquery AS query, weight
        FROM unnest(%(lexemes)s::text[], %(queries)s::text[], %(weights)s::float[])
                 AS each(lexeme, written, weight)),
    found AS (
        SELECT e.id, e.record_kind, e.record_id, e.part, e.language, e.words, w.terms,
               w.length
        FROM search_words w
        JOIN search_indexentry e ON e.id = w.entry
        JOIN sharing_audience a
          ON a.record_kind = e.audience_kind AND a.record_id = e.audience_id
        WHERE w.terms @@ %(any)s::tsquery AND e.analysis = %(analysis)s
          AND a.gate_id = ANY(%(gates)s)
          AND (%(every)s OR e.language = ANY(%(languages)s))
          AND (%(anywhere)s OR (e.record_kind, e.record_id) IN (
               SELECT * FROM unnest(%(kinds)s::text[], %(ids)s::text[])))),
    said AS (
        SELECT f.id, u.lexeme, array_length(u.positions, 1)::float AS times
        FROM found f CROSS JOIN LATERAL unnest(f.terms) AS u
        WHERE u.lexeme = ANY(%(lexemes)s)
        UNION ALL
        SELECT f.id, x.lexeme, 1.0 FROM found f JOIN wanted x ON f.terms @@ x.query
        WHERE x.lexeme LIKE '%% %%'),
    usual AS (SELECT greatest(avg(length), 1)::float AS length FROM found)
    SELECT f.id, f.record_kind, f.record_id, f.part, f.language, f.words,
           sum(x.weight * s.times * (%(k1)s + 1)
               / (s.times + %(k1)s * (1 - %(b)s + %(b)s * f.length / u.length)))::float AS score
    FROM found f CROSS JOIN usual u
    JOIN said s ON s.id = f.id JOIN wanted x ON x.lexeme = s.lexeme
    GROUP BY f.id, f.record_kind, f.record_id, f.part, f.language, f.words
    ORDER BY score DESC, f.id LIMIT %(most)s
"""
_MATCHING = """
    SELECT DISTINCT e.record_kind, e.record_id
    FROM search_words w
    JOIN search_indexentry e ON e.id = w.entry
    JOIN sharing_audience a ON a.record_kind = e.audience_kind AND a.record_id = e.audience_id
    WHERE w.terms @@ %s::tsquery AND e.analysis = %s AND a.gate_id = ANY(%s)
      AND (%s OR e.language = ANY(%s))
"""
_PARTS = """
    SELECT record_kind, record_id, count(*) FROM search_indexentry
    WHERE (record_kind, record_id) IN (SELECT * FROM unnest(%s::text[], %s::text[]))
    GROUP BY record_kind, record_id
"""
_VISIBLE = """
    SELECT e.id FROM search_indexentry e
    JOIN sharing_audience a ON a.record_kind = e.audience_kind AND a.record_id = e.audience_id
    WHERE e.id = ANY(%s) AND a.gate_id = ANY(%s)
"""
_FREQUENCIES = """
    SELECT written, (SELECT count(*) FROM search_words WHERE terms @@ written::tsquery)
    FROM unnest(%s::text[]) AS each(written)
"""


class PostgresEngine:
    """The engine of a node on a database server."""

    def __init__(self) -> None:
        self._mirrored = Mirrored(self.visible)
        self._in_database = pgvector.PgVectors()
        self._counts = Counts(self.words_indexed, _count)

    def prepare(self) -> None:
        """Make the table of words, its function and its trigger, and that of vectors."""
        with connection.cursor() as cursor:
            for statement in _TABLES:
                cursor.execute(statement)
        pgvector.prepare()

    def words(self, wanted: WordsWanted, gates: Sequence[int], most: int) -> list[WordHit]:
        """Return the best visible entries; see the port."""
        terms = _clean(wanted.terms)
        if not terms or not gates or wanted.records == frozenset():
            return []
        records = sorted(wanted.records or ())
        said = Counter(terms)
        known = self.holding(said)
        queries = [_tsquery(term) for term in said]
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL jit = off")  # compiling takes longer than the query
            cursor.execute(
                _FIND,
                {
                    "lexemes": list(said),
                    "weights": [times * known.rarity(term) for term, times in said.items()],
                    "queries": queries,
                    "any": " | ".join(f"({query})" for query in queries),
                    "analysis": ANALYSIS,
                    "gates": list(gates),
                    "every": wanted.languages is None,
                    "languages": list(wanted.languages or ()),
                    "anywhere": wanted.records is None,
                    "kinds": [kind for kind, _ in records],
                    "ids": [each for _, each in records],
                    "k1": K1,
                    "b": B,
                    "most": most,
                },
            )
            return [WordHit(*row) for row in cursor.fetchall()]

    def holding(self, terms: Collection[str]) -> Holding:
        """Return in how many entries terms stand; see the port."""
        return self._counts.of(terms)

    def parts_of(self, reports: Collection[Record]) -> dict[Record, int]:
        """Return how many entries each report has; see the port."""
        pairs = sorted(reports)
        with connection.cursor() as cursor:
            cursor.execute(_PARTS, [[kind for kind, _ in pairs], [each for _, each in pairs]])
            return {(kind, record_id): count for kind, record_id, count in cursor.fetchall()}

    def matching(self, wanted: Sequence[WordsWanted], gates: Sequence[int]) -> set[Record]:
        """Return every visible record that has one of the terms; see the port."""
        found: set[Record] = set()
        for each in wanted:
            if terms := _clean(each.terms):
                any_of = " | ".join(f"({_tsquery(term)})" for term in dict.fromkeys(terms))
                languages = list(each.languages or ())
                with connection.cursor() as cursor:
                    cursor.execute(
                        _MATCHING,
                        [any_of, ANALYSIS, list(gates), each.languages is None, languages],
                    )
                    found.update((row[0], row[1]) for row in cursor.fetchall())
        return found

    def visible(self, entries: Sequence[int], gates: Sequence[int]) -> set[int]:
        """Return the visible ones among entries; see the port."""
        with connection.cursor() as cursor:
            cursor.execute(_VISIBLE, [list(entries), list(gates)])
            return {row[0] for row in cursor.fetchall()}

    def rebuild(self) -> None:
        """Make the table of words anew."""
        self.prepare()
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_words")
            cursor.execute("UPDATE search_indexentry SET words = words")

    def words_indexed(self) -> int:
        """Return how many entries the index of words holds."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM search_words")
            return int(cursor.fetchone()[0])

    def keeps_vectors(self) -> bool:
        """Say whether pgvector compares vectors."""
        return pgvector.is_ready()

    def nearest(self, wanted: MeaningWanted, gates: Sequence[int], most: int) -> list[NearHit]:
        """Return the nearest visible groups; see the port."""
        return self._vectors().nearest(wanted, gates, most)

    def nearest_parts(
        self, wanted: MeaningWanted, part: str, gates: Sequence[int], most: int
    ) -> list[PartHit]:
        """Return the nearest visible entries of a part; see the port."""
        return self._vectors().nearest_parts(wanted, part, gates, most)

    def keep_vectors(self, model: str, vectors: Sequence[EntryVector], seeds: Centres) -> None:
        """Keep the vectors of one record; see the port."""
        self._vectors().keep_vectors(model, vectors, seeds)

    def settle_vectors(self, model: str, seeds: Centres) -> None:
        """Take new means where the library has outgrown them; see the port."""
        self._vectors().settle_vectors(model, seeds)

    def vectors_indexed(self, model: str) -> int:
        """Return how many entries have their vector where it is compared."""
        if self.keeps_vectors():
            return self._in_database.vectors_indexed(model)
        with connection.cursor() as cursor:
            cursor.execute(COUNT_VECTORS, [model])
            return int(cursor.fetchone()[0])

    def _vectors(self) -> pgvector.PgVectors | Mirrored:
        return self._in_database if self.keeps_vectors() else self._mirrored


def _clean(terms: Sequence[str]) -> list[str]:
    return [term for term in terms if term]


def _count(terms: Sequence[str]) -> dict[str, int]:
    """Count the entries that have each term."""
    written = {_tsquery(term): term for term in _clean(terms)}
    with connection.cursor() as cursor:
        cursor.execute(_FREQUENCIES, [list(written)])
        return {written[query]: count for query, count in cursor.fetchall()}


def _tsquery(term: str) -> str:
    """Write a term, or several that follow one another, as a tsquery of quoted lexemes."""
    lexemes = (part.replace("\\", "").replace("'", "''") for part in term.split())
    return " <-> ".join(f"'{lexeme}'" for lexeme in lexemes)
