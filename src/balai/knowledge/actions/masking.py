"""Masking at once whatever the check found in a candidate and nobody has answered."""

from __future__ import annotations

from balai.core.audience import Viewer
from balai.knowledge.actions.answering import answer
from balai.knowledge.review import candidate


def mask_open_findings(*, viewer: Viewer, candidate_id: str, statement: str = "") -> None:
    """Answer every open finding of a candidate, and of the sentence proposed for it, with a mask.

    One transaction a finding: those before one that is refused stay answered.
    """
    shown = candidate(viewer, candidate_id, statement)
    for each in shown.findings:
        if not each.decision:
            answer(
                viewer=viewer,
                source_id=shown.source.id,
                digest=each.digest,
                type_=each.type,
                decision="mask",
            )
