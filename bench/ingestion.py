"""Whole ingestion, from file to index, and what readers of the web wait meanwhile.

    python -m bench.ingestion whole [--pages 200]      seconds for 100 pages, split by step
    python -m bench.ingestion beside HOME [--pages 200]   the web's p95 while a node ingests

`whole` brings files in as the worker does, one after the other, in a home of its own: a
generated PDF, then the PDFs of lessons/okb and lessons/upr where the shared data is there
(BALAI_DATA). CPU is that of the worker and its readers; on a busy machine a wall clock says
little, and (CPU + encoder's CPU / 2) is what a quiet one with two cores needs. "candidates" and
"index" are without their share of embedding, which stands apart.

`beside` copies HOME (a loaded demo), serves it, brings the generated PDF in and asks for pages
one after the other until the source is indexed; then for 20 seconds with the node at rest.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import sqlite3
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.node import Running, open_home, running, session_of
from bench.reading import DATA, generated_pdf


@dataclass
class Clock:
    """Seconds by step; a step inside another is taken from the outer one."""

    seconds: dict[str, float] = field(default_factory=dict)
    _open: list[str] = field(default_factory=list)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Count the seconds of the block as those of a step."""
        began = time.perf_counter()
        self._open.append(name)
        try:
            yield
        finally:
            self._open.pop()
            spent = time.perf_counter() - began
            self.seconds[name] = self.seconds.get(name, 0.0) + spent
            if self._open:
                outer = self._open[-1]
                self.seconds[outer] = self.seconds.get(outer, 0.0) - spent

    def watch(self, owner: Any, name: str, step: str) -> None:
        """Time every call of a function, wherever it is called from."""
        call: Callable[..., Any] = getattr(owner, name)

        def timed(*arguments: Any, **named: Any) -> Any:
            with self.step(step):
                return call(*arguments, **named)

        setattr(owner, name, timed)


def watched() -> Clock:
    """Put the clock on the steps of ingestion."""
    from balai.foundation.embedding import get_embedder
    from balai.knowledge import proposing
    from balai.library import actions, analysis, reading
    from balai.search import actions as index

    clock = Clock()
    clock.watch(reading, "read_file", "reading")
    clock.watch(analysis, "analyse", "analysis")
    clock.watch(actions, "keep_reading", "keeping")
    clock.watch(proposing, "propose", "candidates")
    clock.watch(index, "index_record", "index")
    clock.watch(get_embedder(), "embed", "embedding")
    return clock


def add(path: Path) -> str:
    """Bring a file in as the operator; return the source."""
    from balai.core.audience import Level
    from balai.foundation.ports.files import chunks_of
    from balai.library.actions import Sharing, add_source
    from balai.people.queries import operator

    viewer = operator()
    return add_source(
        viewer=viewer,
        organisation_id=next(iter(viewer.organisations)),
        name=path.name,
        content=chunks_of(path),
        sharing_as=Sharing(Level.AMBER),
    )


def whole(pages: int) -> None:
    """Print seconds for 100 pages by step, of the generated PDF and of each folder together."""
    with tempfile.TemporaryDirectory() as folder:
        open_home(Path(folder) / "home")
        from balai.cli.node import open_node

        open_node()
        clock = watched()
        _start_encoder()
        generated = Path(folder) / f"generated-{pages}.pdf"
        generated.write_bytes(generated_pdf(pages))
        print(
            "| files | pages | s/100 pages | CPU s/100, without the encoder | " + " | ".join(STEPS)
        )
        print("|---|---|---|---|" + "---|" * len(STEPS))
        _row("generated", [generated], clock)
        for name in ("okb", "upr"):
            found = sorted((DATA / "lessons" / name).glob("pdfs/**/*.pdf"))
            if found:
                _row(f"lessons/{name} ({len(found)} files)", found, clock)
            else:
                print(f"lessons/{name}: {DATA} is not here; left out")


STEPS = ("reading", "analysis", "keeping", "candidates", "embedding", "index")


def _start_encoder() -> None:
    from balai.foundation.embedding import get_embedder

    embedder = get_embedder()
    if embedder.available:
        embedder.embed(["first"], "query")


