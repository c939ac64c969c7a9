"""What is computed from a document before it is kept: passages, signature, personal data."""

from __future__ import annotations

from dataclasses import dataclass

from balai.core.passages.chunk import Passage, chunk
from balai.core.passages.document import Document
from balai.core.passages.duplicates import signature
from balai.core.privacy import Finding, findings


@dataclass(frozen=True)
class Analysis:
    """Passages in order, the near-duplicate signature, and the findings."""

    passages: tuple[Passage, ...]
    signature: bytes
    findings: tuple[Finding, ...]


def analyse(document: Document) -> Analysis:
    """Compute what a source's pages, lists and checks need, from its text alone."""
    return Analysis(
        passages=chunk(document),
        signature=signature(document.text).to_bytes(),
        findings=findings(document.text, document.language),
    )
