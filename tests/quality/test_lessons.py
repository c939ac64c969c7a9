"""Candidates measured on review reports, practitioners' write-ups and NASA's lessons.

Coefficients are learned from lessons/llis alone. Whatever is said of that set, and every error
of calibration, is cross-validated by document: neither the heads nor the calibration saw the
document that is measured.
"""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from balai.core.lessons import (
    Candidate,
    CandidateKind,
    SentenceVectors,
    candidates,
    sentences_to_embed,
)
from balai.core.lessons.weighing import lay_out
from balai.core.passages.assemble import assemble
from balai.core.passages.document import BlockKind, Document
from balai.core.passages.segment import segment
from balai.foundation.embedding import CarriedEmbedder
from tests.quality.okb import data

pytestmark = [pytest.mark.quality, pytest.mark.timeout(900)]

ROOT = Path(__file__).parents[2]
FOLDS = 4


class Embedder:
    """The carried encoder, asked once for each text."""

    def __init__(self) -> None:
        self._carried = CarriedEmbedder()
        self._known: dict[str, Any] = {}

    def embed(self, texts: Sequence[str], kind: str) -> Any:
        new = list(dict.fromkeys(text for text in texts if text not in self._known))
        if new:
            self._known.update(zip(new, self._carried.embed(new, "passage"), strict=True))
        return np.array([self._known[text] for text in texts], np.float32).reshape(-1, 384)

    def close(self) -> None:
        self._carried.close()


@pytest.fixture(scope="module")
def embedder() -> Iterator[Embedder]:
    made = Embedder()
    yield made
    made.close()


@lru_cache(maxsize=1)
def trainer() -> ModuleType:
    """Return tools/train_lessons.py as a module."""
    spec = importlib.util.spec_from_file_location(
        "train_lessons", ROOT / "tools" / "train_lessons.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def vectors(document: Document, embedder: Embedder) -> SentenceVectors:
    rows = embedder.embed(sentences_to_embed(document), "passage")
    return SentenceVectors("multilingual-e5-small", rows)


def f1(right: int, proposed: int, wanted: int) -> tuple[float, float, float]:
    precision, recall = right / max(1, proposed), right / max(1, wanted)
    return 2 * precision * recall / max(1e-9, precision + recall), precision, recall


def calibration_error(pairs: Sequence[tuple[float, bool]]) -> float:
    """Return the expected calibration error over ten bins of equal width."""
    sure = np.array([pair[0] for pair in pairs])
    right = np.array([pair[1] for pair in pairs], float)
    bins = np.minimum((sure * 10).astype(int), 9)
    return float(
        sum(
            (bins == n).mean() * abs(sure[bins == n].mean() - right[bins == n].mean())
            for n in set(bins)
        )
    )


def word_for_word(document: Document, found: Sequence[Candidate]) -> bool:
    return all(document.text[c.start : c.end] == c.quote for c in found)


# Review reports


def _letters(text: str) -> str:
    text = re.sub(r"^[\s\d.()]*", "", text)
    text = re.sub(r"\([^()]*(?:\([^()]*\)[^()]*)*\)[;.,\s]*$", "", text)
    return re.sub(r"[^a-z0-9]", "", text.lower())


def _grams(text: str) -> set[str]:
    return {text[n : n + 8] for n in range(max(1, len(text) - 7))}


def matched(proposed: Sequence[str], wanted: Sequence[str]) -> int:
    """Return how many items are matched one to one, numbers and states dropped: the closest
    first, by the Dice coefficient of their runs of eight letters, 0.75 at least.
    """
    ours, theirs = ([_grams(_letters(t)) for t in texts] for texts in (proposed, wanted))
    where: dict[str, set[int]] = {}
    for number, grams in enumerate(theirs):
        for gram in grams:
            where.setdefault(gram, set()).add(number)
    pairs = sorted(
        (-2 * len(grams & theirs[other]) / (len(grams) + len(theirs[other])), number, other)
        for number, grams in enumerate(ours)
        for other in {n for gram in grams for n in where.get(gram, ())}
    )
    used: tuple[set[int], set[int]] = (set(), set())
    for closeness, number, other in pairs:
        if -closeness >= 0.75 and number not in used[0] and other not in used[1]:
            used[0].add(number)
            used[1].add(other)
    return len(used[0])


def test_recommendations_of_review_reports(
    embedder: Embedder, capsys: pytest.CaptureFixture[str]
) -> None:
    from balai.library.reading import read_file

    wanted = json.loads(data("lessons/upr/gold_recommendations.json").read_text("utf-8"))
    told = []
    for by_vectors in (False, True):
        right = proposed = 0
        for report, items in wanted.items():
            document = read_file(data(f"lessons/upr/pdfs/{report}.pdf"))
            rows = vectors(document, embedder) if by_vectors else None
            found = candidates(document, vectors=rows)
            assert word_for_word(document, found)
            ours = [c.text for c in found if c.kind is CandidateKind.RECOMMENDATION]
            right += matched(ours, items)
            proposed += len(ours)
        score, precision, recall = f1(right, proposed, sum(map(len, wanted.values())))
        told.append(
            f"upr, items{', with vectors' if by_vectors else ', rules'}: "
            f"F1 {score:.3f} (P {precision:.3f}, R {recall:.3f})"
        )
        with capsys.disabled():
            print(f"\n{told[-1]}")
        assert recall >= 0.94
        assert precision >= 0.95


# Write-ups


def write_ups(*, headings: bool) -> Iterator[tuple[Document, list[tuple[int, int, bool]]]]:
    """Yield each write-up read from plain text, with start, end and truth of its sentences."""
    from balai.library.readers.text import text_blocks

    learned = trainer().ANNOUNCED
    for line in data("lessons/okb/okb.jsonl").read_text("utf-8").splitlines():
        sections = json.loads(line)["sections"]
        text = "\n\n".join(
            f"{each['heading']}\n{each['text']}" if headings else each["text"] for each in sections
        )
        document = assemble(text_blocks(text), format="text", detect=lambda _: "en")
        gold = " ".join(_plain(each["text"]) for each in sections if each["heading"] in learned)
        titles = {_plain(each["heading"]) for each in sections}
        yield (
            document,
            [
                (s.start, s.end, words in gold)
                for s in segment(document)
                if s.kind is not BlockKind.HEADING
                and (words := _plain(document.text[s.start : s.end]))
                and words not in titles
            ],
        )


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.lower()).strip()


