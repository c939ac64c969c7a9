"""A library of any size out of real texts, repeated and varied, written straight into the index.

The texts are those of the judged sets (search/ of the data, see tests/quality/README.md), or
those of the sample library where the data is absent. A passage takes two thirds of its sentences
from one text and the rest from another of its language, so that no two are alike; its vector is
mixed in the same way and moved a little. Only the texts themselves go through the encoder.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

PASSAGES = 20
_SENTENCE = re.compile(r"(?<=[.!?。؟])\s+")
_FOLDERS = ("cranfield", "cisi", "okb")
_AT_ONCE = 2000


@dataclass(frozen=True)
class Base:
    """Texts to vary, their languages and vectors, and questions that people asked of them."""

    texts: list[str]
    languages: list[str]
    vectors: Any
    questions: list[tuple[str, str]]


def rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def read_texts(data: Path) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return (language, text) pairs and (language, question) pairs."""
    if not (data / "search").is_dir():
        return sample_texts()
    texts: list[tuple[str, str]] = []
    questions: list[tuple[str, str]] = []
    for name in _FOLDERS:
        folder = data / "search" / name
        texts += [
            ("en", each) for row in rows(folder / "docs.jsonl.gz") for each in cut(row["text"])
        ]
        if (folder / "queries.jsonl.gz").exists():
            questions += [("en", row["text"]) for row in rows(folder / "queries.jsonl.gz")]
    for row in rows(data / "search" / "xquad-r" / "paragraphs.jsonl.gz"):
        texts += [(row["lang"], each) for each in cut(row["text"])]
    asked = list(rows(data / "search" / "xquad-r" / "questions.jsonl.gz"))
    questions += [(row["lang"], row["question"]) for row in asked[::37]]
    return texts, questions


def sample_texts() -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    from importlib.resources import files

    found = [
        ("en", each)
        for file in files("balai.sample").joinpath("texts").iterdir()
        if file.name.endswith(".md")
        for each in cut(file.read_text(encoding="utf-8"))
    ]
    return found, [("en", _SENTENCE.split(text)[0]) for _, text in found[::3]]


