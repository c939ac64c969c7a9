"""The page of benchmarks out of what `bench/compare.py` measured: its tables and its plots.

    python bench/report.py            writes tables into docs/reference/benchmarks.md, and plots
    python bench/report.py --check    exits 1 and says what is stale

Only what stands between `<!-- NAME -->` and `<!-- /NAME -->` is written; the words around it are
by hand. Where a peer is better is found by comparing, so it is not left out by oversight.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
from bench.peers import PEERS
from bench.pictures import pictures
from bench.results import (
    BOTH,
    MEANING,
    WORDS,
    by_size,
    is_own,
    mean_over,
    ordered,
    pairs_of,
    scores_of,
)

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "benchmarks.md"
FOLDER = PAGE.parent / "benchmarks"
RESULTS = FOLDER / "results.json"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def number(value: float | None, digits: int = 3) -> str:
    return "-" if value is None else f"{value:.{digits}f}"


def when(report: Mapping[str, Any]) -> str:
    """Return when and with which version of Balai something was measured."""
    day = date.fromisoformat(report["date"])
    commit = f" with {report['commit']}" if report.get("commit") else ""
    return f"{day.day} {day:%B %Y}{commit}, load {report['load']} before it"


# --- tables -------------------------------------------------------------------------------------
def facts(results: Mapping[str, Any]) -> str:
    machine, versions = results["machine"], results["versions"]
    said = [
        f"{machine['cores']} shared {machine['processor']} cores, {machine['memory GB']} GB,"
        f" CPython {machine['python']}, SQLite {machine['sqlite']}, numpy {machine['numpy']}.",
        "Peers: " + ", ".join(f"{name} {versions[name]}" for name in sorted(versions)) + ".",
    ]
    if absent := results["absent"]:
        said.append(f"Not installed and left out: {', '.join(absent)}.")
    return "\n".join(said)


def quality(results: Mapping[str, Any]) -> str:
    parts = []
    for name, report in results.get("quality", {}).items():
        scores = scores_of(report)
        pairs, plain = pairs_of(scores)
        lead = (
            f"**{name}**: {report['documents']:,} documents, {report['questions']:,} questions;"
            f" {when(report)}."
        )
        head = ["engine", *plain]
        rows = [[each, *(number(scores[each].get(label)) for label in plain)] for each in scores]
        if len(plain) > 1:
            head.append("mean")
            for row, each in zip(rows, scores, strict=True):
                row.append(number(mean_over(scores[each], plain)))
        head.append(f"behind “{BOTH}”")
        for row, each in zip(rows, scores, strict=True):
            row.append(behind(report["engines"][each], "all"))
        if pairs:
            lead += " By language of the question, in one index of all; a translation is as good."
        parts += [lead + amiss(report), table(head, rows)]
    return "\n\n".join(parts) or "Not measured."


def behind(found: Mapping[str, Any], group: str) -> str:
    """Return by how much an engine is behind both ways of Balai together, and the interval."""
    if group not in found.get("behind", {}):
        return "-"
    mean, low, high = found["behind"][group]
    return f"{mean:+.3f} ({low:+.3f} to {high:+.3f})"


def amiss(report: Mapping[str, Any]) -> str:
    """Return what went wrong: engines that failed, answers that the encoder came too late for."""
    late = max((found.get("without meaning", 0) for found in report["engines"].values()), default=0)
    said = f" Failed and left out: {', '.join(report['failed'])}." if report.get("failed") else ""
    return said + (f" {late} answers were without meaning: the encoder was late." if late else "")


GROUPS = ("own language", "another language")


def pairs(results: Mapping[str, Any]) -> str:
    """Return pairs of languages in short, then each of them."""
    parts = []
    for name, report in results.get("quality", {}).items():
        scores = scores_of(report)
        labels, _ = pairs_of(scores)
        if not labels:
            continue
        short = []
        for engine, some in scores.items():
            across = {label: some[label] for label in labels if label in some and not is_own(label)}
            worst = min(across, key=across.__getitem__)
            own = mean_over(some, filter(is_own, labels))
            mean = mean_over(across, across)
            apart = [behind(report["engines"][engine], each) for each in GROUPS]
            worst_said = f"{number(across[worst])} ({worst})"
            short.append([engine, number(own), apart[0], number(mean), apart[1], worst_said])
        head = ["engine", "own language", "behind", "between two, mean", "behind", "worst"]
        every = [[each, *(number(scores[some].get(each)) for some in scores)] for each in labels]
        parts += [
            f"**{name}**, narrowed to documents in one language:",
            table(head, short),
            "Every pair, question > documents:",
            table(["pair", *scores], every),
        ]
    return "\n\n".join(parts) or "Not measured."


def speed(results: Mapping[str, Any]) -> str:
    parts = []
    head = ["engine", "p50 ms", "p95 ms", "embedding the question, p50 ms", "building s"]
    for count, report in by_size(results):
        rows = []
        for name in ordered(report["engines"]):
            found = report["engines"][name]
            alone = found.get("embedding ms", {}).get("p50")
            row = [name, number(found["ms"]["p50"], 1), number(found["ms"]["p95"], 1)]
            row += [number(alone, 1), number(found["building s"], 1)]
            rows.append([*row, *(f"{found[each]:.0f}" for each in HELD)])
        lead = f"**{count:,} passages**, {report['questions']} questions; {when(report)}."
        lead += amiss(report)
        parts += [lead, table([*head, *HELD], rows)]
    return "\n\n".join(parts) or "Not measured."


HELD = ("process MB", "child MB", "disk MB")


def embedding(results: Mapping[str, Any]) -> str:
    parts = []
    for length, report in results.get("embedding", {}).items():
        rows = [
            [name, number(found["clock"], 1), number(found["processor"], 1)]
            for name, found in sorted(report["engines"].items())
        ]
        lead = f"**{report['texts']} passages of {length}**, median of {report['rounds']} rounds;"
        head = ["engine", "passages a second", "passages a second of processor"]
        parts += [f"{lead} {when(report)}.", table(head, rows)]
    return "\n\n".join(parts) or "Not measured."


# --- where a peer is better ---------------------------------------------------------------------
def better(results: Mapping[str, Any]) -> str:
    ranked = list(better_ranked(results))
    head = ["set", "peer", "above", "by language or pair, in how many", "most in"]
    said = [f"- {each}" for each in (*quicker(results), *embedded_faster(results))]
    parts = [table(head, ranked) if ranked else "", "\n".join(said)]
    return "\n\n".join(filter(None, parts)) or "Nowhere in what was measured."


def better_ranked(results: Mapping[str, Any]) -> Iterator[list[str]]:
    """Yield where a peer ranks better than both together, or than the leg that works as it does."""
    for name, report in results.get("quality", {}).items():
        scores = scores_of(report)
        for peer in (each for each in scores if each in PEERS):
            for ours in (BOTH, MEANING if PEERS[peer].dense else WORDS):
                told = above(scores[peer], scores.get(ours, {}))
                if told:
                    yield [name, peer, ours, *told]


def above(theirs: Mapping[str, float], ours: Mapping[str, float]) -> list[str]:
    """Return in how many languages theirs is higher, and where the most; [] where it is nowhere."""
    gains = {each: theirs[each] - ours[each] for each in theirs if each in ours}
    higher = [each for each, gain in gains.items() if gain > 0]
    if not higher:
        return []
    most = max(higher, key=gains.__getitem__)
    figures = f"{most}: {number(theirs[most])} against {number(ours[most])}"
    return [f"{len(higher)} of {len(gains)}", figures]


def quicker(results: Mapping[str, Any]) -> Iterator[str]:
    for count, report in by_size(results):
        engines = report["engines"]
        if BOTH not in engines:
            continue
        ours = engines[BOTH]["ms"]["p50"]
        found = {each: engines[each]["ms"]["p50"] for each in ordered(engines) if each in PEERS}
        faster = [f"{each} ({ms:g} ms)" for each, ms in found.items() if ms < ours]
        if faster:
            yield (
                f"{count:,} passages: {', '.join(faster)} answer sooner than “{BOTH}” ({ours:g} ms)"
                " at the median."
            )
        mine = weight(engines[BOTH])
        lighter = [
            f"{each} ({weight(engines[each])} MB)" for each in found if weight(engines[each]) < mine
        ]
        if lighter:
            light = ", ".join(lighter)
            yield f"{count:,} passages: {light} take less memory than Balai ({mine} MB)."


def weight(found: Mapping[str, Any]) -> int:
    """Return the megabytes of a process and its children."""
    return round(float(found["process MB"] + found["child MB"]))


def embedded_faster(results: Mapping[str, Any]) -> Iterator[str]:
    for length, report in results.get("embedding", {}).items():
        for name, found in sorted(report["engines"].items()):
            engine, _, threads = name.partition(", ")
            ours = report["engines"].get(f"Balai, {threads}")
            if engine != "Balai" and ours and found["clock"] > ours["clock"]:
                figures = f"{found['clock']} passages a second against {ours['clock']}"
                yield f"Embedding at {length}, {threads}: {engine}, {figures}."


# --- the page -----------------------------------------------------------------------------------
def shown(results: Mapping[str, Any]) -> str:
    return "\n\n".join(
        f"![{described(drawn)}](benchmarks/{name})" for name, drawn in pictures(results).items()
    )


def described(drawn: str) -> str:
    """Return a plot's title, for who does not see it."""
    found = re.search(r"<title[^>]*>(.*?)</title>", drawn)
    return found[1] if found else ""


