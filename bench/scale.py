"""Speed of the search at size, and right after a change of the index, on the node's engine.

    python bench/scale.py 10000 50000 100000 [--json]
    python tools/on_postgres.py python bench/scale.py 100000

A library of invented reports (20 passages each, words by a Zipf law, vectors in clusters, one
report in four for nobody who searches) is written straight into tables and index of a temporary
home, a fresh one for each size. The encoder is left out: its milliseconds are added to each
search (`bench/embedding.py`). "after a change" indexes one report and searches at once.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

PASSAGES, CLUSTERS, VOCABULARY = 20, 200, 30_000
SEARCHES, CHANGES = 40, 20


class Invented:
    """An encoder that knows clusters: the number in a text says which. Nothing is computed."""

    name, dimension, available = "invented-1", 384, True

    def __init__(self) -> None:
        self._centres = np.random.default_rng(1).normal(size=(CLUSTERS, self.dimension))

    def embed(self, texts: Sequence[str], kind: str) -> Any:
        """Return the vectors of texts."""
        rows = np.stack([self._vector(text) for text in texts])
        return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return how many words they have."""
        return [len(text.split()) for text in texts]

    def _vector(self, text: str) -> Any:
        digest = hashlib.sha256(text.encode()).digest()
        noise = np.random.default_rng(int.from_bytes(digest[:8], "big")).normal(size=self.dimension)
        last = text.split()[-1]
        cluster = int(last) if last.isdecimal() else digest[0]
        return 2.0 + self._centres[cluster % CLUSTERS] + 1.2 * noise


def write_texts(count: int, words: int) -> list[str]:
    random = np.random.default_rng(2)
    ranks = np.minimum(random.zipf(1.15, size=count * words), VOCABULARY)
    return [
        " ".join([f"w{rank}" for rank in ranks[at * words : (at + 1) * words]] + [str(at % 997)])
        for at in range(count)
    ]


def fill(entries: int, encoder: Invented) -> list[str]:
    """Put reports on the shelf and into the index; return their identifiers."""
    from django.db import connection, transaction

    from balai.core.audience import Level, audience
    from balai.library.models import Passage, Source, SourceState
    from balai.search.engines import engine
    from balai.sharing.actions import share

    texts = write_texts(entries, 60)
    with transaction.atomic():
        made = Source.objects.bulk_create(
            Source(organisation_id="bench", contributor="bench", state=SourceState.READY,
                   title=f"Report {n}", language="en", file_name=f"{n}.txt")
            for n in range(entries // PASSAGES)
        )  # fmt: skip
        Passage.objects.bulk_create(
            (Passage(source=made[at // PASSAGES], position=at % PASSAGES, page=1, start=0,
                     end=len(text), language="en", text=text, text_hash=f"{at:064d}")
             for at, text in enumerate(texts)), batch_size=2000,
        )  # fmt: skip
        for n, source in enumerate(made):
            share(actor="bench", record_kind="source", record_id=source.pk,
                  audience=audience(Level.AMBER_STRICT if n % 4 == 0 else Level.CLEAR,
                                    owners=["bench"]))  # fmt: skip
    from balai.search.actions import index_record

    began = time.perf_counter()
    for n, source in enumerate(made):
        index_record(record_kind="source", record_id=source.pk, embedder=encoder)
        if n % 500 == 499:
            print(f"  {n + 1} of {len(made)} reports, {time.perf_counter() - began:.0f} s",
                  file=sys.stderr)  # fmt: skip
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    print(f"  {engine().words_indexed()} entries indexed in {time.perf_counter() - began:.0f} s",
          file=sys.stderr)  # fmt: skip
    return [source.pk for source in made]


def timed(times: list[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {"p50": round(statistics.median(ordered), 1),
            "p95": round(ordered[int(len(ordered) * 0.95)], 1),
            "max": round(ordered[-1], 1)}  # fmt: skip


def measure(entries: int) -> dict[str, Any]:
    from django.db import connection

    from balai.core.audience import PUBLIC
    from balai.library.models import Passage
    from balai.search.actions import index_record
    from balai.search.engines import engine
    from balai.search.queries import search

    encoder = Invented()
    sources = fill(entries, encoder)
    questions = [f"w{40 + 7 * n} w{300 + 11 * n} w{2000 + n} report {n}" for n in range(SEARCHES)]
    report: dict[str, Any] = {"engine": connection.vendor, "entries": engine().words_indexed()}
    began = time.perf_counter()
    search(PUBLIC, "w50 w60 1", embedder=encoder)
    report["first search, ms"] = round((time.perf_counter() - began) * 1000)
    for mode in ("words", "meaning", "hybrid"):
        times = []
        for question in questions:
            began = time.perf_counter()
            search(PUBLIC, question, mode=mode, embedder=encoder)
            times.append((time.perf_counter() - began) * 1000)
        report[f"{mode}, ms"] = timed(times)
    changing, after = [], []
    for n in range(CHANGES):
        source = sources[(n * 37) % len(sources)]
        passage = Passage.objects.filter(source_id=source).order_by("position").first()
        Passage.objects.filter(pk=passage.pk).update(text=f"changed {n} {passage.text}")
        began = time.perf_counter()
        index_record(record_kind="source", record_id=source, embedder=encoder)
        changing.append((time.perf_counter() - began) * 1000)
        began = time.perf_counter()
        search(PUBLIC, questions[n], mode="meaning", embedder=encoder)
        after.append((time.perf_counter() - began) * 1000)
    report["indexing one report, ms"] = timed(changing)
    report["meaning right after a change, ms"] = timed(after)
    status = Path("/proc/self/status").read_text().splitlines()
    report["process, MB"] = next(int(s.split()[1]) for s in status if "VmRSS" in s) // 1024
    return report


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("entries", nargs="+", type=int)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    if len(arguments.entries) > 1:  # a node each: a fresh process
        more = ["--json"] if arguments.json else []
        for size in arguments.entries:
            command = [sys.executable, __file__, str(size), *more]
            os.spawnv(os.P_WAIT, sys.executable, command)
        return
    with tempfile.TemporaryDirectory(prefix="balai-bench-") as home:
        os.environ |= {"BALAI_HOME": home, "BALAI_EMBEDDER": "none"}
        os.environ["DJANGO_SETTINGS_MODULE"] = "balai.config.settings"
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        report = measure(arguments.entries[0])
    print(json.dumps(report, indent=None if arguments.json else 1))


if __name__ == "__main__":
    main()