def cut(text: str, words: int = 100) -> list[str]:
    """Cut a text into passages of about so many words (or three times as many letters)."""
    found: list[str] = []
    held: list[str] = []
    size = 0
    for sentence in _SENTENCE.split(text or ""):
        held.append(sentence)
        size += max(len(sentence.split()), len(sentence) // 8)
        if size >= words:
            found.append(" ".join(held))
            held, size = [], 0
    return [*found, " ".join(held)] if size > words // 3 else found


def base(data: Path, kept: Path) -> Base:
    """Return the texts with their vectors, which are kept for the next run."""
    from balai.foundation.embedding import get_embedder

    pairs, questions = read_texts(data)
    texts, languages = [text for _, text in pairs], [language for language, _ in pairs]
    path = kept / f"base-{get_embedder().name}-{len(texts)}.npy"
    if not path.exists():
        began = time.perf_counter()
        vectors = np.concatenate(
            [
                get_embedder().embed(texts[at : at + 256], "passage")
                for at in range(0, len(texts), 256)
            ]
        )
        np.save(path, vectors)
        print(
            f"  {len(texts)} texts embedded in {time.perf_counter() - began:.0f} s", file=sys.stderr
        )
    return Base(texts, languages, np.load(path), questions)


def varied(base: Base, count: int) -> Iterator[tuple[str, str, Any]]:
    """Yield (language, text, vector), the same for the same count."""
    random = np.random.default_rng(7)
    by_language: dict[str, list[int]] = {}
    for at, language in enumerate(base.languages):
        by_language.setdefault(language, []).append(at)
    sentences = [_SENTENCE.split(text) for text in base.texts]
    for number in range(count):
        first = number % len(base.texts)
        others = by_language[base.languages[first]]
        second = others[int(random.integers(len(others)))]
        part = random.permutation(len(sentences[first]))[: max(1, 2 * len(sentences[first]) // 3)]
        more = random.permutation(len(sentences[second]))[: max(1, len(sentences[second]) // 3)]
        text = " ".join(
            [
                *(sentences[first][at] for at in sorted(part)),
                *(sentences[second][at] for at in more),
            ]
        )
        noise = random.normal(size=base.vectors.shape[1]) * 0.012
        vector = 0.75 * base.vectors[first] + 0.25 * base.vectors[second] + noise
        yield base.languages[first], text, (vector / np.linalg.norm(vector)).astype(np.float32)


def fill(texts: Iterable[tuple[str, str, Any]], count: int) -> None:
    """Write sources of twenty passages each into tables and index; one in four is not CLEAR."""
    from balai.core.retrieval import ANALYSIS
    from balai.search.indexing import FACTS
    from balai.search.models import IndexState

    began, left = time.perf_counter(), iter(texts)
    for start in range(0, count, _AT_ONCE):
        _write(list(islice(left, _AT_ONCE)))
        if start % 20_000 == 0:
            print(f"  {start} passages, {time.perf_counter() - began:.0f} s", file=sys.stderr)
    IndexState.objects.update_or_create(
        pk=1, defaults={"changes": count, "analysis": ANALYSIS, "facts": FACTS}
    )
    print(f"  {count} passages written in {time.perf_counter() - began:.0f} s", file=sys.stderr)


def _write(varied: list[tuple[str, str, Any]]) -> None:
    from balai.core.audience import Level, audience
    from balai.library.models import Passage, Source, SourceState
    from balai.search.indexing import LEAD_WORDS
    from balai.search.models import IndexedFact, IndexEntry
    from balai.sharing.actions import share

    sources: list[Source] = []
    passages: list[Passage] = []
    entries: list[IndexEntry] = []
    facts: list[IndexedFact] = []
    for start in range(0, len(varied), PASSAGES):
        mine = varied[start : start + PASSAGES]
        language, text, vector = mine[0]
        source = Source(
            organisation_id="bench", contributor="bench", state=SourceState.READY, date="2024",
            title=" ".join(text.split()[:8])[:200], language=language, file_name="report.txt",
        )  # fmt: skip
        sources.append(source)
        entries.append(_entry(source.pk, "title", "", language, source.title, vector))
        lead = " ".join(text.split()[:LEAD_WORDS])
        entries.append(_entry(source.pk, "lead", "", language, lead, vector))
        for position, (spoken, words, near) in enumerate(mine):
            passage = Passage(
                source=source, position=position, page=1, start=0, end=len(words),
                language=spoken, text=words, text_hash="",
            )  # fmt: skip
            passages.append(passage)
            entries.append(_entry(source.pk, "passage", passage.pk, spoken, words, near))
        facts += [
            IndexedFact(
                record_kind="source",
                record_id=source.pk,
                audience_kind="source",
                audience_id=source.pk,
                field=field,
                value=value,
            )
            for field, value in (("language", language), ("year", "2024"), ("organisation", "x"))
        ]
    Source.objects.bulk_create(sources)
    Passage.objects.bulk_create(passages, batch_size=1000)
    IndexEntry.objects.bulk_create(entries, batch_size=1000)
    IndexedFact.objects.bulk_create(facts, batch_size=1000)
    for number, source in enumerate(sources):
        level = Level.AMBER_STRICT if number % 4 == 0 else Level.CLEAR
        share(
            actor="bench", record_kind="source", record_id=source.pk,
            audience=audience(level, owners=["bench"]),
        )  # fmt: skip


def _entry(source: str, part: str, part_id: str, language: str, text: str, vector: Any) -> Any:
    from balai.core.retrieval import ANALYSIS, analyse
    from balai.foundation.embedding import get_embedder
    from balai.search.models import IndexEntry

    return IndexEntry(
        record_kind="source", record_id=source, audience_kind="source", audience_id=source,
        part=part, part_id=part_id, page=1, language=language,
        words=" ".join(analyse(text, language)), text_hash="", analysis=ANALYSIS,
        model=get_embedder().name, vector=vector.astype(np.float16).tobytes(),
    )  # fmt: skip
