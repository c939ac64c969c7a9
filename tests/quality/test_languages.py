"""Sentences in eight languages find their English ones once what languages share is taken away.

By the encoder and the means alone, without a database: seconds, where the whole measurement
(`bench/search.py`) takes an hour.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from statistics import fmean

import numpy as np
import pytest

from balai.core.retrieval import Mean, centred
from balai.foundation.embedding import CarriedEmbedder, Embedder
from balai.search.centres import seed_centres
from tests.quality.okb import rows

pytestmark = [pytest.mark.quality, pytest.mark.timeout(600)]

LANGUAGES = ("ms", "id", "th", "fr", "nl", "ar", "es", "tl")
EVERY = 4
"""One sentence in so many is asked and to be found, which is easier than with all."""
FLOORS = {"mean": 0.955, "least": 0.86}
"""Reached: 0.969 and 0.888 (Arabic)."""


@pytest.fixture(scope="module")
def embedder() -> Iterator[Embedder]:
    made = CarriedEmbedder()
    yield made
    made.close()


def _share_found(
    embedder: Embedder, home: Path, language: str, asked: list[str], wanted: list[str]
) -> float:
    """Return how many sentences have their own English one as the nearest."""
    seeds = seed_centres(embedder, home)
    english = sorted(set(wanted))
    raw, mean = embedder.embed(english, "passage"), Mean()
    for each in raw:
        mean.add(each[None, :])
    passages = centred(raw, mean.joined_with(seeds.passages.of("en")))
    queries = centred(embedder.embed(asked, "query"), seeds.queries.of(language))
    nearest = np.argmax(queries @ passages.T, axis=1)
    return fmean(english[at] == own for at, own in zip(nearest, wanted, strict=True))


def test_a_sentence_finds_its_english_one(
    embedder: Embedder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pairs = rows("search/tatoeba/tatoeba.jsonl.gz")
    found = {}
    for language in LANGUAGES:
        own = [row for row in pairs if row["lang"] == language][::EVERY]
        asked, wanted = [row["text"] for row in own], [row["english"] for row in own]
        found[language] = _share_found(embedder, tmp_path, language, asked, wanted)
    with capsys.disabled():
        print("\ntatoeba @1", "  ".join(f"{each} {share:.3f}" for each, share in found.items()))
    assert fmean(found.values()) >= FLOORS["mean"]
    assert min(found.values()) >= FLOORS["least"]


def test_every_language_has_its_means(embedder: Embedder, tmp_path: Path) -> None:
    seeds = seed_centres(embedder, tmp_path)
    assert {"zh", "vi", "tr", "tl", *LANGUAGES} <= set(seeds.queries.by_language)
    assert set(seeds.queries.by_language) == set(seeds.passages.by_language)
