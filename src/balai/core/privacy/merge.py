"""Findings of several finders made one list in which no two overlap."""

from __future__ import annotations

from collections.abc import Iterable

from balai.core.privacy.finding import Finding, FindingType, found
from balai.core.privacy.why import Why

_ORDER = {type_: place for place, type_ in enumerate(FindingType)}


def merge(text: str, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings in order of place, overlapping ones joined into one.

    Every character that any finder marked stays marked. Of findings that overlap, one that
    contains the other gives type and reason (the address around a postcode); otherwise the
    surer one does, and the finding grows over both. The result does not depend on the order in
    which the findings came.
    """
    ordered = sorted(findings, key=lambda each: (each.start, -each.end, *_rank(each)))
    merged: list[Finding] = []
    for item in ordered:
        if merged and item.start < merged[-1].end:
            merged[-1] = _joined(text, merged[-1], item)
        else:
            merged.append(item)
    return tuple(merged)


def _rank(item: Finding) -> tuple[float, int, Why]:
    return (-item.confidence, _ORDER[item.type], item.why)


def _joined(text: str, first: Finding, second: Finding) -> Finding:
    if second.end <= first.end:
        return (
            first
            if (first.start, first.end) != (second.start, second.end)
            else min(first, second, key=_rank)
        )
    lead = min(first, second, key=_rank)
    return found(text, first.start, second.end, lead.type, lead.confidence, lead.why)
