"""Resident memory of a node that ingests many small documents.

    python -m bench.memory [--documents 300] [--json]

An empty home of its own is served; documents of about 200 words, each unlike the others, are
brought in by another process and worked on by the node, which also answers pages and searches
meanwhile. Shown are megabytes (RSS) of the web process and of the encoder's child: after the
start, after the first documents (libraries and model loaded), at every sixth, and at the end.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import tempfile
import time
from pathlib import Path

from bench.ingestion import add
from bench.node import Running, open_home, running

WORDS = (  # noqa: SIM905 - a list of words reads best as words
    "officers residents market harbour evening patrol complaint trust school elders imam council "
    "youth club agreed written published learned that recommended because changed every week "
    "month street corner station phone answer promise kept broken listened visited together"
).split()
WAITING = 20
"""Documents that wait at most, as when people bring them in one after the other."""


def document(number: int) -> str:
    """Return a small report that is like no other."""
    chance = random.Random(number)
    lines = [f"Report {number}", ""]
    for heading in ("What was done", "Lessons learned"):
        lines += [heading, ""]
        for _ in range(5):
            words = " ".join(chance.choices(WORDS, k=18))
            lines += [f"We learned in case {chance.getrandbits(24)} that {words}.", ""]
    return "\n".join(lines)


def _wait(most: int) -> None:
    from balai.foundation.tasks.worker import waiting

    while (states := waiting())["queued"] + states["running"] > most:
        if states["stuck"]:
            raise RuntimeError(f"{states['stuck']} tasks are stuck")
        time.sleep(0.2)


def measure(node: Running, folder: Path, documents: int) -> dict[str, dict[str, float]]:
    """Bring the documents in and return the memory on the way."""
    kept = {"after the start": node.memory()}
    marks = {20, *(documents * part // 6 for part in range(1, 7))}
    began = time.monotonic()
    for number in range(1, documents + 1):
        path = folder / f"report {number}.txt"
        path.write_text(document(number), "utf-8")
        add(path)
        path.unlink()
        _wait(WAITING)
        if number % 10 == 0:
            for page in ("/", f"/search/?q={WORDS[number % len(WORDS)]}+{number}"):
                status, _, _ = node.get(page)
                assert status == 200, page
        if number in marks:
            _wait(0)
            kept[f"after {number}"] = node.memory()
            print(
                f"{number}: {kept[f'after {number}']} {time.monotonic() - began:.0f} s", flush=True
            )
    return kept


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        open_home(home)
        from balai.cli.node import open_node

        open_node()
        with running(home) as node:
            kept = measure(node, Path(folder), arguments.documents)
    if arguments.json:
        print(json.dumps({"load": os.getloadavg(), "MB": kept}))
        return
    print("| | web MB | encoder MB |\n|---|---|---|")
    for when, found in kept.items():
        print(f"| {when} | {found['web']:.0f} | {found.get('encoder', 0):.0f} |")


if __name__ == "__main__":
    main()
