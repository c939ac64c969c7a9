"""Writes docs/reference/benchmarks.md's tables and plots from what `bench/compare.py` measured.

    python bench/benchmarks.py [--check]

`--check` writes nothing, and fails where the page or a plot is not what the figures give.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
from bench.plots import Bar, bars, shades

ROOT = Path(__file__).parents[1]

PAGE = ROOT / "docs" / "reference" / "benchmarks.md"
FOLDER = PAGE.with_suffix("")
FIGURES = FOLDER / "benchmarks.json"
SINGLE = {"cranfield": "Cranfield", "cisi": "CISI"}


def pairs_of(scores: Mapping[str, float]) -> dict[tuple[str, str], float]:
    """Return the scores whose label is a pair of languages, "ar>zh"."""
    found = {}
    for label, score in scores.items():
        own, parted, other = label.partition(">")
        if parted:
            found[own, other] = score
    return found


def one_index(scores: Mapping[str, float]) -> dict[str, float]:
    return {label: score for label, score in scores.items() if ">" not in label}


def table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(each) + " |" for each in lines)


def quality_table(figures: Mapping[str, Any]) -> str:
    """One row an engine: xquad in one index, by pairs, and the sets of one language."""
    sets = [name for name in ("xquad", *SINGLE) if name in figures]
    engines = list(dict.fromkeys(e for name in sets for e in figures[name]["ndcg@10"]))
    rows = []
    for engine in engines:
        scores = figures.get("xquad", {}).get("ndcg@10", {}).get(engine, {})
        mixed, pairs = one_index(scores), pairs_of(scores)
        same = [score for (own, other), score in pairs.items() if own == other]
        apart = [score for (own, other), score in pairs.items() if own != other]
        rows.append(
            [
                engine,
                _mean_and_worst(mixed),
                _mean_and_worst({f"{own} to {other}": s for (own, other), s in pairs.items()}),
                f"{statistics.fmean(same):.3f}" if same else "-",
                f"{statistics.fmean(apart):.3f}" if apart else "-",
                *(
                    f"{figures[name]['ndcg@10'].get(engine, {}).get('en', 0):.3f}"
                    for name in SINGLE
                    if name in figures
                ),
            ]
        )
    head = ["engine", "eight languages in one index: mean, worst", "every pair: mean, worst"]
    head += ["same language", "across languages", *(SINGLE[n] for n in SINGLE if n in figures)]
    return table(head, rows)


def _mean_and_worst(scores: Mapping[str, float]) -> str:
    if not scores:
        return "-"
    worst = min(scores, key=lambda label: scores[label])
    return f"{statistics.fmean(scores.values()):.3f}, {scores[worst]:.3f} ({worst})"


def pairs_table(figures: Mapping[str, Any]) -> str:
    """Balai's own, by the language of the question and that of the texts."""
    pairs = pairs_of(figures["xquad"]["ndcg@10"].get("Balai", {}))
    languages = sorted({own for own, _ in pairs})
    rows = [
        [
            own,
            *(f"{pairs[own, other]:.2f}" if (own, other) in pairs else "-" for other in languages),
        ]
        for own in languages
    ]
    return table(["question \\ texts", *languages], rows)


def speed_table(figures: Mapping[str, Any]) -> str:
    measured = figures["speed"]
    rows = [
        [engine, f"{ms['p50']:.1f}", f"{ms['p95']:.1f}", f"{measured['build, s'].get(engine, '-')}"]
        for engine, ms in measured["ms"].items()
    ]
    return table(["engine", "p50, ms", "p95, ms", "build, s"], rows)


def embedding_table(figures: Mapping[str, Any]) -> str:
    rates = figures["embedding"]["texts a second"]
    return table(["encoder", "texts a second"], [[name, f"{n:.1f}"] for name, n in rates.items()])


