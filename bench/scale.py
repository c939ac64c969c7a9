"""Speed of the search at size, beside its bare legs in the same run, on the node's engine.

    python bench/scale.py 10000 200000 [--data FOLDER] [--keep FOLDER] [--json]
    python tools/on_postgres.py python bench/scale.py 100000

The library is real text, repeated and varied (`bench/shelf.py`); one report in four is for
nobody who searches. The questions are those of the sets, put to the whole of it by the public,
the encoder's milliseconds included. The bare legs know no policy, fold nothing and show nothing:
SQLite's FTS5 over the plain texts, ten best by bm25 of any of the words; and the query's vector,
encoded, against all vectors exactly. "after a change" indexes one report and searches at once.
`--keep` leaves the filled home there for the next run.
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))
from bench import shelf

ROOT = Path(__file__).parents[1]
QUESTIONS, CHANGES = 100, 10


def timed(times: Sequence[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {
        "p50": round(statistics.median(ordered), 1),
        "p95": round(ordered[int(len(ordered) * 0.95)], 1),
        "max": round(ordered[-1], 1),
    }


def each_timed(ask: Callable[[str, str], Any], questions: Sequence[tuple[str, str]]) -> Any:
    times = []
    for language, question in questions:
        began = time.perf_counter()
        ask(language, question)
        times.append((time.perf_counter() - began) * 1000)
    return timed(times)


def bare_words(folder: Path) -> Callable[[str, str], Any]:
    """Return FTS5 alone over the passages' plain text."""
    from balai.core.retrieval.words import words_of
    from balai.library.models import Passage

    database = sqlite3.connect(folder / "bare.sqlite3")
    if not database.execute("SELECT 1 FROM sqlite_master WHERE name = 'bare'").fetchone():
        database.execute("CREATE VIRTUAL TABLE bare USING fts5(text, tokenize='unicode61')")
        texts = Passage.objects.order_by("pk").values_list("text").iterator(chunk_size=5000)
        database.executemany("INSERT INTO bare(text) VALUES (?)", texts)
        database.commit()

    def ask(_language: str, question: str) -> Any:
        match = " OR ".join(f'"{word.text}"' for word in words_of(question))
        return database.execute(
            "SELECT rowid, bm25(bare) FROM bare WHERE bare MATCH ? ORDER BY rank LIMIT 10", [match]
        ).fetchall()

    return ask


def bare_meaning() -> Callable[[str, str], Any]:
    """Return the exact comparison of a query's vector with every passage's."""
    from balai.foundation.embedding import get_embedder
    from balai.search.models import IndexEntry

    rows = IndexEntry.objects.filter(part="passage").values_list("vector", flat=True)
    vectors = np.empty((rows.count(), get_embedder().dimension), np.float32)
    for at, raw in enumerate(rows.iterator(chunk_size=5000)):
        vectors[at] = np.frombuffer(bytes(raw or b""), np.float16)

    def ask(_language: str, question: str) -> Any:
        scores = vectors @ get_embedder().embed([question], "query")[0]
        best = np.argpartition(scores, -10)[-10:]
        return best[np.argsort(-scores[best])]

    return ask


def measure(count: int, data: Path, home: Path) -> dict[str, Any]:
    from django.db import connection

    from balai.core.audience import PUBLIC
    from balai.search.engines import engine
    from balai.search.models import IndexEntry
    from balai.search.queries import search

    base = shelf.base(data, home)
    if not IndexEntry.objects.exists():
        shelf.fill(shelf.varied(base, count), count)
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
    step = max(1, len(base.questions) // QUESTIONS)
    questions = base.questions[::step][:QUESTIONS]
    report: dict[str, Any] = {"engine": connection.vendor, "entries": engine().words_indexed()}
    report["load"] = round(os.getloadavg()[0], 1)

    def by(mode: Any, **more: Any) -> Callable[[str, str], Any]:
        return lambda language, text: search(PUBLIC, text, mode=mode, languages=[language], **more)

    began = time.perf_counter()
    by("hybrid")("en", "what do officers learn")
    report["first search, ms"] = round((time.perf_counter() - began) * 1000)
    words, meaning = bare_words(home), bare_meaning()
    words("en", "what do officers learn")
    legs = {
        "FTS5 alone": words,
        "exact vectors alone": meaning,
        "words": by("words"),
        "meaning": by("meaning"),
        "both": by("hybrid"),
        "both, counted": by("hybrid", counted=True),
    }
    for name, ask in legs.items():
        ask(*questions[0])
        report[f"{name}, ms"] = each_timed(ask, questions)
    report |= after_changes(questions)
    status = Path("/proc/self/status").read_text().splitlines()
    report["process, MB"] = next(int(s.split()[1]) for s in status if "VmRSS" in s) // 1024
    return report


def after_changes(questions: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Return what indexing a changed report takes, and a search right after it."""
    from balai.core.audience import PUBLIC
    from balai.library.models import Passage, Source
    from balai.search.actions import index_record
    from balai.search.queries import search

    changing, after = [], []
    for number, source in enumerate(Source.objects.order_by("pk")[:CHANGES]):
        passage = Passage.objects.filter(source=source).order_by("position").first()
        assert passage is not None
        Passage.objects.filter(pk=passage.pk).update(text=f"changed {number} {passage.text}")
        began = time.perf_counter()
        index_record(record_kind="source", record_id=source.pk)
        changing.append((time.perf_counter() - began) * 1000)
        began = time.perf_counter()
        search(PUBLIC, questions[number][1])
        after.append((time.perf_counter() - began) * 1000)
    return {"indexing one report, ms": timed(changing), "after a change, ms": timed(after)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("passages", nargs="+", type=int)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    if len(arguments.passages) > 1:  # a node each: a fresh process
        rest = [each for each in sys.argv[1:] if not each.isdecimal()]
        for size in arguments.passages:
            os.spawnv(os.P_WAIT, sys.executable, [sys.executable, __file__, str(size), *rest])
        return
    (count,) = arguments.passages
    with tempfile.TemporaryDirectory(prefix="balai-bench-") as temporary:
        home = arguments.keep / str(count) if arguments.keep else Path(temporary)
        home.mkdir(parents=True, exist_ok=True)
        os.environ |= {"BALAI_HOME": str(home), "DJANGO_SETTINGS_MODULE": "balai.config.settings"}
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        report = measure(count, arguments.data, home)
    print(json.dumps(report, indent=None if arguments.json else 1))


if __name__ == "__main__":
    main()
