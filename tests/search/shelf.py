"""Sources and lessons written straight into the tables, and an encoder of our own for tests."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import numpy as np

from balai.core.audience import Level, audience
from balai.foundation.embedding import Kind
from balai.knowledge.models import Evidence, Lesson, LessonLabel, LessonState, Statement
from balai.library.models import Passage, Source, SourceState
from balai.search.actions import index_record
from balai.sharing.actions import share
from tests.personas import A

CONCEPTS = {
    "police": "polis police politie polizei officer officers pegawai agents agenten",
    "trust": "trust kepercayaan confiance vertrouwen",
    "youth": "youth young belia jeunes jongeren people",
    "prison": "prison penjara gevangenis prisons",
    "river": "river sungai rivière rivier fishing",
}
_CONCEPT_OF = {word: name for name, words in CONCEPTS.items() for word in words.split()}


class ToyEmbedder:
    """Knows a few concepts in four languages; every other word is its own direction."""

    name = "toy-1"
    dimension = 64
    available = True

    def __init__(self, name: str = "toy-1") -> None:
        self.name = name
        self.asked: list[str] = []

    def embed(self, texts: Sequence[str], kind: Kind) -> Any:
        self.asked.extend(texts)
        rows = [self._vector(text) for text in texts]
        return np.array(rows, np.float32).reshape(len(rows), self.dimension)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(text.split()) for text in texts]

    def _vector(self, text: str) -> Any:
        vector = np.full(self.dimension, 0.05)
        for word in text.lower().replace(".", " ").replace("?", " ").split()[:200]:
            concept = _CONCEPT_OF.get(word)
            digest = hashlib.sha256((concept or word).encode()).digest()
            direction = np.random.default_rng(int.from_bytes(digest[:8], "big")).normal(
                size=self.dimension
            )
            vector += direction * (4.0 if concept else 0.4)
        return vector / np.linalg.norm(vector)


def add_source(
    title: str,
    passages: Sequence[str],
    *,
    language: str = "en",
    level: Level = Level.CLEAR,
    owner: str = A,
    recipients: Sequence[str] = (),
    embedder: Any = None,
    **details: Any,
) -> str:
    """Put a source with its passages on the shelf and index it; return its identifier."""
    source = Source.objects.create(
        organisation_id=owner,
        contributor="nobody",
        state=SourceState.READY,
        title=title,
        language=language,
        file_name=f"{title}.txt",
        **details,
    )
    start = 0
    for position, text in enumerate(passages):
        Passage.objects.create(
            source=source,
            position=position,
            page=position + 1,
            start=start,
            end=start + len(text),
            language=language,
            text=text,
            text_hash=hashlib.sha256(text.encode()).hexdigest(),
        )
        start += len(text) + 1
    share(
        actor="test",
        record_kind="source",
        record_id=source.pk,
        audience=audience(level, owners=[owner], recipients=recipients),
    )
    index_record(record_kind="source", record_id=source.pk, embedder=embedder or ToyEmbedder())
    return str(source.pk)


def add_lesson(
    sentence: str,
    *,
    quote: str = "",
    source: str = "",
    language: str = "en",
    kind: str = "lesson",
    level: Level = Level.CLEAR,
    quote_level: Level | None = None,
    owner: str = A,
    labels: Sequence[tuple[str, str]] = (),
    embedder: Any = None,
    **details: Any,
) -> str:
    """Put a published lesson on the shelf and index it; return its identifier."""
    lesson = Lesson.objects.create(
        organisation_id=owner, kind=kind, state=LessonState.PUBLISHED, **details
    )
    statement = Statement.objects.create(
        lesson=lesson, language=language, text=sentence, is_original=True
    )
    evidence = Evidence.objects.create(
        lesson=lesson,
        record_id=source or "none",
        quote=quote or sentence,
        quote_hash="0" * 64,
        start=0,
        end=len(quote or sentence),
        language=language,
    )
    for scheme, code in labels:
        LessonLabel.objects.create(lesson=lesson, scheme=scheme, code=code)
    for record_kind, record_id, own in (
        ("lesson", lesson.pk, level),
        ("statement", statement.pk, level),
        ("evidence", evidence.pk, quote_level or level),
    ):
        share(
            actor="test",
            record_kind=record_kind,
            record_id=record_id,
            audience=audience(own, owners=[owner]),
        )
    index_record(record_kind="lesson", record_id=lesson.pk, embedder=embedder or ToyEmbedder())
    return str(lesson.pk)
