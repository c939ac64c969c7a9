"""Answering findings of personal data, once for all their equals in a source."""

from __future__ import annotations

import hashlib
from collections.abc import Collection

from balai.core.audience import Viewer
from balai.core.errors import Conflict, Invalid
from balai.core.passages.chunk import chunk
from balai.core.privacy import FindingType
from balai.foundation.journal.recording import Recording, recording
from balai.library.actions.charge import in_charge
from balai.library.actions.kinds import ANSWERED, DESCRIBED
from balai.library.findings import (
    headings_as_shown,
    is_refused,
    mark_of,
    masked_part,
    names_somebody,
    singles_out,
    stands_of,
    withheld_in,
)
from balai.library.models import FindingAnswer, Passage, Reading, Source
from balai.library.queries.texts import stored_document
from balai.people.names import in_plain_words
from balai.sharing.queries import sharing_of


@in_plain_words
def answer_finding(
    *,
    viewer: Viewer,
    source_id: str,
    digest: str,
    type_: str,
    decision: str,
    replacement: str = "",
    reason: str = "",
    seen: str | None = None,
) -> None:
    """Answer one finding for all its equals in a source; a later answer takes its place.

    `seen` is the mark of the answer that whoever answers had before them (`FindingShown.stands`).
    Raises Conflict where another stands by now; who says the same again changes nothing.
    """
    if type_ not in set(FindingType) or len(digest) != 64:
        raise Invalid("There is no such finding.")
    if decision not in ("mask", "generalise", "keep"):
        raise Invalid("This answer is not known.", "Mask, generalise or keep it.")
    if decision == "generalise" and not replacement.strip():
        raise Invalid("Say what shall stand there instead.", fields={"replacement": "Write it."})
    if decision == "generalise" and names_somebody(replacement, ""):
        raise Invalid(
            "What shall stand there instead names somebody.",
            "Say it more generally: “a community leader in a northern district”.",
            fields={"replacement": "Say it without a name or a number."},
        )
    if decision == "keep" and not reason.strip():
        raise Invalid(
            "Keeping personal data needs a reason.",
            "For instance: a public office-holder acting in office.",
            fields={"reason": "Say why this may be published."},
        )
    with recording(viewer) as journal:
        source = in_charge(viewer, "answer", source_id)
        if sharing_of("source", source_id).chatham:
            _refuse_under_rule(decision, type_, replacement)
        replacement, reason = replacement.strip()[:200], reason.strip()[:500]
        stands = _standing(source, digest)
        if stands == mark_of(decision, replacement, reason):
            return
        _require_seen(stands, seen)
        FindingAnswer.objects.update_or_create(
            source=source,
            digest=digest,
            defaults={
                "type": type_,
                "decision": decision,
                "replacement": replacement,
                "reason": reason,
                "answered_by": viewer.account or "",
            },
        )
        journal.note(ANSWERED, "source", source_id, decision=decision, type=type_)
        mask_anew(source, journal)


def _standing(source: Source, digest: str) -> str:
    """Return the mark of the answer that stands now; the source's row stays locked meanwhile."""
    Source.objects.select_for_update().get(pk=source.pk)
    return stands_of(FindingAnswer.objects.filter(source=source, digest=digest).first())


def _require_seen(stands: str, seen: str | None) -> None:
    if seen is not None and stands != seen:
        raise Conflict(
            "Somebody has answered this finding meanwhile, and otherwise.",
            "Look at their answer. If you disagree, decide again.",
            kind="answered-meanwhile",
        )


def _refuse_under_rule(decision: str, type_: str, replacement: str) -> None:
    """Raise Invalid for what was said under the Chatham House Rule: neither speaker nor
    affiliation may be told, whatever the reason, nor in more general words that tell one person.
    """
    if decision == "generalise" and singles_out(replacement, ""):
        raise Invalid(
            "This was said under the Chatham House Rule, and these words still point at one "
            "person.",
            "Leave out the country, the place and the organisation: “an officer from the region”.",
            kind="singled-out-under-rule",
            fields={"replacement": "Say it without a country, a place or an organisation."},
        )
    if is_refused(decision, type_):
        raise kept_under_rule("reason")


def kept_under_rule(field: str) -> Invalid:
    """Return the refusal to keep a speaker; `field` of the form is where it is told."""
    return Invalid(
        "This was said under the Chatham House Rule: who spoke, and from where, is not told.",
        "Mask it, or say it more generally: “an officer from the region”.",
        kind="keep-under-rule",
        fields={field: "No reason opens this under the Chatham House Rule."},
    )


@in_plain_words
def reopen_finding(*, viewer: Viewer, source_id: str, digest: str, seen: str | None = None) -> None:
    """Take an answer to a finding back, so that it is asked again; Conflict as in answering."""
    with recording(viewer) as journal:
        source = in_charge(viewer, "answer", source_id)
        if stands := _standing(source, digest):
            _require_seen(stands, seen)
        removed, _ = FindingAnswer.objects.filter(source=source, digest=digest).delete()
        if removed:
            journal.note(ANSWERED, "source", source_id, decision="open")
            mask_anew(source, journal)


def mask_under_rule(*, source_id: str, journal: Recording) -> bool:
    """Mask a source's passages as the Chatham House Rule asks, from now on.

    Returns whether anything had been kept that the rule refuses: it is asked again.
    """
    source = Source.objects.get(pk=source_id)
    mask_anew(source, journal)
    kept = FindingAnswer.objects.filter(source=source, decision="keep")
    return any(is_refused("keep", type_) for type_ in kept.values_list("type", flat=True))


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


def mask_anew(source: Source, journal: Recording) -> None:
    """Mask a source's passages as its findings are answered now; note it where that changed any."""
    reading = Reading.objects.filter(source=source).first()
    if reading is None:
        return
    withheld = withheld_in(source.pk, reading.findings)
    document = stored_document(reading, source.title, source.language, source.pages)
    headings = headings_as_shown(document, withheld)
    paths = {(each.start, each.end): each.headings for each in chunk(document)}
    changed = []
    for passage in Passage.objects.filter(source=source):
        shown = masked_part(reading.text, passage.start, passage.end, withheld, passage.language)
        path = [headings[each] for each in paths.get((passage.start, passage.end), ())]
        if shown != passage.text or path != passage.headings:
            passage.text, passage.headings = shown, path
            passage.text_hash = hashlib.sha256(shown.encode("utf-8", "replace")).hexdigest()
            changed.append(passage)
    if changed:
        Passage.objects.bulk_update(changed, ["text", "text_hash", "headings"])
        journal.note(DESCRIBED, "source", source.pk)
