"""Near by meaning on PostgreSQL: pgvector proposes and measures, the core weighs.

The table of vectors is the engine's own. Its rows are written in the transaction of their
entries and go with them, and name the group and the audience, so that a scan of the HNSW index
joins the policy row by row (iterative scan: it goes on until enough is found that the reader
may see). Vectors are kept centred (`core.retrieval.centring`), in 16 bits; the mean that a
language was centred by is kept beside them, and taken anew when its documents have become
half as many again.

Longer than other files, for statements and what reads their rows must be read together.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal

from django.db import connection, transaction

from balai.core.retrieval import NO_LEAD, Centres, Mean, centred, record_scores
from balai.core.retrieval.centring import SEED_WEIGHT
from balai.search.engines.mirrored import limited
from balai.search.engines.port import EntryVector, MeaningWanted, NearHit, PartHit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vector = NDArray[np.float32]

logger = logging.getLogger(__name__)
WhyNot = Literal["pgvector-missing", "pgvector-old", "pgvector-offered"]
LEAST_VERSION = (0, 8)
"""halfvec came with 0.7, the iterative scan with 0.8."""
_EACH = 5
"""Entries looked at for each record wanted, at first."""
SMALL = 5_000
"""Rows that are compared one by one, all of them, without the index."""
_NARROW = 20_000
"""Records to which a search may be narrowed and still be compared one by one."""
GROWTH = 0.5
"""Share of the documents behind a mean that may be new before it is taken anew."""
_SAMPLE = 1000
"""Documents of a language that its mean is taken from; a larger sample changes nothing."""
_AT_ONCE = 1000
_LOCK = 0x62616C6176
_TABLES = (
    """CREATE TABLE IF NOT EXISTS search_vectors (
        entry bigint PRIMARY KEY REFERENCES search_indexentry(id) ON DELETE CASCADE,
        model text NOT NULL, record_kind text NOT NULL, record_id text NOT NULL,
        audience_kind text NOT NULL, audience_id text NOT NULL,
        part text NOT NULL, language text NOT NULL,
        centre integer NOT NULL, vector halfvec NOT NULL)""",
    """CREATE INDEX IF NOT EXISTS search_vectors_group
        ON search_vectors (record_kind, record_id, audience_kind, audience_id)""",
    "CREATE INDEX IF NOT EXISTS search_vectors_centre ON search_vectors (model, language, centre)",
    """CREATE TABLE IF NOT EXISTS search_centres (
        model text NOT NULL, language text NOT NULL, number integer NOT NULL,
        documents bigint NOT NULL, since bigint NOT NULL, vector bytea NOT NULL,
        PRIMARY KEY (model, language))""",
)
# One text for both ways of scanning: `+ 0` keeps the index out, and the order exact.
_NEAR = """
    SELECT v.entry, v.record_kind, v.record_id, v.audience_kind, v.audience_id, v.language,
           -(v.vector::halfvec({size}) <#> %(query)s::halfvec({size})) AS likeness
    FROM search_vectors v
    JOIN sharing_audience a
      ON a.record_kind = v.audience_kind AND a.record_id = v.audience_id
    WHERE v.model = {model} AND a.gate_id = ANY(%(gates)s) AND (%(part)s = '' OR v.part = %(part)s)
      {narrowed}
    ORDER BY (v.vector::halfvec({size}) <#> %(query)s::halfvec({size})) {exact} LIMIT %(reach)s
"""
_NARROWED = """AND (v.record_kind, v.record_id) IN
        (SELECT * FROM unnest(%(kinds)s::text[], %(ids)s::text[]))"""
# likeness of the gist = mean likeness of the parts / length of their mean vector
_WEIGH = """
    SELECT v.record_kind, v.record_id,
           (array_agg(v.entry ORDER BY v.part IN ('title', 'lead'), m.likeness DESC, v.entry))[1],
           max(m.likeness), avg(m.likeness) / greatest(l2_norm(avg(v.vector)), 1e-6),
           coalesce(max(m.likeness) FILTER (WHERE v.part = 'lead'), {no_lead}),
           array_agg(DISTINCT v.language)
    FROM unnest(%(record_kinds)s::text[], %(record_ids)s::text[],
                %(audience_kinds)s::text[], %(audience_ids)s::text[])
         AS g(record_kind, record_id, audience_kind, audience_id)
    JOIN search_vectors v USING (record_kind, record_id, audience_kind, audience_id)
    CROSS JOIN LATERAL (
        SELECT -(v.vector::halfvec({size}) <#> %(query)s::halfvec({size})) AS likeness) m
    WHERE v.model = {model}
    GROUP BY v.record_kind, v.record_id, v.audience_kind, v.audience_id
"""


def version_installed() -> tuple[int, ...] | None:
    """Return the version of pgvector in this database, or None where it is not there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT extversion FROM pg_extension WHERE extname = 'vector'")
        row = cursor.fetchone()
    return None if row is None else _numbers(row[0])


def version_offered() -> tuple[int, ...] | None:
    """Return the version of pgvector that the server could install, or None."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT default_version FROM pg_available_extensions WHERE name = 'vector'")
        row = cursor.fetchone()
    return None if row is None else _numbers(row[0])


def is_ready() -> bool:
    """Say whether this database has pgvector, new enough, and the engine's tables in it."""
    with connection.cursor() as cursor:  # asked in every search, so in one query
        cursor.execute(
            "SELECT extversion FROM pg_extension"
            " WHERE extname = 'vector' AND to_regclass('search_vectors') IS NOT NULL"
        )
        row = cursor.fetchone()
    return row is not None and _numbers(row[0]) >= LEAST_VERSION


def why_not() -> WhyNot:
    """Say why a database that has no vectors of its own has none."""
    if (installed := version_installed()) is not None and installed < LEAST_VERSION:
        return "pgvector-old"
    if installed is not None or (version_offered() or ()) >= LEAST_VERSION:
        return "pgvector-offered"
    return "pgvector-missing"


def prepare() -> None:
    """Make the tables, if the database has pgvector or this role may install it."""
    from django.db import DatabaseError

    if version_installed() is None and (version_offered() or ()) >= LEAST_VERSION:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("CREATE EXTENSION IF NOT EXISTS vector")
        except DatabaseError as error:  # not allowed to; `balai doctor` says so too
            logger.warning("pgvector is not installed in this database: %s", error)
    if (version_installed() or ()) < LEAST_VERSION:
        return
    with connection.cursor() as cursor:
        for statement in _TABLES:
            cursor.execute(statement)


class PgVectors:
    """The part of the PostgreSQL engine that compares vectors in the database."""

    def nearest(self, wanted: MeaningWanted, gates: Sequence[int], most: int) -> list[NearHit]:
        """Return the nearest visible groups of `most` records; see the port."""
        if not gates:
            return []
        reach = _EACH * most
        while True:
            rows = _near(wanted, "", gates, reach)
            groups = list(dict.fromkeys(row[1:5] for row in rows))
            if len({group[:2] for group in groups}) >= most or len(rows) < reach:
                return limited(_weighed(wanted, groups), most)
            reach *= 4

    def nearest_parts(
        self, wanted: MeaningWanted, part: str, gates: Sequence[int], most: int
    ) -> list[PartHit]:
        """Return the nearest visible entries of a part; see the port."""
        rows = _near(wanted, part, gates, most) if gates else []
        hits = [PartHit((row[1], row[2]), row[0], row[6], row[5]) for row in rows]
        return sorted(hits, key=lambda hit: (-hit.score, hit.entry))

    def keep_vectors(self, model: str, vectors: Sequence[EntryVector], seeds: Centres) -> None:
        """Keep vectors of one record; see the port."""
        import numpy as np

        if not vectors:
            return
        documents: dict[str, int] = {}
        for language, _group in sorted({(each.language, each.group) for each in vectors}):
            documents[language] = documents.get(language, 0) + 1
        _index_once(model, len(vectors[0].vector) // 2)
        centres = {
            language: _centre_for_writing(model, language, count, seeds)
            for language, count in documents.items()
        }
        rows = []
        for each in vectors:
            number, centre = centres[each.language]
            raw = np.frombuffer(each.vector, np.float16).astype(np.float32)
            written = _written(centred(raw, centre))
            rows.append((each.entry, model, *each.group, each.part, each.language, number, written))
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO search_vectors VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)", rows
            )

    def settle_vectors(self, model: str, seeds: Centres) -> None:
        """Take new means where documents have grown, and centre by them; see the port.

        Rows of the old mean and of the new stand side by side for a while: what is proposed is
        then a little less good, and nothing is lost. Work that was cut off is taken up again.
        """
        with connection.cursor() as cursor:
            cursor.execute(
                """SELECT language FROM search_centres
                WHERE model = %s AND since >= %s * (documents + %s)""",
                [model, GROWTH, SEED_WEIGHT],
            )
            outgrown = [row[0] for row in cursor.fetchall()]
        for language in outgrown:
            _take_mean_anew(model, language, seeds)
        with connection.cursor() as cursor:
            cursor.execute(
                """SELECT c.language, c.number, c.vector FROM search_centres c
                WHERE c.model = %s AND EXISTS (
                    SELECT FROM search_vectors v WHERE v.model = c.model
                    AND v.language = c.language AND v.centre < c.number)""",
                [model],
            )
            stale = cursor.fetchall()
        for language, number, kept in stale:
            _centre_rows(model, language, number, _read(kept))

    def vectors_indexed(self, model: str) -> int:
        """Return how many entries have a vector of the model here."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM search_vectors WHERE model = %s", [model])
            return int(cursor.fetchone()[0])


@contextmanager
def _scanning(settings: dict[str, str]) -> Iterator[Any]:
    """Give a cursor in a transaction with settings that end with it."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT " + ", ".join(["set_config(%s, %s, true)"] * len(settings)),
            [each for pair in settings.items() for each in pair],
        )
        yield cursor


def _near(
    wanted: MeaningWanted, part: str, gates: Sequence[int], reach: int
) -> list[tuple[Any, ...]]:
    """Return the nearest visible rows: by the HNSW index, or one by one where it falls short.

    The index gives up after so many rows that may not be seen; few are then visible at all, or
    few near, and comparing each is affordable.
    """
    records = wanted.records
    kinds, ids = zip(*sorted(records), strict=True) if records else ((), ())
    values = {
        "query": _written(wanted.vector),
        "gates": list(gates),
        "part": part,
        "reach": reach,
        "kinds": list(kinds),
        "ids": list(ids),
    }
    narrowed = _NARROWED if records is not None else ""
    settings = {
        "jit": "off",
        "hnsw.iterative_scan": "relaxed_order",
        "hnsw.ef_search": str(min(max(reach // 4, 100), 1000)),
        "hnsw.max_scan_tuples": str(max(20_000, 8 * reach)),
    }
    exact = _is_small(wanted.model) if records is None else len(records) <= _NARROW
    while True:
        statement = _NEAR.format(
            size=len(wanted.vector),
            model=_literal(wanted.model),
            narrowed=narrowed,
            exact="+ 0" if exact else "",
        )
        with _scanning(settings) as cursor:
            cursor.execute(statement, values)
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        if exact or len(rows) >= reach:
            return rows
        exact = True


def _is_small(model: str) -> bool:
    """Say whether comparing every row is as fast as walking the index, and never misses."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT count(*) FROM
                (SELECT FROM search_vectors WHERE model = %s LIMIT %s) AS rows_seen""",
            [model, SMALL + 1],
        )
        return int(cursor.fetchone()[0]) <= SMALL


def _weighed(wanted: MeaningWanted, groups: Sequence[tuple[str, ...]]) -> list[NearHit]:
    """Return groups with the score that the core makes of all their parts, the best first."""
    import numpy as np

    if not groups:
        return []
    names = ("record_kinds", "record_ids", "audience_kinds", "audience_ids")
    columns = dict(zip(names, map(list, zip(*groups, strict=True)), strict=True))
    statement = _WEIGH.format(
        size=len(wanted.vector), model=_literal(wanted.model), no_lead=NO_LEAD
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, {"query": _written(wanted.vector), **columns})
        rows = cursor.fetchall()
    best, gist, lead = (np.array([row[at] for row in rows], np.float32) for at in (3, 4, 5))
    hits = [
        NearHit((row[0], row[1]), row[2], float(score), frozenset(row[6]))
        for row, score in zip(rows, record_scores(best, gist, lead), strict=True)
    ]
    return sorted(hits, key=lambda hit: (-hit.score, hit.record, hit.entry))


def _index_once(model: str, size: int) -> None:
    """Make the HNSW index of a model at its first vector: each model has its own dimension."""
    name = "search_near_" + hashlib.sha256(f"{model}/{size}".encode()).hexdigest()[:16]
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [name])
        if cursor.fetchone()[0]:
            return
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        cursor.execute(
            f"CREATE INDEX IF NOT EXISTS {name} ON search_vectors"
            f" USING hnsw ((vector::halfvec({size})) halfvec_ip_ops)"
            f" WHERE model = {_literal(model)}",
            [],
        )


def _centre_for_writing(
    model: str, language: str, documents: int, seeds: Centres
) -> tuple[int, Vector]:
    """Return the centre in use, counting the documents about to be written by it."""
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO search_centres VALUES (%s, %s, 1, 0, %s, %s)
            ON CONFLICT (model, language)
            DO UPDATE SET since = search_centres.since + excluded.since
            RETURNING number, vector""",
            [model, language, documents, seeds.of(language).astype("<f4").tobytes()],
        )
        number, kept = cursor.fetchone()
    return int(number), _read(kept)


def _take_mean_anew(model: str, language: str, seeds: Centres) -> None:
    """Replace the centre of a language by the mean of its documents as they are now."""
    import numpy as np

    of_language = [model, language]
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT count(*) FROM (SELECT DISTINCT record_kind, record_id, audience_kind,
                audience_id FROM search_vectors WHERE model = %s AND language = %s) AS each""",
            of_language,
        )
        documents = int(cursor.fetchone()[0])
        cursor.execute(
            """SELECT e.record_kind, e.record_id, e.audience_kind, e.audience_id, e.vector
            FROM search_indexentry e JOIN (
                SELECT DISTINCT record_kind, record_id, audience_kind, audience_id,
                    md5(record_id || audience_id) AS chance
                FROM search_vectors WHERE model = %s AND language = %s
                ORDER BY chance LIMIT %s) AS g
              USING (record_kind, record_id, audience_kind, audience_id)
            WHERE e.model = %s AND e.language = %s""",
            [*of_language, _SAMPLE, *of_language],
        )
        raw: dict[tuple[str, ...], list[Vector]] = {}
        for *group, vector in cursor.fetchall():
            raw.setdefault(tuple(group), []).append(np.frombuffer(bytes(vector), np.float16))
    mean = Mean()
    for each in raw.values():
        mean.add(np.stack(each).astype(np.float32))
    if mean.total is not None:
        mean.total, mean.documents = mean.total * (documents / mean.documents), documents
    centre = mean.joined_with(seeds.of(language))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            """UPDATE search_centres SET number = number + 1, documents = %s, since = 0,
                vector = %s WHERE model = %s AND language = %s""",
            [documents, centre.astype("<f4").tobytes(), *of_language],
        )


def _centre_rows(model: str, language: str, number: int, centre: Vector) -> None:
    """Centre by the newest mean what an older one centred, some rows at a time."""
    import numpy as np

    while True:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                """SELECT v.entry, e.vector FROM search_vectors v
                JOIN search_indexentry e ON e.id = v.entry
                WHERE v.model = %s AND v.language = %s AND v.centre < %s
                ORDER BY v.entry LIMIT %s FOR UPDATE OF v""",
                [model, language, number, _AT_ONCE],
            )
            rows = cursor.fetchall()
            if not rows:
                return
            raw = np.stack([np.frombuffer(bytes(row[1]), np.float16) for row in rows])
            written = [_written(each) for each in centred(raw.astype(np.float32), centre)]
            cursor.execute(
                """UPDATE search_vectors v SET vector = new.vector::halfvec, centre = %s
                FROM unnest(%s::bigint[], %s::text[]) AS new(entry, vector)
                WHERE v.entry = new.entry""",
                [number, [row[0] for row in rows], written],
            )


def _written(vector: Vector) -> str:
    """Write a vector as pgvector reads it; 16 bits hold no more digits."""
    import numpy as np

    return str(np.round(vector.astype(np.float64), 6).tolist())


def _read(kept: Any) -> Vector:
    import numpy as np

    return np.frombuffer(bytes(kept), "<f4").astype(np.float32)


def _literal(model: str) -> str:
    """Write a model's name into a statement: a partial index is found by a constant only."""
    return "'" + model.replace("'", "''").replace("%", "%%") + "'"


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())
