"""Reading what `bench/compare.py` wrote: engines, languages, sizes, in the order of the page."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping
from typing import Any

from bench.peers import PEERS

BOTH, MEANING, WORDS = "Balai, both", "Balai, meaning", "Balai, words"
ORDER = (BOTH, MEANING, WORDS, *PEERS)
Scores = Mapping[str, Mapping[str, float]]
"""nDCG@10 by engine and by language or pair of languages."""


def ordered(engines: Iterable[str]) -> list[str]:
    """Return engines as they stand in every table; those of the encoders by name."""
    places = {name: at for at, name in enumerate(ORDER)}
    return sorted(engines, key=lambda name: (places.get(name, len(ORDER)), name))


def scores_of(report: Mapping[str, Any]) -> dict[str, dict[str, float]]:
    engines = report["engines"]
    return {name: engines[name]["ndcg@10"] for name in ordered(engines)}


def pairs_of(scores: Scores) -> tuple[list[str], list[str]]:
    """Return the labels that are pairs of languages, and those that are not."""
    labels = list(dict.fromkeys(label for some in scores.values() for label in some))
    return [each for each in labels if ">" in each], [each for each in labels if ">" not in each]


def is_own(pair: str) -> bool:
    asked, _, answered = pair.partition(">")
    return asked == answered


def mean_over(scores: Mapping[str, float], labels: Iterable[str]) -> float | None:
    found = [scores[label] for label in labels if label in scores]
    return statistics.fmean(found) if found else None


def by_size(results: Mapping[str, Any]) -> list[tuple[int, Any]]:
    return sorted((int(count), report) for count, report in results.get("speed", {}).items())
