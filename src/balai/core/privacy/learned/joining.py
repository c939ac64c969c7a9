"""Marks made findings, beside what the patterns found.

The patterns know codes better than the network does: where one of them found something, a mark
of another type gives way, and only what it adds to either side is kept. Two that agree on the
type are one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from balai.core.privacy import titles
from balai.core.privacy.finding import Finding, FindingType, found
from balai.core.privacy.learned.arabic import arabic_mark
from balai.core.privacy.learned.mark import Mark, MarkType
from balai.core.privacy.searched import Searched
from balai.core.privacy.why import Why
from balai.core.privacy.words import form_of

_FINDING = {
    MarkType.NAME: (FindingType.NAME, Why("reads-name")),
    MarkType.PLACE: (FindingType.PLACE, Why("reads-place")),
    MarkType.ADDRESS: (FindingType.ADDRESS, Why("reads-address")),
    MarkType.ORGANISATION: (FindingType.ORGANISATION, Why("reads-organisation")),
    MarkType.DATE: (FindingType.DATE, Why("reads-date")),
    MarkType.NUMBER: (FindingType.NUMBER, Why("reads-number")),
    MarkType.TRAIT: (FindingType.TRAIT, Why("reads-trait")),
    MarkType.QUANTITY: (FindingType.QUANTITY, Why("reads-quantity")),
}


def joined(
    searched: Searched, known: Sequence[Finding], marks: Iterable[Mark]
) -> Iterator[Finding]:
    """Yield what marks add to the findings `known`, which are in order and do not overlap.

    Raises ValueError where a mark lies outside the text: it was made for another one.
    """
    text, ends = searched.text, [each.end for each in known]
    for mark in _as_arabic_writes(text, marks):
        read = _read_as(mark, text)
        if read is MarkType.NAME and _is_no_name(text[mark.start : mark.end]):
            continue
        type_, why = _FINDING[read]
        at = mark.start
        for each in known[bisect_left(ends, mark.start + 1) :]:
            if each.start >= mark.end:
                break
            if each.type is type_:
                continue
            yield from _piece(text, at, each.start, type_, mark.confidence, why)
            at = each.end
        yield from _piece(text, at, mark.end, type_, mark.confidence, why)


def _as_arabic_writes(text: str, marks: Iterable[Mark]) -> Iterator[Mark]:
    for mark in marks:
        if not 0 <= mark.start < mark.end <= len(text):
            raise ValueError(f"a mark at {mark.start}-{mark.end} lies outside its text")
        yield from arabic_mark(text, mark)


def _read_as(mark: Mark, text: str) -> MarkType:
    """Return what a mark says; an address without a number in it is a place, and tells no door."""
    said = MarkType(mark.type)
    if said is MarkType.ADDRESS and not any(map(str.isdigit, text[mark.start : mark.end])):
        return MarkType.PLACE
    return said


def _is_no_name(words: str) -> bool:
    """Say whether all of these are words that the patterns never take for a name either."""
    return all(form_of(each) in titles.NEVER_NAMES for each in words.split())


def _piece(
    text: str, start: int, end: int, type_: FindingType, confidence: float, why: Why
) -> Iterator[Finding]:
    while start < end and not text[start].isalnum():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield found(text, start, end, type_, confidence, why)
