"""Train the guess of a query's language that ships as `search/query_languages.npz`.

    python tools/train_query_languages.py TATOEBA.jsonl.gz [--write]

The file holds sentence pairs of the Tatoeba project (CC BY 2.0 FR) with the fields lang, text
and english; Balai's own seeds (`search/seeds.json`) are added. Whole sentences and random cuts
of two to eight words are learned, for queries are short. Without `--write` a fifth is held out
and the accuracy printed; the weights are always trained on everything.
"""

from __future__ import annotations

import argparse
import gzip
import json
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from balai.search.languages import BUCKETS, features

ROOT = Path(__file__).parents[1] / "src" / "balai" / "search"
MOST = 700


def sentences(path: Path) -> list[tuple[str, str]]:
    by: dict[str, list[str]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            by.setdefault(row["lang"], []).append(row["text"])
            by.setdefault("en", []).append(row["english"])
    rng = np.random.default_rng(1)
    found = []
    for language, texts in sorted(by.items()):
        unique = sorted(set(texts))
        rng.shuffle(unique)
        found += [(language, text) for text in unique[:MOST]]
    for part in ("queries", "passages"):
        for language, texts in json.loads((ROOT / "seeds.json").read_text())[part].items():
            found += [(language, text) for text in texts]
    return found


def with_cuts(pairs: list[tuple[str, str]], rng: np.random.Generator) -> list[tuple[str, str]]:
    cut = []
    for language, text in pairs:
        words = text.split()
        if len(words) > 2:
            size = int(rng.integers(2, min(8, len(words)) + 1))
            start = int(rng.integers(0, len(words) - size + 1))
            cut.append((language, " ".join(words[start : start + size])))
        elif len(text) > 8:
            start = int(rng.integers(0, len(text) - 6))
            cut.append((language, text[start : start + 6]))
    return pairs + cut


def matrix(texts: list[str]) -> csr_matrix:
    rows = [features(text) for text in texts]
    values = np.concatenate([np.full(len(row), len(row) ** -0.5) for row in rows])
    ends = np.cumsum([0, *map(len, rows)])
    return csr_matrix((values, np.concatenate(rows), ends), shape=(len(rows), BUCKETS))


def train(pairs: list[tuple[str, str]]) -> LogisticRegression:
    model = LogisticRegression(C=30, max_iter=150)
    return model.fit(matrix([text for _, text in pairs]), [language for language, _ in pairs])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("tatoeba", type=Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    rng = np.random.default_rng(2)
    pairs = sentences(arguments.tatoeba)
    rng.shuffle(pairs)
    if not arguments.write:
        fold = len(pairs) // 5
        model = train(with_cuts([tuple(p) for p in pairs[fold:]], rng))
        for name, tested in (("whole", pairs[:fold]), ("cut", with_cuts(pairs[:fold], rng)[fold:])):
            guessed = model.predict(matrix([text for _, text in tested]))
            right = np.mean(
                [g == language for g, (language, _) in zip(guessed, tested, strict=True)]
            )
            print(f"{name}: {right:.3f} of {len(tested)}")
        return
    model = train(with_cuts([tuple(p) for p in pairs], rng))
    scale = np.abs(model.coef_).max(axis=1) / 127
    np.savez_compressed(
        ROOT / "query_languages.npz",
        weights=np.rint(model.coef_ / scale[:, None]).astype(np.int8).T,
        scale=scale.astype(np.float32),
        bias=model.intercept_.astype(np.float32),
        languages=np.array(model.classes_),
    )


if __name__ == "__main__":
    main()
