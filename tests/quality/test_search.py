"""The main job's own search: questions in Malay, French and Dutch over English write-ups."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from balai.core.audience import PUBLIC
from balai.foundation.embedding import CarriedEmbedder, Embedder
from balai.search.queries import search
from balai.search.results import Mode
from tests.quality.okb import passages_of, questions, rows, success_at
from tests.search.shelf import add_source

pytestmark = [pytest.mark.quality, pytest.mark.django_db, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def embedder() -> Iterator[Embedder]:
    made = CarriedEmbedder()
    yield made
    made.close()


def _shelve(embedder: Embedder) -> dict[str, str]:
    """Put every write-up on the shelf; return its identifier in the data by that of its source."""
    ids: dict[str, str] = {}
    for each in rows("search/okb/docs.jsonl.gz"):
        passages = passages_of(each["title"], each["text"])
        ids[add_source(each["title"], passages, embedder=embedder)] = each["id"]
    return ids


def test_a_colleague_finds_the_write_up_in_another_language(
    embedder: Embedder, capsys: pytest.CaptureFixture[str]
) -> None:
    ids, wanted = _shelve(embedder), questions()
    reached: dict[Mode, dict[str, float]] = {}
    for mode in ("words", "meaning", "hybrid"):
        found = []
        for question in wanted:
            results = search(
                PUBLIC,
                question["question"],
                mode=mode,
                languages=[question["lang"]],
                embedder=embedder,
            )
            found.append([ids[hit.id] for hit in results.hits])
        reached[mode] = success_at(wanted, found, 3)
        with capsys.disabled():
            first = success_at(wanted, found, 1)
            shares = "  ".join(f"{k} {v:.3f}" for k, v in reached[mode].items())
            print(f"\nokb success@3 {mode:8} {shares}   (@1 {first['all']:.3f})", end="")
    assert reached["words"]["all"] < reached["hybrid"]["all"]
    assert reached["hybrid"]["all"] >= 0.80
