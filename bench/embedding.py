"""Speed and memory of the carried encoder.

    python bench/embedding.py [--threads 2] [--json]

Passages a second at 50, 100 and 200 tokens, milliseconds for one query, what a query waits
while passages are embedded, the time to the first answer, and the memory of the child.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import threading
import time
from pathlib import Path

from balai.foundation.embedding import CarriedEmbedder

SENTENCE = (
    "Officers met residents in the market hall every second week and wrote down what was agreed, "
    "so that nobody had to ask twice what became of a complaint about the street at night. "
)


def passages(embedder: CarriedEmbedder, tokens: int, count: int) -> list[str]:
    """Return different texts of about this many tokens."""
    words = (SENTENCE * 20).split()
    size = max(1, round(len(words) * tokens / embedder.count_tokens([" ".join(words)])[0]))
    return [" ".join([f"Case {n}:", *words[: size - 3]]) for n in range(count)]


def rates(embedder: CarriedEmbedder, texts: list[str]) -> tuple[float, float]:
    """Return passages a second of the clock, and of one processor (whatever else runs)."""
    began, used = time.perf_counter(), processor_seconds(embedder.child_pid)
    embedder.embed(texts, "passage")
    clock, used = time.perf_counter() - began, processor_seconds(embedder.child_pid) - used
    return len(texts) / clock, len(texts) / used


def processor_seconds(pid: int | None) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def query_milliseconds(embedder: CarriedEmbedder, count: int = 40) -> float:
    times = []
    for number in range(count):
        began = time.perf_counter()
        embedder.embed([f"How can police win trust in district {number}?"], "query")
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


def memory(pid: int | None) -> dict[str, int]:
    """Return the megabytes of a process: now and at most."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    found = {line.split(":")[0]: int(line.split()[1]) // 1024 for line in lines if " kB" in line}
    return {"rss": found["VmRSS"], "peak": found["VmHWM"]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    embedder = CarriedEmbedder(threads=arguments.threads)
    name = embedder.name  # builds the model where it is missing, outside the times
    began = time.perf_counter()
    embedder.embed(["first"], "query")
    report: dict[str, object] = {
        "model": name,
        "threads": arguments.threads,
        "first answer, s": round(time.perf_counter() - began, 2),
    }
    for tokens in (50, 100, 200):
        texts = passages(embedder, tokens, 120)
        mean = statistics.fmean(embedder.count_tokens(texts))
        clock, processor = rates(embedder, texts)
        report[f"passages/s at {tokens} tokens"] = round(clock, 1)
        report[f"passages per processor second at {tokens} tokens"] = round(processor, 1)
        report[f"mean tokens of those {tokens}"] = round(mean, 1)
    report["query, ms"] = round(query_milliseconds(embedder), 1)
    busy = threading.Thread(
        target=embedder.embed, args=(passages(embedder, 100, 200), "passage"), daemon=True
    )
    busy.start()
    report["query beside a batch, ms"] = round(query_milliseconds(embedder, 20), 1)
    busy.join()
    report["child, MB"] = memory(embedder.child_pid)
    embedder.close()
    print(json.dumps(report, indent=None if arguments.json else 1))


if __name__ == "__main__":
    main()
