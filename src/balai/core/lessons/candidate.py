"""What is proposed to a reviewer: a sentence or an item, its words, its place and the reasons."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .reason import Reason


class CandidateKind(StrEnum):
    """What a candidate would be, if a reviewer takes it."""

    LESSON = "lesson"
    GOOD_PRACTICE = "good-practice"
    CHALLENGE = "challenge"
    RECOMMENDATION = "recommendation"
    NEED = "need"


@dataclass(frozen=True)
class Suggestion:
    """A label that words of the document speak for: `document.text[start:end] == words`."""

    scheme: str
    code: str
    words: str
    start: int
    end: int


@dataclass(frozen=True)
class Candidate:
    """One self-contained sentence or item.

    `quote` equals `document.text[start:end]`; `text` is the quote on one line, without its
    number or bullet. `confidence` (0 to 1) estimates how often a person would agree that
    such a candidate is one. `reason` says what proposed it.
    `by_vectors` says whether sentence vectors were at hand when it was weighed; `language` is
    that of its block, or of the document.
    """

    kind: CandidateKind
    text: str
    quote: str
    page: int
    start: int
    end: int
    confidence: float
    reason: Reason
    suggestions: tuple[Suggestion, ...] = ()
    by_vectors: bool = False
    language: str = ""
