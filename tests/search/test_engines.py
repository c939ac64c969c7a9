"""What every engine must do with meaning, and that pgvector does it as the mirror does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pytest
from django.db import connection

from balai.core.audience import Level, audience
from balai.core.retrieval import ANALYSIS, parse_query
from balai.core.retrieval.bm25 import Holding
from balai.foundation.embedding import NoEmbedder
from balai.foundation.tasks.worker import run_all
from balai.search.engines import engine
from balai.search.engines.counts import Counts
from balai.search.engines.mirrored import Mirrored
from balai.search.engines.port import EntryVector, MeaningWanted, WordsWanted
from balai.search.finding import query_terms
from balai.search.groups import GroupKey
from balai.search.models import IndexEntry, IndexState
from balai.search.queries import index_report, search, vectors_compared
from balai.search.queries.passages import search_passages
from balai.search.queries.vectors import current_mirror
from balai.search.results import Mode
from balai.search.tasks import queue_rebuild, queue_rebuild_if_stale
from balai.sharing.actions import share
from tests.personas import A, Cast
from tests.search.shelf import ToyEmbedder, add_lesson, add_source

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
TOY = ToyEmbedder()
on_pgvector = pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="needs PostgreSQL with pgvector"
)


@pytest.fixture
def seeds() -> Any:
    from pathlib import Path

    from django.conf import settings

    from balai.search.centres import seed_centres

    return seed_centres(TOY, Path(settings.BALAI.home)).passages


@pytest.fixture
def scanned(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let PostgreSQL use the HNSW index however few rows there are."""
    monkeypatch.setattr("balai.search.engines.pgvector.SMALL", 0)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET enable_seqscan = off; SET enable_sort = off")
        yield
        if connection.vendor == "postgresql":
            cursor.execute("RESET enable_seqscan; RESET enable_sort")


def wanted(text: str, seeds: Any, records: Any = None) -> MeaningWanted:
    vector = TOY.embed([text], "query")[0].astype(np.float32)
    return MeaningWanted(vector, TOY.name, lambda: current_mirror(TOY, seeds), records)


def fill(number: int, level: Level, first: int, seeds: Any, near: np.ndarray) -> None:
    """Put many small sources into index and policy at once, all near to one vector."""
    random = np.random.default_rng(first)
    entries, names = [], [f"F{first + n:05d}" for n in range(number)]
    for name in names:
        vector = near + random.normal(size=TOY.dimension) * 0.01
        entries.append(
            IndexEntry(
                record_kind="source", record_id=name, audience_kind="source", audience_id=name,
                part="passage", part_id=name, page=1, language="en", words="", text_hash=name,
                analysis=ANALYSIS, model=TOY.name,
                vector=(vector / np.linalg.norm(vector)).astype(np.float16).tobytes(),
            )
        )  # fmt: skip
        share(actor="test", record_kind="source", record_id=name,
              audience=audience(level, owners=[A]))  # fmt: skip
    written = IndexEntry.objects.bulk_create(entries)
    group = [GroupKey("source", name, "source", name) for name in names]
    engine().keep_vectors(
        TOY.name,
        [
            EntryVector(row.pk, key, "passage", "en", bytes(row.vector or b""))
            for row, key in zip(written, group, strict=True)
        ],
        seeds,
    )


@pytest.mark.usefixtures("scanned")
def test_what_may_not_be_seen_takes_no_place_among_the_nearest(cast: Cast, seeds: Any) -> None:
    near = TOY.embed(["police and trust"], "passage")[0].astype(np.float32)
    fill(600, Level.AMBER_STRICT, 0, seeds, near)
    open_ones = {add_source(f"Open {n}", ["River and fishing."]) for n in range(3)}
    gates = open_gates_of(cast, "dina")
    hits = engine().nearest(wanted("police and trust", seeds), gates, 20)
    assert {hit.record[1] for hit in hits} == open_ones
    parts = engine().nearest_parts(wanted("police and trust", seeds), "passage", gates, 20)
    assert {hit.record[1] for hit in parts} == open_ones
    assert len(engine().nearest(wanted("police", seeds), open_gates_of(cast, "budi"), 20)) == 20


def open_gates_of(cast: Cast, name: str) -> list[int]:
    from balai.sharing.queries import open_gates

    return open_gates(cast.viewer(name))