def about(figures: Mapping[str, Any]) -> str:
    """What was measured, on what, and when."""
    machine = figures["machine"]
    known = {
        version
        for name in ("xquad", *SINGLE)
        for version in figures.get(name, {}).get("versions", {}).values()
    }
    absent = {
        f"{engine}: {why}"
        for part in figures.values()
        if isinstance(part, dict)
        for engine, why in part.get("absent", {}).items()
    }
    lines = [
        f"Measured on {figures['made']}: {machine['processors']} shared {machine['architecture']} "
        f"processors, Python {machine['Python']}; {', '.join(sorted(known))}."
    ]
    if "speed" in figures:
        lines.append(
            f"Speed over {figures['speed']['passages']:,} passages, load "
            f"{figures['speed']['load']}; texts for embedding of {figures['embedding']['tokens']} "
            "tokens on average."
        )
    if absent:
        lines.append(f"Left out: {'; '.join(sorted(absent))}.")
    return "\n".join(lines)


TABLES: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "about": about,
    "quality": quality_table,
    "pairs": pairs_table,
    "speed": speed_table,
    "embedding": embedding_table,
}
NEEDS = {"pairs": "xquad", "speed": "speed", "embedding": "embedding"}


def plots(figures: Mapping[str, Any]) -> dict[str, str]:
    """Return every plot by the name of its file."""
    made: dict[str, str] = {}
    if "xquad" in figures:
        scores = figures["xquad"]["ndcg@10"]
        means = {e: list(one_index(s).values()) for e, s in scores.items() if one_index(s)}
        made["one-index.svg"] = bars(
            "Questions in 8 languages, one index",
            "nDCG at 10, mean over the languages of the question; each translation is a good "
            "answer. " + _said({e: statistics.fmean(v) for e, v in means.items()}),
            [Bar(e, statistics.fmean(v), f"{statistics.fmean(v):.2f}") for e, v in means.items()],
        )
        pairs = pairs_of(scores.get("Balai", {}))
        languages = sorted({own for own, _ in pairs})
        made["pairs.svg"] = shades(
            "Balai, from language to language",
            "nDCG at 10 by the language of the question (rows) and of the texts (columns). The "
            "numbers stand in the table beside.",
            languages,
            languages,
            pairs,
        )
    for name, title in SINGLE.items():
        if name in figures:
            own = {e: s["en"] for e, s in figures[name]["ndcg@10"].items()}
            made[f"{name}.svg"] = bars(
                f"{title}: abstracts in English",
                "nDCG at 10. " + _said(own),
                [Bar(e, score, f"{score:.2f}") for e, score in own.items()],
            )
    if "speed" in figures:
        ms = figures["speed"]["ms"]
        made["speed.svg"] = bars(
            f"A question over {figures['speed']['passages']:,} passages",
            "Milliseconds, logarithmic: the bar ends at the median, the line at the 95th in a "
            "hundred. " + _said({e: t["p50"] for e, t in ms.items()}),
            [
                Bar(e, t["p50"], f"{t['p50']:.0f} to {t['p95']:.0f}", t["p95"])
                for e, t in ms.items()
            ],
            logarithmic=True,
        )
    if "embedding" in figures:
        rates = figures["embedding"]["texts a second"]
        made["embedding.svg"] = bars(
            "Texts of 100 tokens a second",
            "How many texts each encoder embeds in a second. " + _said(rates),
            [Bar(name, rate, f"{rate:.0f}") for name, rate in rates.items()],
        )
    return made


def _said(values: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {value:.2f}" for name, value in values.items()) + "."


def filled(page: str, figures: Mapping[str, Any]) -> str:
    """Return the page with every table between its marks made anew."""
    for name, make in TABLES.items():
        if NEEDS.get(name, name) in figures or name not in NEEDS:
            marks = rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)"
            page = re.sub(
                marks, lambda found, m=make: f"{found[1]}{m(figures)}\n{found[2]}", page, flags=re.S
            )
    return page


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    figures = json.loads(FIGURES.read_text(encoding="utf-8"))
    wanted = {FOLDER / name: content for name, content in plots(figures).items()}
    wanted[PAGE] = filled(PAGE.read_text(encoding="utf-8"), figures)
    stale = [p for p, c in wanted.items() if not p.is_file() or p.read_text("utf-8") != c]
    for path in stale:
        what = "is not what the figures give" if arguments.check else "written"
        print(f"{path.relative_to(ROOT)} {what}")
        if not arguments.check:
            path.write_text(wanted[path], encoding="utf-8")
    return 1 if arguments.check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
