"""What is computed from a document before it is kept: passages, signature, personal data."""

from __future__ import annotations

from dataclasses import dataclass

from balai.core.passages.chunk import Passage, chunk
from balai.core.passages.document import Document
from balai.core.passages.duplicates import signature
from balai.core.privacy import Finding, findings
from balai.core.privacy.together import telling
from balai.library.marking import document_marks, looks_for_names

RECIPE = 2
"""Numbers the way in which a source's findings are made; raise it where a newer one finds more.

Sources whose findings are older are looked at anew (`tasks.queue_older`). 0 is from before the
combinations that single somebody out.
"""


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
    found, looked = find(document, passages)
    return Analysis(
        passages=passages,
        signature=signature(document.text).to_bytes(),
        findings=found,
        looked=looked,
    )


def find(document: Document, passages: tuple[Passage, ...]) -> tuple[tuple[Finding, ...], bool]:
    """Return the findings that tell of somebody, and whether names were looked for as they should.

    This is what `RECIPE` numbers.
    """
    marks = document_marks(document.text, passages)
    found = findings(document.text, document.language, marks=marks or ())
    return telling(document.text, found), marks is not None or not looks_for_names()
