"""Ranking quality and speed of the search, on sets with judged queries.

    python bench/search.py cranfield cisi bills okb [--weights] [--data FOLDER] [--json]
    python bench/search.py xquad tatoeba-ms tatoeba-id tatoeba-th tatoeba-fr tatoeba-nl …

Each set is put into a node of its own in a temporary home, through the same tables, index and
queries as any node, and asked three ways: by words, by meaning, and by both. `--weights` adds
what other weights of words would give. The data is not part of the project (see
tests/quality/README.md); a set that is absent is named and left out.
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
from pathlib import Path
from typing import Any
from unittest import mock

sys.path.insert(0, str(Path(__file__).parents[1]))
from bench.measures import means, ndcg
from bench.sets import DATA, SETS, Set, folder_of

WEIGHTS = (0.0, 0.2, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7, 0.8, 1.0)
WITHOUT_MEANING = frozenset({"words-only", "encoder-failed", "index-stale"})
"""What an answer says of itself where vectors were not compared as they should be."""


def shelve(found: Set) -> dict[str, str]:
    """Put documents into the node as sources; return the document of each source."""
    from balai.core.audience import Level, audience
    from balai.library.models import Passage, Source, SourceState
    from balai.search.actions import index_record
    from balai.sharing.actions import share

    shelved: dict[str, str] = {}
    began = time.perf_counter()
    for name in found.documents:
        title, language = found.documents[name][0], found.language_of(name)
        passages = found.passages_of(name)
        source = Source.objects.create(
            organisation_id="bench", contributor="bench", state=SourceState.READY,
            title=title[:500], language=language, file_name=f"{name[:200]}.txt",
        )  # fmt: skip
        Passage.objects.bulk_create(
            Passage(
                source=source, position=n, page=each.page, start=each.start, end=each.end,
                language=language, text=words,
                text_hash=hashlib.sha256(words.encode()).hexdigest(),
            )
            for n, (each, words) in enumerate(passages)
        )  # fmt: skip
        share(actor="bench", record_kind="source", record_id=source.pk,
              audience=audience(Level.CLEAR))  # fmt: skip
        index_record(record_kind="source", record_id=source.pk)
        shelved[source.pk] = name
    print(f"  indexed in {time.perf_counter() - began:.0f} s", file=sys.stderr)
    return shelved


def measure(
    name: str, found: Set, sweep: bool, each: dict[str, dict[str, float]] | None = None
) -> dict[str, Any]:
    """Index a set and ask it; `each` is given the score of every question in every mode."""
    from balai.core.audience import PUBLIC
    from balai.search.models import IndexEntry
    from balai.search.queries import search
    from balai.search.results import Filters

    shelved = shelve(found)
    report: dict[str, Any] = {"set": name, "entries": IndexEntry.objects.count()}
    search(PUBLIC, "warm up the encoder and the model of languages")
    for mode in ("words", "meaning", "hybrid"):
        scores: dict[str, list[float]] = {}
        first: dict[int, dict[str, list[bool]]] = {1: {}, 3: {}}
        seconds: list[float] = []
        unpointed = 0
        for query, asked in found.queries.items():
            label, within = asked.label or asked.language, (asked.within,) if asked.within else ()
            results = search(
                PUBLIC, asked.text, Filters.of(language=within), mode=mode,
                languages=[asked.language], limit=10,
            )  # fmt: skip
            ranked = [shelved[hit.id] for hit in results.hits]
            grades = found.grades[query]
            score = ndcg(ranked, grades, any_of=found.any_of)
            scores.setdefault(label, []).append(score)
            if each is not None:
                each.setdefault(mode, {})[query] = score
            for place, said in first.items():
                said.setdefault(label, []).append(any(grades.get(d) for d in ranked[:place]))
            seconds.append(results.seconds * 1000)
            unpointed += bool(WITHOUT_MEANING.intersection(results.limits))
        report[mode] = {
            "ndcg@10": means(scores),
            "success@1": means(first[1]),
            "success@3": means(first[3]),
            "without meaning": unpointed,
            "ms": {"p50": round(statistics.median(seconds), 1),
                   "p95": round(sorted(seconds)[int(len(seconds) * 0.95)], 1)},
        }  # fmt: skip
    if sweep:
        report["weight of words"] = by_weight(found, shelved)
    return report


def by_weight(found: Set, shelved: dict[str, str]) -> dict[str, dict[str, float]]:
    """Return nDCG@10 by language for other weights, from the legs as the search finds them."""
    from balai.core.audience import PUBLIC
    from balai.core.retrieval import Weights, fuse
    from balai.search.queries import searching

    kept: list[tuple[dict[Any, float], dict[Any, float], frozenset[Any]]] = []
    real = searching.fuse

    def overheard(words: Any, meaning: Any, **more: Any) -> Any:
        kept.append((dict(words), dict(meaning), more.get("foreign", frozenset())))
        return real(words, meaning, **more)

    with mock.patch.object(searching, "fuse", overheard):
        for asked in found.queries.values():
            searching.search(PUBLIC, asked.text, languages=[asked.language], limit=0)
    table: dict[str, dict[str, float]] = {}
    for weight in WEIGHTS:
        scores: dict[str, list[float]] = {}
        for (query, asked), (words, meaning, foreign) in zip(
            found.queries.items(), kept, strict=True
        ):
            fused = fuse(words, meaning, weights=Weights(weight, 1 - weight), foreign=foreign)
            ranked = [shelved[each.key[1]] for each in fused[:10]]
            scores.setdefault(asked.language, []).append(
                ndcg(ranked, found.grades[query], any_of=found.any_of)
            )
        table[str(weight)] = means(scores)
    return table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("sets", nargs="+", choices=sorted(SETS))
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--weights", action="store_true")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    if len(arguments.sets) > 1:  # a node each: a fresh process
        for name in arguments.sets:
            os.spawnv(os.P_WAIT, sys.executable, [sys.executable, __file__, name, "--data",
                      str(arguments.data), *(["--weights"] if arguments.weights else []),
                      *(["--json"] if arguments.json else [])])  # fmt: skip
        return
    (name,) = arguments.sets
    folder = folder_of(name, arguments.data)
    if not folder.is_dir():
        print(f"{name}: the data is absent ({folder})", file=sys.stderr)
        return
    with tempfile.TemporaryDirectory(prefix="balai-bench-") as home:
        os.environ["BALAI_HOME"] = home
        os.environ["DJANGO_SETTINGS_MODULE"] = "balai.config.settings"
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        report = measure(name, SETS[name](folder), arguments.weights)
    print(json.dumps(report, indent=None if arguments.json else 1, ensure_ascii=False))


if __name__ == "__main__":
    main()
