"""Candidates from a document, with the embedder's help where the node has one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from balai.core.errors import NotReady
from balai.core.passages.document import Document

if TYPE_CHECKING:
    from balai.core.lessons.candidate import Candidate
    from balai.core.lessons.head import SentenceVectors


def propose(document: Document) -> list[Candidate]:
    """Return the candidates of a document in reading order.

    Without an embedder, or where it fails, the rules alone propose; each candidate says so.
    """
    from balai.core.lessons.propose import candidates
    from balai.core.lessons.terms import default_terms

    terms = replace(default_terms(), places=_places)
    found = candidates(document, terms=terms, vectors=_vectors(document))
    return sorted(found, key=lambda each: (each.start, each.end))


def _vectors(document: Document) -> SentenceVectors | None:
    from balai.core.lessons.head import SentenceVectors
    from balai.core.lessons.hearing import sentences_to_embed
    from balai.foundation.embedding import get_embedder

    embedder = get_embedder()
    sentences = sentences_to_embed(document)
    if not embedder.available or not sentences:
        return None
    try:
        return SentenceVectors(embedder.name, embedder.embed(sentences, "passage"))
    except NotReady:
        return None


def _places(text: str, language: str) -> Iterable[tuple[str, int, int]]:
    from balai.vocabulary.places import country_mentions

    for each in country_mentions(text, language):
        yield each.country, each.start, each.end