def library() -> None:
    texts = ["police and trust", "young people and prison", "river and fishing", "trust in youth"]
    for number in range(8):
        some = [f"{texts[(number + at) % 4]} word{number} word{at}" for at in range(1 + number % 4)]
        add_source(f"Report {number}", some, language=("en", "fr", "ms")[number % 3])
    add_lesson("Trust takes police time.", quote="young people trust police")
    add_lesson("Prison teaches.", quote="river of words", quote_level=Level.AMBER)


def test_the_order_is_that_of_the_mirror(
    cast: Cast, seeds: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the means are as fresh as the mirror's; pgvector otherwise lets them age a little."""
    monkeypatch.setattr("balai.search.engines.pgvector.GROWTH", 0.0)
    library()
    gates = open_gates_of(cast, "budi")
    mirrored = Mirrored(engine().visible)
    for text in ("police and trust", "prison", "fishing in the river", "nothing of this"):
        ours = engine().nearest(wanted(text, seeds), gates, 50)
        theirs = mirrored.nearest(wanted(text, seeds), gates, 50)
        assert {(hit.record, hit.languages) for hit in ours} == {
            (hit.record, hit.languages) for hit in theirs
        }
        scores = {hit.entry: hit.score for hit in theirs}
        assert {hit.entry: hit.score for hit in ours} == pytest.approx(scores, abs=2e-3)
        assert ours[0].record == theirs[0].record


def test_narrowed_to_records_nothing_else_is_near(cast: Cast, seeds: Any) -> None:
    library()
    one = add_source("Only this", ["river of fish"])
    for records in (frozenset({("source", one)}), frozenset()):
        hits = engine().nearest(wanted("police", seeds, records), open_gates_of(cast, "budi"), 20)
        assert {hit.record for hit in hits} == set(records)


def test_no_open_gate_nothing_near(cast: Cast, seeds: Any) -> None:
    library()
    assert engine().nearest(wanted("police", seeds), [], 20) == []
    assert engine().nearest_parts(wanted("police", seeds), "passage", [], 20) == []


def test_vectors_go_with_their_entries(cast: Cast) -> None:
    add_source("Kept", ["police"])
    gone = add_source("Gone", ["police"])
    held = engine().vectors_indexed(TOY.name)
    IndexEntry.objects.filter(record_id=gone).delete()
    assert engine().vectors_indexed(TOY.name) == held - 3
    assert index_report(TOY).vectors_apart == 0


@on_pgvector
def test_means_are_taken_anew_when_documents_have_grown(cast: Cast, seeds: Any) -> None:
    def centres() -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT number, documents FROM search_centres WHERE language = 'en'")
            return list(cursor.fetchall())

    for number in range(4):
        add_source(f"Report {number}", [f"police and trust {number}"])
    assert centres() == [(1, 0)]
    add_source("The fifth", ["prison"])
    assert centres() == [(2, 5)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT centre FROM search_vectors")
        assert cursor.fetchall() == [(2,)]


@on_pgvector
def test_the_index_of_pgvector_is_used(cast: Cast, seeds: Any, scanned: None) -> None:
    near = TOY.embed(["police"], "passage")[0].astype(np.float32)
    fill(300, Level.CLEAR, 0, seeds, near)
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE tablename = 'search_vectors'")
        definitions = [row[0] for row in cursor.fetchall()]
    assert any("hnsw" in each and "halfvec" in each for each in definitions)
    assert len(engine().nearest(wanted("police", seeds), open_gates_of(cast, "dina"), 10)) == 10


def test_without_pgvector_the_mirror_compares(
    cast: Cast, seeds: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("balai.search.engines.pgvector.LEAST_VERSION", (99,))
    assert not engine().keeps_vectors()
    add_source("Harbour walk", ["Officers walked with young people and trust grew."])
    for seek in (search, search_passages):
        results = seek(cast.viewer("dina"), "kepercayaan polis", languages=["ms"], embedder=TOY)
        assert results.hits[0].matched == ("meaning",)
    assert index_report(TOY).is_sound


def test_where_vectors_are_compared_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    if connection.vendor != "postgresql":
        assert vectors_compared() == "memory"
        return
    assert vectors_compared() == "pgvector"
    monkeypatch.setattr("balai.search.engines.pgvector.LEAST_VERSION", (99,))
    assert vectors_compared() == "pgvector-old"
    for installed, offered, said in (
        (None, (99, 1), "pgvector-offered"),
        (None, (0, 5), "pgvector-missing"),
        (None, None, "pgvector-missing"),
    ):
        for name, version in (("installed", installed), ("offered", offered)):
            monkeypatch.setattr(
                f"balai.search.engines.pgvector.version_{name}", lambda version=version: version
            )
        assert vectors_compared() == said


@on_pgvector
def test_with_pgvector_no_vector_is_held_in_memory(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert engine().keeps_vectors()

    def refuse(*_: object) -> None:
        raise AssertionError("the mirror was read")

    monkeypatch.setattr("balai.search.queries.asking.current_mirror", refuse)
    source = add_source("Harbour walk", ["Officers walked with young people and trust grew."])
    results = search(cast.viewer("dina"), "kepercayaan polis", languages=["ms"], embedder=TOY)
    assert [hit.id for hit in results.hits] == [source]


@on_pgvector
def test_a_database_that_got_pgvector_later_is_filled_by_a_rebuild(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("balai.search.tasks", "balai.search.actions"):
        monkeypatch.setattr(f"{module}.get_embedder", lambda: TOY)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE search_vectors, search_centres")
    add_source("Report", ["police"], embedder=TOY)
    assert not engine().keeps_vectors()
    queue_rebuild()
    assert run_all() == 1
    assert (engine().keeps_vectors(), index_report(TOY).is_sound) == (True, True)


@on_pgvector
def test_vectors_that_are_not_where_they_are_compared_are_reported(cast: Cast) -> None:
    add_source("Report", ["police"], embedder=TOY)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_vectors")
    report = index_report(TOY)
    assert (report.vectors_apart, report.is_sound) == (3, False)
    assert index_report(NoEmbedder()).vectors_apart == 0


def test_a_word_said_twice_counts_twice(cast: Cast) -> None:
    add_source("Rivers", ["A river in the valley."])
    add_source("Prisons", ["A prison in the valley."])

    def scores(text: str) -> dict[int, float]:
        wanted = WordsWanted(query_terms(parse_query(text), ["en"])["en"], ("en",))
        hits = engine().words(wanted, open_gates_of(cast, "dina"), 10)
        return {hit.entry: hit.score for hit in hits if hit.part == "passage"}

    once, twice = scores("river valley"), scores("A river: which river? valley")
    river, prison = sorted(once, key=lambda entry: -once[entry])
    assert twice[prison] == pytest.approx(once[prison])
    assert twice[river] - twice[prison] > 1.5 * (once[river] - once[prison])
    assert scores("river " * 1000) == scores("river " * 5)


def test_the_words_of_other_engines_are_not_mixed(cast: Cast) -> None:
    """Both legs obey the same gates: the same records, whichever way they are found."""
    add_source("Open", ["police and trust"])
    add_source("Closed", ["police and trust"], level=Level.AMBER_STRICT)

    def found(name: str, mode: Any) -> Sequence[str]:
        hits = search(cast.viewer(name), "police trust", mode=mode, embedder=TOY).hits
        return sorted(hit.title for hit in hits)

    for mode in ("words", "meaning", "hybrid"):
        assert found("dina", mode) == ["Open"]
        assert found("budi", mode) == ["Closed", "Open"]


@on_pgvector
def test_vectors_that_are_not_in_the_database_yet_are_brought_there_at_the_start(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("balai.search.tasks", "balai.search.actions"):
        monkeypatch.setattr(f"{module}.get_embedder", lambda: TOY)
    add_source("Kept", ["police"])
    assert not queue_rebuild_if_stale()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_vectors")
    assert queue_rebuild_if_stale()
    run_all()
    assert index_report(TOY).is_sound


def test_an_engine_tells_how_many_entries_have_a_term(cast: Cast) -> None:
    add_source("One", ["The police officer.", "Police again, police."])
    add_source("Two", ["A community police officer."], level=Level.AMBER_STRICT)
    known = engine().holding({"polic", "officer", "polic offic", "unheard", 'a"b', ""})
    assert known.entries == IndexEntry.objects.count()
    held = dict(known.by_term)
    for term in ("polic", "polic offic"):
        own = [words for (words,) in IndexEntry.objects.values_list("words")]
        assert held[term] == sum(f" {term} " in f" {words} " for words in own) > 0
    assert (held["unheard"], held['a"b'], held[""]) == (0, 0, 0)


@pytest.mark.parametrize(("entries", "later", "is_kept"), [
    (50_000, 50, True),
    (50_000, 51, False),
    (50_000, -1, False),
    (19_999, 0, False),
])  # fmt: skip
def test_numbers_of_a_large_index_are_remembered_until_it_changed_much(
    entries: int, later: int, is_kept: bool
) -> None:
    asked: list[str] = []

    def count(terms: Sequence[str]) -> dict[str, int]:
        asked.extend(terms)
        return {"polic": 7 * len(asked)}

    counts = Counts(lambda: entries, count)
    IndexState.objects.update_or_create(pk=1, defaults={"changes": 100})
    assert counts.of({"polic"}) == Holding(entries, {"polic": 7})
    IndexState.objects.update(changes=100 + later)
    assert counts.of({"polic"}).by_term["polic"] == (7 if is_kept else 14)
    assert counts.of({"other"}).by_term == {"other": 0}


def test_words_are_looked_for_among_the_records_alone_to_which_all_is_narrowed(cast: Cast) -> None:
    names = [add_source(f"Report {n}", ["Police patrol, police."]) for n in range(5)]
    last = add_source("Last", ["A long report in which the police come up but once, and late."])
    gates = open_gates_of(cast, "dina")
    asked = WordsWanted(("polic",), None, frozenset({("source", last)}))
    assert {hit.record[1] for hit in engine().words(asked, gates, 1)} == {last}
    assert engine().words(WordsWanted(("polic",), None, frozenset()), gates, 9) == []
    found = engine().words(WordsWanted(("polic",)), gates, 50)
    assert {hit.record[1] for hit in found} == {*names, last}
    assert all("polic" in hit.words.split() for hit in found)


def test_an_excluded_word_excludes_however_many_have_it(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("balai.search.queries.phrases.MOST_READ", 1)
    for number in range(4):
        add_source(f"Report {number}", ["Police and rivers."])
    only = add_source("Other", ["Rivers, and some police."])
    results = search(cast.viewer("dina"), 'rivers -"police and"', embedder=TOY)
    assert results.hits == (), "no more were read, so the words in any form leave records out"
    last = add_source("Last", ["Rivers."])
    for query in ("rivers -police", 'rivers -"police and rivers"'):
        results = search(cast.viewer("dina"), query, embedder=TOY)
        assert {hit.id for hit in results.hits} == {last, *([only] if '"' in query else [])}


def test_a_phrase_that_stands_too_often_says_so(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        add_source(f"Report {number}", ["Police and rivers."])
    results = search(cast.viewer("dina"), '"police and rivers"', embedder=TOY)
    assert (len(results.hits), results.limits) == (4, ())
    monkeypatch.setattr("balai.search.queries.phrases.MOST_READ", 2)
    ways: list[Mode] = ["hybrid", "words", "meaning"]
    for way in ways:
        for finds in (search, search_passages):
            results = finds(cast.viewer("dina"), '"police and rivers"', mode=way, embedder=TOY)
            assert (way, results.limits) == (way, ("many-words",))
            assert 0 < len(results.hits) < 4


def test_terms_that_do_not_propose_weigh_in_what_was_proposed(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of records with the rare word, those with the frequent one too come first, and all count."""
    monkeypatch.setattr("balai.search.finding.MOST_READ", 3)
    plain = [add_source(f"Plain {n}", ["The police came."]) for n in range(9)]
    rare = add_source("Rare", ["Mediation came and went."])
    both = add_source("Both", ["Mediation by the police."])
    results = search(cast.viewer("dina"), "police mediation", mode="words", embedder=TOY, limit=50)
    assert [hit.id for hit in results.hits] == [both, rare]
    assert results.limits == ("many-words",)
    results = search(
        cast.viewer("dina"), "police mediation", mode="words", embedder=TOY, counted=True
    )
    assert results.with_words == len(plain) + 2
