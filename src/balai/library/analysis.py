"""What is computed from a document before it is kept: passages, signature, personal data."""

from __future__ import annotations

from dataclasses import dataclass

from balai.core.passages.chunk import Passage, chunk
from balai.core.passages.document import Document
from balai.core.passages.duplicates import signature
from balai.core.privacy import Finding, findings
from balai.core.privacy.together import telling
from balai.library.marking import document_marks, looks_for_names


@dataclass(frozen=True)
class Analysis:
    """Passages in order, the near-duplicate signature, and the findings that tell of somebody.

    `looked` is False where the encoder should have looked for names and did not answer.
    """

    passages: tuple[Passage, ...]
    signature: bytes
    findings: tuple[Finding, ...]
    looked: bool = True


def analyse(document: Document) -> Analysis:
    """Compute what a source's pages, lists and checks need, from its text alone."""
    passages = chunk(document)
    marks = document_marks(document.text, passages)
    found = findings(document.text, document.language, marks=marks or ())
    return Analysis(
        passages=passages,
        signature=signature(document.text).to_bytes(),
        findings=telling(document.text, found),
        looked=marks is not None or not looks_for_names(),
    )
