"""Findings of several finders made one list in which no two overlap."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

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
    at = 0
    while at < len(ordered):
        run = _Run(ordered[at])
        at += 1
        while at < len(ordered) and ordered[at].start < run.end:
            run.take(ordered[at])
            at += 1
        merged.append(run.finding(text))
    return tuple(merged)


class _Run:
    """Findings that overlap, one after the other; the text is cut once, however many they are."""

    def __init__(self, first: Finding) -> None:
        self.start, self.end, self._lead = first.start, first.end, first

    def take(self, item: Finding) -> None:
        if item.end > self.end or (item.start, item.end) == (self.start, self.end):
            self.end = item.end
            self._lead = min(self._lead, item, key=_rank)

    def finding(self, text: str) -> Finding:
        lead = self._lead
        if (lead.start, lead.end) == (self.start, self.end):
            return lead
        return found(text, self.start, self.end, lead.type, lead.confidence, lead.why)


def within(known: Sequence[Finding], start: int, end: int) -> Iterator[Finding]:
    """Yield those of merged findings that share a character with `start` to `end`, in order."""
    for at in range(bisect_right(known, start, key=lambda each: each.end), len(known)):
        if known[at].start >= end:
            return
        yield known[at]


def _rank(item: Finding) -> tuple[float, int, Why]:
    return (-item.confidence, _ORDER[item.type], item.why)
