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
import gzip
import hashlib
import json
import math
import os
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

ROOT = Path(__file__).parents[1]
WEIGHTS = (0.0, 0.2, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7, 0.8, 1.0)


@dataclass(frozen=True)
class Question:
    """A query, the language its asker reads, and to documents of which language it is narrowed.

    Figures are given by `label`, which is the language where nothing else is said.
    """

    language: str
    text: str
    within: str = ""
    label: str = ""


@dataclass
class Set:
    """Documents, queries, and how good each document is for each query."""

    documents: dict[str, tuple[str, str]]
    queries: dict[str, Question] = field(default_factory=dict)
    grades: dict[str, dict[str, float]] = field(default_factory=dict)
    any_of: bool = False
    """Whether the first good document counts alone (known-item search)."""
    languages: dict[str, str] = field(default_factory=dict)
    """The languages of documents that are not in English."""


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    content = path.read_bytes()
    text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8")
    yield from (json.loads(line) for line in text.split("\n") if line.strip())


def judged(folder: Path) -> Set:
    found = Set(
        {str(r["id"]): (r["title"] or "", r["text"] or "") for r in _rows(folder / "docs.jsonl.gz")}
    )
    for row in _rows(folder / "qrels.jsonl.gz"):
        found.grades.setdefault(str(row["query"]), {})[str(row["doc"])] = float(row["grade"])
    for row in _rows(folder / "queries.jsonl.gz"):
        if str(row["id"]) in found.grades:
            found.queries[str(row["id"])] = Question("en", row["text"])
    return found


def bills(folder: Path) -> Set:
    """Titles without number, year and the words all bills share, to the English text."""
    rows = list(_rows(folder / "bills.jsonl.gz"))
    found = Set({row["id"]: ("", row["text_en"]) for row in rows}, any_of=True)
    names = {row["id"]: _bare(row["title_en"]).lower() for row in rows}
    for row in rows:
        for language in ("ms", "en"):
            query = f"{language}:{row['id']}"
            found.queries[query] = Question(language, _bare(row[f"title_{language}"]))
            found.grades[query] = {i: 1.0 for i, n in names.items() if n == names[row["id"]]}
    return found


def _bare(title: str) -> str:
    title = re.sub(r"D\.?R\.?\s*\d+/\d+|\d+|[()/.]", " ", title)
    shared = r"(?i)\b(rang undang-undang|bill|amendment|pindaan|passed|diluluskan|act|akta)\b"
    return " ".join(re.sub(shared, " ", title).split())


def okb(folder: Path) -> Set:
    documents = {r["id"]: (r["title"], r["text"]) for r in _rows(folder / "docs.jsonl.gz")}
    found = Set(documents, any_of=True)
    for row in _rows(ROOT / "tests" / "quality" / "okb_questions.jsonl"):
        found.queries[row["id"]] = Question(row["lang"], row["question"])
        found.grades[row["id"]] = dict.fromkeys(row["docs"], 1.0)
    return found


EVERY, EVERY_FOR_PAIRS = 12, 24
"""Of the questions of xquad-r, one in so many is asked."""


def xquad(folder: Path) -> Set:
    """Questions to paragraphs in one index of eight languages, each translation a good answer.

    "ar" and so on: nothing is narrowed. "ar>zh": the paragraphs of one language alone.
    """
    paragraphs = list(_rows(folder / "paragraphs.jsonl.gz"))
    found = Set({row["id"]: ("", row["text"]) for row in paragraphs})
    found.languages = {row["id"]: row["lang"] for row in paragraphs}
    languages = sorted(set(found.languages.values()))
    questions = list(_rows(folder / "questions.jsonl.gz"))
    order = sorted({row["id"] for row in questions})
    asked, paired = set(order[::EVERY]), set(order[::EVERY_FOR_PAIRS])
    for row in questions:
        own, words, paragraph = row["lang"], row["question"], row["paragraph"]
        if row["id"] in asked:
            query = f"{own}:{row['id']}"
            found.queries[query] = Question(own, words)
            found.grades[query] = {f"{each}:{paragraph}": 1.0 for each in languages}
        for other in languages if row["id"] in paired else ():
            query = f"{own}>{other}:{row['id']}"
            found.queries[query] = Question(own, words, other, f"{own}>{other}")
            found.grades[query] = {f"{other}:{paragraph}": 1.0}
    return found


def tatoeba(language: str) -> Callable[[Path], Set]:
    """Return the set of sentences of a language, each to find its English one: see success@1."""

    def read(folder: Path) -> Set:
        rows = [row for row in _rows(folder / "tatoeba.jsonl.gz") if row["lang"] == language]
        found = Set({row["english"]: ("", row["english"]) for row in rows}, any_of=True)
        for row in rows:
            found.queries[row["id"]] = Question(language, row["text"])
            found.grades[row["id"]] = {row["english"]: 1.0}
        return found

    return read