def _covered(start: int, end: int, found: Sequence[Candidate]) -> bool:
    return any(min(end, c.end) - max(start, c.start) >= (end - start) / 2 for c in found)


@pytest.mark.parametrize("by_vectors", [True, False])
@pytest.mark.parametrize("headings", [True, False])
def test_what_practitioners_learned(
    headings: bool, by_vectors: bool, embedder: Embedder, capsys: pytest.CaptureFixture[str]
) -> None:
    counts = [0, 0, 0]
    for document, sentences in write_ups(headings=headings):
        rows = vectors(document, embedder) if by_vectors else None
        found = candidates(document, vectors=rows)
        assert word_for_word(document, found)
        for start, end, gold in sentences:
            ours = _covered(start, end, found)
            counts[0] += ours and gold
            counts[1] += ours
            counts[2] += gold
    score, precision, recall = f1(*counts)
    with capsys.disabled():
        print(
            f"\nokb, {'with' if headings else 'without'} headings, "
            f"{'with vectors' if by_vectors else 'rules'}: "
            f"F1 {score:.3f} (P {precision:.3f}, R {recall:.3f})"
        )
    assert score >= (0.85 if headings else 0.43)


# Records of NASA, and calibration, cross-validated by document


@pytest.fixture(scope="module")
def validated(embedder: Embedder) -> list[tuple[str, bool, list[Any], Any]]:
    """Return for each fold: its records, write-ups and headed write-ups, and weights that were
    neither learned from them nor calibrated on them.
    """
    made = trainer()
    root = data("lessons").parent
    sets = [
        made.llis(root, embedder),
        made.okb(root, embedder),
        made.okb(root, embedder, headings=True),
    ]
    mean = made.means(root, embedder, np.vstack([d.vectors for d in sets[0]]).mean(axis=0))
    made.FOLDS = FOLDS
    result = []
    for fold in range(FOLDS):
        inside = [[d for n, d in enumerate(each) if n % FOLDS == fold] for each in sets]
        outside = [[d for n, d in enumerate(each) if n % FOLDS != fold] for each in sets]
        weights = made.make(*outside, mean)
        result.append((inside, weights))
    return result


@pytest.mark.parametrize(("by_vectors", "floor"), [(True, 0.53), (False, 0.44)])
def test_recommendation_sentences(
    validated: Any, by_vectors: bool, floor: float, capsys: pytest.CaptureFixture[str]
) -> None:
    counts = [0, 0, 0]
    for (records, _, _), weights in validated:
        for d in records:
            rows = trainer().vectors_of(d, weights) if by_vectors else None
            found = [
                c
                for c in candidates(d.document, vectors=rows, weights=weights)
                if c.kind is CandidateKind.RECOMMENDATION
            ]
            assert word_for_word(d.document, found)
            counts[2] += d.refused
            for weighed, gold in zip(lay_out(d.document).weighed, d.gold, strict=True):
                ours = _covered(weighed.sentence.start, weighed.sentence.end, found)
                counts[0] += bool(ours and gold)
                counts[1] += ours
                counts[2] += int(gold)
    score, precision, recall = f1(*counts)
    with capsys.disabled():
        print(
            f"\nllis, recommendation sentences, {'with vectors' if by_vectors else 'rules'}: "
            f"F1 {score:.3f} (P {precision:.3f}, R {recall:.3f})"
        )
    assert score >= floor


@pytest.mark.parametrize("by_vectors", [True, False])
def test_confidence_is_calibrated_on_documents_not_fitted(
    validated: Any, by_vectors: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    pairs: dict[str, list[tuple[float, bool]]] = {"llis": [], "okb": [], "okb with headings": []}
    for folds, weights in validated:
        for name, documents in zip(pairs, folds, strict=True):
            for d in documents:
                rows = trainer().vectors_of(d, weights) if by_vectors else None
                pairs[name] += [
                    (c.confidence, trainer().right(d, c))
                    for c in candidates(d.document, vectors=rows, weights=weights)
                    if name != "llis" or c.kind is CandidateKind.RECOMMENDATION
                ]
    everything = [pair for each in pairs.values() for pair in each]
    errors = {name: calibration_error(each) for name, each in pairs.items()}
    overall = calibration_error(everything)
    with capsys.disabled():
        print(
            f"\nexpected calibration error, {'with vectors' if by_vectors else 'rules'}: "
            f"{overall:.3f}, "
            + ", ".join(
                f"{name} {error:.3f} ({len(pairs[name])})" for name, error in errors.items()
            )
        )
    assert overall <= 0.10
    # One scale serves three kinds of document: for one kind alone it may be off by more.
    assert max(errors.values()) <= 0.17
