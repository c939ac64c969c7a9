"""Answering findings of personal data, once for all their equals in a source."""

from __future__ import annotations

import hashlib
from collections.abc import Collection

from balai.core.audience import Viewer
from balai.core.errors import Invalid
from balai.core.privacy import FindingType
from balai.foundation.journal.recording import Recording, recording
from balai.library.actions.charge import in_charge
from balai.library.actions.kinds import ANSWERED, DESCRIBED
from balai.library.findings import masked_part, withheld_in
from balai.library.models import FindingAnswer, Passage, Reading, Source


def answer_finding(
    *,
    viewer: Viewer,
    source_id: str,
    digest: str,
    type_: str,
    decision: str,
    replacement: str = "",
    reason: str = "",
) -> None:
    """Answer one finding for all its equals in a source; a later answer takes its place."""
    if type_ not in set(FindingType) or len(digest) != 64:
        raise Invalid("There is no such finding.")
    if decision not in ("mask", "generalise", "keep"):
        raise Invalid("This answer is not known.", "Mask, generalise or keep it.")
    if decision == "generalise" and not replacement.strip():
        raise Invalid("Say what shall stand there instead.", fields={"replacement": "Write it."})
    if decision == "keep" and not reason.strip():
        raise Invalid(
            "Keeping personal data needs a reason.",
            "For instance: a public office-holder acting in office.",
            fields={"reason": "Say why this may be published."},
        )
    with recording(viewer.account or "") as journal:
        source = in_charge(viewer, "answer", source_id)
        FindingAnswer.objects.update_or_create(
            source=source,
            digest=digest,
            defaults={
                "type": type_,
                "decision": decision,
                "replacement": replacement.strip()[:200],
                "reason": reason.strip()[:500],
                "answered_by": viewer.account or "",
            },
        )
        journal.note(ANSWERED, "source", source_id, decision=decision, type=type_)
        _mask_anew(source, journal)


def reopen_finding(*, viewer: Viewer, source_id: str, digest: str) -> None:
    """Take an answer to a finding back, so that it is asked again."""
    with recording(viewer.account or "") as journal:
        source = in_charge(viewer, "answer", source_id)
        removed, _ = FindingAnswer.objects.filter(source=source, digest=digest).delete()
        if removed:
            journal.note(ANSWERED, "source", source_id, decision="open")
            _mask_anew(source, journal)


def carry_answers(source: Source, digests: Collection[str], journal: Recording) -> None:
    """Let what was masked or generalised in the former edition be so in the new one.

    `digests` are those of its findings. What was kept is asked again: the new edition may say
    something else of the same person.
    """
    if source.replaces_id is None:
        return
    former = FindingAnswer.objects.filter(
        source_id=source.replaces_id, digest__in=set(digests), decision__in=("mask", "generalise")
    )
    carried = [
        FindingAnswer(
            source=source,
            digest=each.digest,
            type=each.type,
            decision=each.decision,
            replacement=each.replacement,
            reason=each.reason,
            answered_by=each.answered_by,
        )
        for each in former
    ]
    FindingAnswer.objects.bulk_create(carried)
    if carried:
        journal.note(ANSWERED, "source", source.pk, decision="carried", answers=len(carried))


def _mask_anew(source: Source, journal: Recording) -> None:
    """Mask a source's passages as its findings are answered now; note it where that changed any."""
    reading = Reading.objects.filter(source=source).first()
    if reading is None:
        return
    withheld = withheld_in(source.pk, reading.findings)
    changed = []
    for passage in Passage.objects.filter(source=source):
        shown = masked_part(reading.text, passage.start, passage.end, withheld, passage.language)
        if shown != passage.text:
            passage.text = shown
            passage.text_hash = hashlib.sha256(shown.encode("utf-8", "replace")).hexdigest()
            changed.append(passage)
    if changed:
        Passage.objects.bulk_update(changed, ["text", "text_hash"])
        journal.note(DESCRIBED, "source", source.pk)
