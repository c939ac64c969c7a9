"""Answering at once whatever the check found and nobody has answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from balai.core.audience import Viewer
from balai.knowledge.actions.answering import answer
from balai.knowledge.review import candidate
from balai.library.findings import FindingShown
from balai.people.names import in_plain_words


@dataclass(frozen=True)
class Settled:
    """One answer for all that is found in a sentence; keeping it needs a reason."""

    decision: Literal["mask", "keep"]
    reason: str = ""


MASKED = Settled("mask")


@in_plain_words
def settle_candidate(
    *, viewer: Viewer, candidate_id: str, statement: str = "", settled: Settled = MASKED
) -> None:
    """Answer every open finding of a candidate, and of the sentence proposed for it, alike.

    One transaction a finding: those before one that is refused stay answered.
    """
    shown = candidate(viewer, candidate_id, statement)
    open_ones = [each for each in shown.findings if not each.decision]
    settle(viewer=viewer, source_id=shown.source.id, found=open_ones, settled=settled)


def settle(
    *, viewer: Viewer, source_id: str, found: Iterable[FindingShown], settled: Settled
) -> None:
    """Answer findings of a text drawn from a source alike."""
    for each in found:
        answer(
            viewer=viewer,
            source_id=source_id,
            digest=each.digest,
            type_=each.type,
            decision=settled.decision,
            reason=settled.reason,
            seen=each.stands,
        )