TATOEBA = ("ms", "id", "th", "fr", "nl", "ar", "es", "tl")
SETS: dict[str, Callable[[Path], Set]] = {
    "cranfield": judged,
    "cisi": judged,
    "bills": bills,
    "okb": okb,
    "xquad": xquad,
    **{f"tatoeba-{each}": tatoeba(each) for each in TATOEBA},
}
FOLDERS = {"xquad": "xquad-r"} | {f"tatoeba-{each}": "tatoeba" for each in TATOEBA}
"""Where a set lies that is not in a folder of its name."""


def ndcg(ranked: list[str], grades: dict[str, float], *, any_of: bool, at: int = 10) -> float:
    """Return the normalised discounted gain; with `any_of` that of the first good document."""
    gains = [grades.get(document, 0.0) for document in ranked[:at]]
    ideal = sorted(grades.values(), reverse=True)[:at]
    if any_of:
        first = next((place for place, gain in enumerate(gains) if gain), None)
        return 0.0 if first is None else 1 / math.log2(first + 2)
    best = sum(gain / math.log2(place + 2) for place, gain in enumerate(ideal))
    return sum(gain / math.log2(place + 2) for place, gain in enumerate(gains)) / best


def shelve(found: Set) -> dict[str, str]:
    """Put documents into the node as sources; return the document of each source."""
    from balai.core.audience import Level, audience
    from balai.core.passages.assemble import assemble
    from balai.core.passages.chunk import chunk
    from balai.core.passages.document import BlockKind, RawBlock
    from balai.library.models import Passage, Source, SourceState
    from balai.search.actions import index_record
    from balai.sharing.actions import share

    shelved: dict[str, str] = {}
    began = time.perf_counter()
    for name, (title, text) in found.documents.items():
        language = found.languages.get(name, "en")
        blocks = [RawBlock(1, title, BlockKind.TITLE)] if title else []
        blocks += [RawBlock(1, part) for part in text.split("\n") if part.strip()]
        read = assemble(blocks, format="txt", detect=lambda _, known=language: known)
        source = Source.objects.create(
            organisation_id="bench", contributor="bench", state=SourceState.READY,
            title=title[:500], language=language, file_name=f"{name[:200]}.txt",
        )  # fmt: skip
        Passage.objects.bulk_create(
            Passage(
                source=source, position=n, page=each.page, start=each.start, end=each.end,
                language=language, text=read.text[each.start : each.end],
                text_hash=hashlib.sha256(read.text[each.start : each.end].encode()).hexdigest(),
            )
            for n, each in enumerate(chunk(read))
        )  # fmt: skip
        share(actor="bench", record_kind="source", record_id=source.pk,
              audience=audience(Level.CLEAR))  # fmt: skip
        index_record(record_kind="source", record_id=source.pk)
        shelved[source.pk] = name
    print(f"  indexed in {time.perf_counter() - began:.0f} s", file=sys.stderr)
    return shelved


def measure(name: str, found: Set, sweep: bool) -> dict[str, Any]:
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
        for query, asked in found.queries.items():
            label, within = asked.label or asked.language, (asked.within,) if asked.within else ()
            results = search(
                PUBLIC, asked.text, Filters.of(language=within), mode=mode,
                languages=[asked.language], limit=10,
            )  # fmt: skip
            ranked = [shelved[hit.id] for hit in results.hits]
            grades = found.grades[query]
            scores.setdefault(label, []).append(ndcg(ranked, grades, any_of=found.any_of))
            for place, said in first.items():
                said.setdefault(label, []).append(any(grades.get(d) for d in ranked[:place]))
            seconds.append(results.seconds * 1000)
        report[mode] = {
            "ndcg@10": _means(scores),
            "success@1": _means(first[1]),
            "success@3": _means(first[3]),
            "ms": {"p50": round(statistics.median(seconds), 1),
                   "p95": round(sorted(seconds)[int(len(seconds) * 0.95)], 1)},
        }  # fmt: skip
    if sweep:
        report["weight of words"] = by_weight(found, shelved)
    return report


def _means(scores: Mapping[str, Sequence[float]]) -> dict[str, float]:
    return {each: round(statistics.fmean(some), 3) for each, some in scores.items()}


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
        table[str(weight)] = _means(scores)
    return table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("sets", nargs="+", choices=sorted(SETS))
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
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
    folder = arguments.data / "search" / FOLDERS.get(name, name)
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