def _row(name: str, paths: list[Path], clock: Clock) -> None:
    from balai.foundation.tasks.worker import run_all
    from balai.library.models import Source

    clock.seconds.clear()
    began, used, encoder = time.perf_counter(), _processor(), _encoder()
    sources = []
    for path in paths:
        sources.append(add(path))
        run_all()
    seconds = time.perf_counter() - began
    used, encoder = _processor() - used, _encoder() - encoder
    pages = sum(Source.objects.filter(pk__in=sources).values_list("pages", flat=True))
    each = 100 / pages
    steps = " | ".join(f"{clock.seconds.get(step, 0.0) * each:.1f}" for step in STEPS)
    print(
        f"| {name} | {pages} | {seconds * each:.1f} | {used * each:.1f} | {encoder * each:.1f} | "
        f"{steps} |",
        flush=True,
    )


def _processor() -> float:
    """Return the processor's seconds of this process and of the readers that have ended."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(sum(resource.getrusage(kind)[:2]) for kind in kinds)


def _encoder() -> float:
    """Return the processor's seconds of the encoder's child, over all its threads."""
    from balai.foundation.embedding import get_embedder

    child = getattr(get_embedder(), "child_pid", None)
    if child is None:
        return 0.0
    fields = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def copied(home: Path, folder: Path) -> Path:
    """Return a copy of a home that may be served itself."""
    target = folder / "home"
    skipped = shutil.ignore_patterns("balai.sqlite3*", "*.lock", "balai.write-lock")
    shutil.copytree(home, target, ignore=skipped)
    source, copy = (sqlite3.connect(each / "balai.sqlite3") for each in (home, target))
    with source, copy:
        source.backup(copy)
    source.close()
    copy.close()
    return target


def beside(home: Path, pages: int) -> None:
    """Print how long pages took while a node ingested, and after."""
    from bench.pages import addresses

    with tempfile.TemporaryDirectory() as folder:
        copy = copied(home, Path(folder))
        open_home(copy)
        cookie = session_of("amina@example.org")
        generated = Path(folder) / f"generated-{pages}.pdf"
        generated.write_bytes(generated_pdf(pages))
        asked = {each: addresses()[each] for each in ("home", "lesson", "search")}
        with running(copy) as node:
            for name, path in asked.items():
                print(f"{name}, the first time: {node.get(path, cookie)[2]:.1f} s", flush=True)
            began = time.monotonic()
            source = add(generated)
            waits = _ask_until(node, asked, cookie, lambda: _is_done(source))
            print(f"{pages} pages ingested in {time.monotonic() - began:.0f} s; {node.memory()} MB")
            _print("while ingesting", waits)
            until = time.monotonic() + 20
            rest = _ask_until(node, asked, cookie, lambda: time.monotonic() > until)
            _print("at rest", rest)


def _is_done(source: str) -> bool:
    from balai.foundation.tasks.queries import tasks_for

    tasks = tasks_for((f"read:{source}", f"propose:{source}", f"search.index:source:{source}"))
    return len(tasks) >= 3 and not any(each.is_open for each in tasks.values())


def _ask_until(
    node: Running, asked: dict[str, str], cookie: str, is_over: Callable[[], bool]
) -> dict[str, list[float]]:
    """Ask for the pages in turn, at most ten a second, until it is over."""
    waits: dict[str, list[float]] = {name: [] for name in asked}
    over = threading.Event()

    def ask() -> None:
        while not over.is_set():
            for name, path in asked.items():
                status, _, seconds = node.get(path, cookie)
                assert status == 200, (path, status)
                waits[name].append(seconds * 1000)
                time.sleep(0.05)

    asking = threading.Thread(target=ask)
    asking.start()
    while not is_over():
        time.sleep(0.5)
    over.set()
    asking.join()
    return waits


def _print(when: str, waits: dict[str, list[float]]) -> None:
    print(f"| {when} | requests | median ms | p95 ms | most ms |")
    print("|---|---|---|---|---|")
    for name, found in waits.items():
        p95 = statistics.quantiles(found, n=20)[-1]
        median = statistics.median(found)
        print(f"| {name} | {len(found)} | {median:.0f} | {p95:.0f} | {max(found):.0f} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("what", choices=["whole", "beside"])
    parser.add_argument("home", type=Path, nargs="?")
    parser.add_argument("--pages", type=int, default=200)
    arguments = parser.parse_args()
    print(json.dumps({"load": os.getloadavg(), "cores": os.cpu_count()}))
    if arguments.what == "whole":
        whole(arguments.pages)
    elif arguments.home is None:
        parser.error("say which home")
    else:
        beside(arguments.home, arguments.pages)
    print(json.dumps({"load after": os.getloadavg()}))


if __name__ == "__main__":
    main()
