"""Server time, queries and size of every page of a library, signed out and as a reviewer.

    python -m bench.pages HOME [--reviewer amina@example.org] [--times 20] [--json]

HOME is a home of the demo (`balai up --demo`). Each page is asked for in this process through
the whole stack of middleware, as the server would, without a network. Times are medians in
milliseconds, wall clock beside this process's own processor time. The first view is the page
with every style sheet and script that it names, uncompressed and compressed (gzip, level 6), in
kB of 1,000 bytes. An answer is timed when its question was asked before, so that the sentences
it weighs are known. What the encoder's child needs for a search is in the wall clock only;
BALAI_EMBEDDER=none shows searching by words alone. --only NAME takes one kind of page.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import statistics
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.node import open_home, session_of

MOST_MILLISECONDS, MOST_KB = 100.0, 100.0
_LINKED = re.compile(r'(?:<link rel="stylesheet" href|<script[^>]* src)="([^"]+)"')


@dataclass(frozen=True)
class Measured:
    """One page for one reader."""

    page: str
    reader: str
    status: int
    wall: float
    processor: float
    queries: int
    html: float
    first_view: float
    compressed: float


def addresses(reader: str = "") -> dict[str, str]:
    """Return one address of each kind of page, with records the reader may see."""
    from balai.knowledge.models import Lesson
    from balai.knowledge.review import queue
    from balai.library.models import Source
    from balai.people.queries import viewer_by_email

    found = {
        "home": "/",
        "browse": "/browse/country/",
        "browse list": "/browse/kind/lesson/",
        "search (empty)": "/search/",
        "search": "/search/?q=trust+in+the+market",
        "ask": "/ask/?q=Why+did+the+stall+holders+stop+reporting+thefts%3F",
        "sign in": "/account/login/",
    }
    open_lessons = _open_ids("lesson")
    open_sources = _open_ids("source")
    lesson = Lesson.objects.filter(pk__in=open_lessons, state="published").first()
    source = Source.objects.filter(pk__in=open_sources, state="ready").order_by("-pages").first()
    if lesson:
        found["lesson"] = f"/lessons/{lesson.pk}/"
        found["lesson, printed"] = f"/lessons/{lesson.pk}/print/"
        found["similar to a lesson"] = f"/similar/lesson/{lesson.pk}/"
    if source:
        found["source"] = f"/sources/{source.pk}/"
    viewer = viewer_by_email(reader) if reader else None
    if viewer:
        found |= {
            "contribute": "/contribute/",
            "upload": "/contribute/upload/",
            "contributions": "/contributions/",
            "review queue": "/review/",
            "releases": "/releases/",
            "account": "/account/me/",
            "saved searches": "/search/saved/",
        }
        for row in queue(viewer)[:1]:
            found["review bench"] = f"/review/{row.first_id}/"
    return found


def _open_ids(kind: str) -> list[str]:
    from balai.core.audience import PUBLIC
    from balai.sharing.queries import visible_ids

    return [str(each) for each in visible_ids(PUBLIC, kind)]


def measure(client: Any, name: str, reader: str, path: str, times: int) -> Measured:
    """Ask for a page `times` times after one that is not counted."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    answer = client.get(path)
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    queries = len(captured)  # now: the next request empties the log
    walls, processors = [], []
    for _ in range(times):
        wall, processor = time.perf_counter(), time.process_time()
        client.get(path)
        walls.append((time.perf_counter() - wall) * 1000)
        processors.append((time.process_time() - processor) * 1000)
    parts = [answer.content, *(_asset(each) for each in _LINKED.findall(answer.content.decode()))]
    return Measured(
        page=name,
        reader=reader,
        status=answer.status_code,
        wall=round(statistics.median(walls), 1),
        processor=round(statistics.median(processors), 1),
        queries=queries,
        html=round(len(answer.content) / 1000, 1),
        first_view=round(sum(map(len, parts)) / 1000, 1),
        compressed=round(sum(len(gzip.compress(each, 6)) for each in parts) / 1000, 1),
    )


def _asset(address: str) -> bytes:
    from django.conf import settings

    return (Path(settings.STATIC_ROOT) / address.removeprefix(settings.STATIC_URL)).read_bytes()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("home", type=Path)
    parser.add_argument("--reviewer", default="amina@example.org")
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--only", default="", help="One page by its name.")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    open_home(arguments.home)
    from django.test import Client

    from balai.cli.node import open_node
    from balai.config.startup import collect_static

    open_node()
    collect_static()
    found = []
    for reader in ("", arguments.reviewer):
        client = Client(headers={"cookie": session_of(reader)} if reader else {})
        for name, path in addresses(reader).items():
            if arguments.only not in ("", name):
                continue
            found.append(measure(client, name, reader or "signed out", path, arguments.times))
    if arguments.json:
        print(json.dumps([vars(each) for each in found]))
        return
    print("| page | reader | wall ms | CPU ms | queries | HTML kB | first view kB | gzip kB |")
    print("|---|---|---|---|---|---|---|---|")
    for each in found:
        over = each.processor > MOST_MILLISECONDS or each.first_view > MOST_KB
        print(
            f"| {each.page}{' **over**' if over else ''} | {each.reader} | {each.wall} | "
            f"{each.processor} | {each.queries} | {each.html} | {each.first_view} | "
            f"{each.compressed} |" + (f" status {each.status}" if each.status != 200 else "")
        )


if __name__ == "__main__":
    main()
