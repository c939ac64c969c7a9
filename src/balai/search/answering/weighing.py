"""Weighing the sentences of near parts: their vectors and terms, for the core to decide by."""

from __future__ import annotations

from collections.abc import Iterator

from balai.core.errors import NotReady
from balai.core.passages.segment import split
from balai.core.retrieval import analyse, centred
from balai.core.retrieval.answering import Candidate, NearText, Support, support_for
from balai.core.retrieval.unspaced import is_unspaced
from balai.search.answering.nearby import Nearby
from balai.search.answering.vectors import sentence_vectors
from balai.search.queries.asking import Asked, Pointed, Scope

ASKING = ("?", "؟", "？", "?”", "?»", '?"')
"""How a sentence ends that asks: it is no answer to another question."""

ITEM_MARKS = "•·▪*-–— \t"
HEADING = 150
"""Characters up to which a line by itself that ends in a letter is taken for a heading."""


class Material:
    """The near parts with their texts and sentences, as of one moment."""

    def __init__(self, nearby: Nearby, texts: dict[int, str]) -> None:
        self.nearby = nearby
        self.texts = texts
        self.sentences = [
            (place, sentence)
            for place, part in enumerate(nearby.parts)
            for sentence in _sentences(texts.get(part.entry, ""), part.language)
        ]

    @property
    def read(self) -> list[tuple[str, str]]:
        """Return each text with its language."""
        return [(self.texts.get(part.entry, ""), part.language) for part in self.nearby.parts]


def _sentences(text: str, language: str) -> Iterator[str]:
    """Yield the sentences of a text that can answer: no headings and no questions.

    Blocks stand on lines of their own, and no sentence goes over from one to the next. The mark
    of an item is left out.
    """
    for line in text.split("\n"):
        for start, end in split(line, language):
            sentence = line[start:end].lstrip(ITEM_MARKS)
            is_heading = end - start == len(line.strip()) <= HEADING and (
                sentence == line[start:end]
                and sentence[-1].isalpha()
                and not is_unspaced(sentence[-1])
            )
            if sentence and not is_heading and not sentence.endswith(ASKING):
                yield sentence


def weighed(asked: Asked, scope: Scope, material: Material) -> tuple[Support, tuple[str, ...]]:
    """Return what supports an answer, and the codes of what did not work."""
    text = asked.query.text
    if not any(analyse(text, language) for language in scope.guess or ("",)):
        return Support(), ("no-words",)
    likeness: list[float] | None = None
    failed: tuple[str, ...] = ()
    if asked.pointed is not None and material.sentences:
        try:
            likeness = _likeness(asked, asked.pointed, scope, material)
        except NotReady:
            failed = ("encoder-failed",)
    texts = [
        NearText(
            None if likeness is None else part.likeness,
            _terms(material.texts.get(part.entry, ""), part.language),
            frozenset() if part.is_foreign else _terms(text, part.language),
        )
        for part in material.nearby.parts
    ]
    sentences = [
        Candidate(
            place,
            plain(sentence),
            None if likeness is None else likeness[number],
            _terms(sentence, material.nearby.parts[place].language),
        )
        for number, (place, sentence) in enumerate(material.sentences)
    ]
    return support_for(texts, sentences, material.nearby.background), failed


def _terms(text: str, language: str) -> frozenset[str]:
    return frozenset(analyse(text, language))


def _likeness(asked: Asked, pointed: Pointed, scope: Scope, material: Material) -> list[float]:
    """Return how near each sentence is to the question, both centred as queries are.

    A sentence is as short as a query, and the encoder reads both alike; so sentences go before
    passages that wait to be indexed.
    """
    centres = pointed.seeds.queries
    question = centred(pointed.vector, centres.mixed(scope.guess))
    vectors = sentence_vectors.of([each for _, each in material.sentences], asked.embedder)
    found: list[float] = []
    for (place, _), vector in zip(material.sentences, vectors, strict=True):
        own = centred(vector, centres.of(material.nearby.parts[place].language))
        found.append(float(own @ question))
    return found


def plain(text: str) -> str:
    """Return words as they are compared: those of equal sentences are equal."""
    return " ".join(text.split()).casefold()
