"""Speed of proposing candidates, without embedding.

    python bench/lessons.py [--pages 100] [--json]

A report of about 500 words a page, without headings and with numbered recommendations, goes
through `candidates` by rules alone and with ready vectors; the best of three runs counts.
"""

from __future__ import annotations

import argparse
import json
import time

import numpy as np

from balai.core.lessons import SentenceVectors, candidates, sentences_to_embed
from balai.core.passages.assemble import assemble
from balai.core.passages.document import BlockKind, Document, RawBlock

TOLD = (
    "In the spring of year {n} the officers of district {m} met residents in the hall of school "
    "{n} and wrote down which of the {m} streets they avoided after dark and why they did so.",
    "The council paid for {m} lamps, and the shopkeepers of street {n} kept theirs on until ten.",
    "We learned that people of quarter {n} speak to an officer only when they know the name of "
    "that officer, and that {m} months are too short a time to learn it.",
    "Officers in quarter {m} should stay for at least {n} months so that trust can grow.",
    "Some {n} families of quarter {m} did not come because nobody had told them in their language.",
)
ITEM = "Publish every complaint of quarter {n} with the answer given within {m} days (Chad, Fiji);"
SENTENCES_PER_PAGE, ITEMS_PER_PAGE = 20, 2


def report(pages: int) -> Document:
    """Return a report of so many pages, none of whose sentences repeats another."""
    blocks = [
        RawBlock(page, " ".join(_sentence(page, at + step) for step in range(5)))
        for page in range(1, pages + 1)
        for at in range(0, SENTENCES_PER_PAGE, 5)
    ]
    blocks.append(RawBlock(pages, "Conclusions and/or recommendations", BlockKind.HEADING, 1))
    blocks += [
        RawBlock(pages, ITEM.format(n=n, m=7 * n + 3), BlockKind.LIST_ITEM, 2, marker=f"12.{n}.")
        for n in range(1, ITEMS_PER_PAGE * pages + 1)
    ]
    return assemble(blocks, format="text", pages=pages, detect=lambda text: "en")


def _sentence(page: int, at: int) -> str:
    return TOLD[at % len(TOLD)].format(n=100 * page + at, m=page + 31 * at)


def seconds(document: Document, vectors: SentenceVectors | None) -> tuple[float, int]:
    """Return the best of three runs and how many candidates there were."""
    best, found = float("inf"), 0
    for _ in range(3):
        began = time.perf_counter()
        found = len(candidates(document, vectors=vectors))
        best = min(best, time.perf_counter() - began)
    return best, found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    document = report(arguments.pages)
    sentences = sentences_to_embed(document)
    rows = np.random.default_rng(1).normal(size=(len(sentences), 384)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    result: dict[str, float | int] = {
        "pages": arguments.pages,
        "words": len(document.text.split()),
        "sentences embedded": len(sentences),
    }
    for name, vectors in (
        ("rules", None),
        ("vectors", SentenceVectors("multilingual-e5-small", rows)),
    ):
        result[f"{name}: seconds"], result[f"{name}: candidates"] = seconds(document, vectors)
    if arguments.json:
        print(json.dumps(result))
        return
    for what, value in result.items():
        print(f"{what}: {value:.2f}" if isinstance(value, float) else f"{what}: {value}")


if __name__ == "__main__":
    main()
