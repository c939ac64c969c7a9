"""Keeping what Balai proposes from a source."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db.models import Max

from balai.core.audience import Viewer
from balai.core.errors import Invalid, NotAllowed
from balai.foundation.journal.recording import recording
from balai.knowledge.actions.editions import carry_decisions
from balai.knowledge.actions.kinds import PROPOSED
from balai.knowledge.models import MARKED, Candidate, CandidateState, Kind
from balai.knowledge.policy import may_review
from balai.library.models import Reading, SourceState
from balai.library.queries import document_of
from balai.people.names import in_plain_words
from balai.sharing.queries import require_visible

if TYPE_CHECKING:
    from balai.core.lessons.candidate import Candidate as Proposal


def keep_candidates(*, source_id: str, proposals: Sequence[Proposal]) -> None:
    """Keep a source's candidates in order; once they are kept, a second time changes nothing.

    What a reviewer marked meanwhile is not proposed again. Those of a new edition keep what was
    decided on the same words in the former one. A quote that is not the source's own words is a
    fault of the extractor and raises ValueError before anything is kept.
    """
    with recording("system") as journal:
        reading = (
            Reading.objects.select_related("source")
            .filter(source_id=source_id, source__state=SourceState.READY)
            .first()
        )
        known = Candidate.objects.filter(source_id=source_id)
        if reading is None or known.exclude(rule=MARKED).exists():
            return
        marked = set(known.values_list("start", "end"))
        proposals = [each for each in proposals if (each.start, each.end) not in marked]
        for each in proposals:
            if reading.text[each.start : each.end] != each.quote:
                raise ValueError("a candidate's quote is not what stands in its source")
        Candidate.objects.bulk_create(
            Candidate(
                source_id=source_id,
                position=position,
                kind=each.kind,
                text=each.text,
                quote=each.quote,
                page=each.page,
                start=each.start,
                end=each.end,
                language=each.language or reading.source.language,
                confidence=each.confidence,
                rule=each.reason.code(),
                proposed=_labels_of(each),
                state=CandidateState.OPEN,
            )
            for position, each in enumerate(proposals, _next_position(source_id))
        )
        journal.note(PROPOSED, "source", source_id, candidates=len(proposals))
        carry_decisions(journal, source_id)


def _next_position(source_id: str) -> int:
    last = Candidate.objects.filter(source_id=source_id).aggregate(Max("position"))
    return (last["position__max"] if last["position__max"] is not None else -1) + 1


def _labels_of(proposal: Proposal) -> dict[str, list[dict[str, str]]]:
    """Return the suggestions as they are kept: scheme -> [{code, words}]."""
    labels: dict[str, list[dict[str, str]]] = {}
    for each in proposal.suggestions:
        labels.setdefault(each.scheme, []).append({"code": each.code, "words": each.words})
    return labels


@in_plain_words
def mark_passage(
    *, viewer: Viewer, source_id: str, start: int, end: int, kind: str, text: str = ""
) -> str:
    """Let a reviewer propose what Balai did not find; return the candidate's identifier.

    A candidate for the same words is returned as it is. Raises Invalid where no words stand.
    """
    with recording(viewer) as journal:
        require_visible(viewer, "source", source_id)
        reading = Reading.objects.select_related("source").filter(source_id=source_id).first()
        if reading is None or not may_review(viewer, reading.source):
            raise NotAllowed()
        if kind not in Kind.values:
            raise Invalid("This kind is not known.", fields={"kind": "Choose one of the five."})
        quote = reading.text[start:end]
        if not 0 <= start < end <= len(reading.text) or not quote.strip():
            raise Invalid("Mark the words that say it.", kind="no-words")
        known = Candidate.objects.filter(source_id=source_id, start=start, end=end).first()
        if known is not None:
            return known.pk
        document = document_of(source_id)
        row = Candidate.objects.create(
            source_id=source_id,
            position=_next_position(source_id),
            kind=kind,
            text=" ".join((text or quote).split()),
            quote=quote,
            page=document.page_at(start) if document else 1,
            start=start,
            end=end,
            language=reading.source.language,
            confidence=1.0,
            rule=MARKED,
        )
        journal.note(PROPOSED, "source", source_id, candidates=1, marked=True)
        return row.pk
