"""Which plots are drawn of what was measured (`bench/plots.py` draws them)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bench import plots
from bench.results import BOTH, Scores, by_size, is_own, mean_over, ordered, pairs_of, scores_of


def pictures(results: Mapping[str, Any]) -> dict[str, str]:
    """Return the plots by the names of their files."""
    made = {}
    for name, report in results.get("quality", {}).items():
        scores = scores_of(report)
        labels, _ = pairs_of(scores)
        if labels:
            made[f"quality-{name}.svg"] = heat_by_engine(name, scores, labels)
            made[f"pairs-{name}.svg"] = heat_by_pair(name, scores, labels)
    for count, report in by_size(results):
        made[f"speed-{count}.svg"] = latency(count, report["engines"])
    return made


OWN, OTHERS = "Documents in the question's language", "Documents in other languages (mean)"


def heat_by_engine(name: str, scores: Scores, labels: Sequence[str]) -> str:
    asked = sorted({label.partition(">")[0] for label in labels})
    grids: dict[str, dict[str, dict[str, float]]] = {OWN: {}, OTHERS: {}}
    for caption, grid in grids.items():
        for language in asked:
            mine = [
                each
                for each in labels
                if each.startswith(f"{language}>") and is_own(each) == (caption == OWN)
            ]
            means = {engine: mean_over(some, mine) for engine, some in scores.items()}
            grid[language] = {each: mean for each, mean in means.items() if mean is not None}
    return plots.heat(
        f"{name}: nDCG@10 by language of the question and engine",
        "Two tables, of documents in the question's own language and in another (mean). Rows are"
        " languages of the question, columns engines; each cell has its number, darker is better."
        " The same numbers stand in the tables of the page.",
        grids,
        list(scores),
    )


def heat_by_pair(name: str, scores: Scores, labels: Sequence[str]) -> str:
    grids: dict[str, dict[str, dict[str, float]]] = {}
    shown = [each for each in (BOTH, "exact dense", "FTS5 alone") if each in scores]
    for engine in shown:
        grid: dict[str, dict[str, float]] = {}
        for label in labels:
            asked, _, answered = label.partition(">")
            if label in scores[engine]:
                grid.setdefault(asked, {})[answered] = scores[engine][label]
        grids[engine] = grid
    columns = sorted({label.partition(">")[2] for label in labels})
    return plots.heat(
        f"{name}: nDCG@10 of every pair of languages",
        f"A table for each of {', '.join(shown)}. Rows are languages of the question, columns"
        " those of the documents; each cell has its number, darker is better. The same numbers"
        " stand in the tables of the page.",
        grids,
        columns,
    )


def latency(count: int, engines: Mapping[str, Any]) -> str:
    rows = [
        (each, engines[each]["ms"]["p50"], engines[each]["ms"]["p95"]) for each in ordered(engines)
    ]
    said = "; ".join(f"{name}: median {low:g}, p95 {high:g}" for name, low, high in rows)
    title = f"Milliseconds a question, {count:,} passages"
    return plots.bars(title, f"Two bars for each engine. {said}.", rows)