SECTIONS: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "facts": facts,
    "better": better,
    "quality": quality,
    "pairs": pairs,
    "speed": speed,
    "embedding": embedding,
    "plots": shown,
}


def filled(page: str, results: Mapping[str, Any]) -> str:
    """Return the page with its tables made anew. Raises ValueError where a marker is missing."""
    for name, make in SECTIONS.items():
        if f"<!-- {name} -->\n" not in page or f"<!-- /{name} -->" not in page:
            raise ValueError(f"the page has no place for {name}")
        before, _, rest = page.partition(f"<!-- {name} -->\n")
        _, mark, after = rest.partition(f"<!-- /{name} -->")
        page = f"{before}<!-- {name} -->\n\n{make(results)}\n\n{mark}{after}"
    return page


def stale(page: Path = PAGE, folder: Path = FOLDER) -> list[str]:
    """Return the files that do not say what the results say."""
    results = json.loads((folder / RESULTS.name).read_text("utf-8"))
    said = page.read_text("utf-8")
    found = [] if filled(said, results) == said else [page.name]
    made = pictures(results)
    for name, drawn in made.items():
        path = folder / name
        if not path.is_file() or path.read_text("utf-8") != drawn:
            found.append(name)
    return found + sorted(each.name for each in folder.glob("*.svg") if each.name not in made)


def write(page: Path = PAGE, folder: Path = FOLDER) -> None:
    """Write tables and plots; plots of what is no longer among the results go."""
    results = json.loads((folder / RESULTS.name).read_text("utf-8"))
    page.write_text(filled(page.read_text("utf-8"), results), "utf-8")
    made = pictures(results)
    for path in folder.glob("*.svg"):
        if path.name not in made:
            path.unlink()
    for name, drawn in made.items():
        (folder / name).write_text(drawn, "utf-8")


def main() -> int:
    if "--check" not in sys.argv:
        write()
        return 0
    found = stale()
    for name in found:
        sys.stderr.write(f"{name} is not what {RESULTS.name} says: python bench/report.py\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
