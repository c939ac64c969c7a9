"""Candidate lessons: what a document seems to teach, proposed to a person who decides.

Headings, numbered items and cue phrases propose by rule; where sentence vectors are given, a
small head scores every sentence worth it as well:

    texts = sentences_to_embed(document)
    vectors = SentenceVectors(embedder.name, embedder.embed(texts, "passage"))
    found = candidates(document, terms=terms, vectors=vectors)

Each candidate keeps its exact words, its place, why it was proposed, and a calibrated confidence.
"""

from .candidate import Candidate, CandidateKind, Suggestion
from .head import SentenceVectors
from .hearing import sentences_to_embed
from .propose import candidates
from .reason import Reason, Rule
from .terms import Term, Terms, default_terms, with_cues

__all__ = [
    "Candidate",
    "CandidateKind",
    "Reason",
    "Rule",
    "SentenceVectors",
    "Suggestion",
    "Term",
    "Terms",
    "candidates",
    "default_terms",
    "sentences_to_embed",
    "with_cues",
]
