"""Withholding parts of a text, with a mapping of offsets between original and masked text.

A published quote equals its source word for word outside its masks; `agrees_with` proves it,
and the places let a highlight or an anchor move from one text to the other.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from types import MappingProxyType

from balai.core.errors import Invalid
from balai.core.privacy.finding import Finding, FindingType

_KIND_OF = {
    FindingType.NAME: "name",
    FindingType.EMAIL: "mail",
    FindingType.PHONE: "number",
    FindingType.IDENTITY: "number",
    FindingType.PASSPORT: "number",
    FindingType.CARD: "number",
    FindingType.IBAN: "number",
    FindingType.ACCOUNT: "number",
    FindingType.CASE: "number",
    FindingType.PLATE: "plate",
    FindingType.ADDRESS: "address",
    FindingType.HANDLE: "handle",
    FindingType.URL: "link",
    FindingType.IP: "address",
    FindingType.BIRTH_DATE: "date",
    FindingType.DATE: "date",
    FindingType.AGE: "age",
    FindingType.NUMBER: "number",
    FindingType.PLACE: "place",
    FindingType.ORGANISATION: "organisation",
    FindingType.TRAIT: "detail",
    FindingType.QUANTITY: "detail",
    FindingType.COMBINATION: "detail",
}


@cache
def _labels() -> Mapping[str, Mapping[str, str]]:
    """Return what stands for each kind of finding, by language; English is always there."""
    import json
    from importlib.resources import files

    text = files("balai.core.privacy").joinpath("masks.json").read_text("utf-8")
    labels: dict[str, dict[str, str]] = json.loads(text)
    return labels


def mask_languages() -> tuple[str, ...]:
    """Return the languages that masks speak."""
    return tuple(_labels())


@dataclass(frozen=True)
class MaskStyle:
    """What is shown in place of each type of finding, brackets included."""

    labels: Mapping[FindingType, str]

    def label(self, type_: FindingType) -> str:
        """Return the text that stands for a finding of this type."""
        return self.labels[type_]


def mask_style(language: str) -> MaskStyle:
    """Return the masks in a language ("[name withheld]"); English where there is none."""
    words = _labels().get(language) or _labels()["en"]
    labels = {type_: f"[{words[kind]}]" for type_, kind in _KIND_OF.items()}
    return MaskStyle(MappingProxyType(labels))


Cover = tuple[int, int, str, str]
"""Start, end, type of finding, and what stands instead: empty for the style's label, or a
person's own general phrase ("a community leader in a northern district")."""


@dataclass(frozen=True)
class Place:
    """Where one mask stands: `start:end` in the original, `masked_start:masked_end` in the "
    "other."""

    start: int
    end: int
    masked_start: int
    masked_end: int


@dataclass(frozen=True)
class Masked:
    """A masked text, and the places of its masks in order.

    Every character outside the places is the original's. Store `places` beside the text: without
    them the two cannot be compared, for a source may itself contain "[name withheld]".
    """

    text: str
    places: tuple[Place, ...]

    def to_masked(self, offset: int) -> int:
        """Return where a character of the original stands; inside a mask, where the mask begins."""
        place = self._before(offset, "start")
        if place is None:
            return offset
        return place.masked_start if offset < place.end else offset - place.end + place.masked_end

    def to_original(self, offset: int) -> int:
        """Return where a character stood in the original; inside a mask, where what it hides "
        "began."""
        place = self._before(offset, "masked_start")
        if place is None:
            return offset
        inside = offset < place.masked_end
        return place.start if inside else offset - place.masked_end + place.end

    def span_to_masked(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch that shows original `start:end`, whole masks included."""
        return self.to_masked(start), self._end_to_masked(end)

    def span_to_original(self, start: int, end: int) -> tuple[int, int]:
        """Return the original stretch behind masked `start:end`, hidden parts whole."""
        last = self._before(end - 1, "masked_start")
        hidden = last is not None and end <= last.masked_end
        return self.to_original(start), last.end if hidden and last else self.to_original(end)

    def agrees_with(self, original: str) -> bool:
        """Say whether this text equals `original` word for word outside its masks."""
        at = masked_at = 0
        for place in self.places:
            before = original[at : place.start]
            if self.text[masked_at : place.masked_start] != before or place.start < at:
                return False
            at, masked_at = place.end, place.masked_end
        return self.text[masked_at:] == original[at:] and at <= len(original)

    def _end_to_masked(self, end: int) -> int:
        last = self._before(end - 1, "start")
        hidden = last is not None and end <= last.end
        return last.masked_end if hidden and last else self.to_masked(end)

    def _before(self, offset: int, edge: str) -> Place | None:
        """Return the last place whose `edge` lies at or before `offset`."""
        index = bisect_right(self.places, offset, key=attrgetter(edge)) - 1
        return self.places[index] if index >= 0 else None


def mask(text: str, spans: Iterable[Finding | Cover], style: MaskStyle | None = None) -> Masked:
    """Return `text` with each span replaced by the style's label, or by a phrase of its own.

    Without a style the labels are English.

    Spans that overlap are masked as one, under the label of the one that begins first (of those,
    the longest). Raises Invalid where a span is empty or lies outside the text.
    """
    pieces: list[str] = []
    places: list[Place] = []
    at = length = 0
    for start, end, label in _apart(text, spans, style or mask_style("en")):
        pieces += [text[at:start], label]
        length += start - at
        places.append(Place(start, end, length, length + len(label)))
        length += len(label)
        at = end
    pieces.append(text[at:])
    return Masked("".join(pieces), tuple(places))


def _labelled(span: Finding | Cover, style: MaskStyle) -> tuple[int, int, str]:
    if isinstance(span, Finding):
        return span.start, span.end, style.label(span.type)
    start, end, type_, phrase = span
    return start, end, phrase or style.label(FindingType(type_))


def _apart(
    text: str, spans: Iterable[Finding | Cover], style: MaskStyle
) -> list[tuple[int, int, str]]:
    """Return (start, end, label) in order, none overlapping."""
    apart: list[tuple[int, int, str]] = []
    ordered = sorted(
        (_labelled(span, style) for span in spans), key=lambda each: (each[0], -each[1], each[2])
    )
    for start, end, label in ordered:
        if not 0 <= start < end <= len(text):
            raise Invalid(
                f"A mask from {start} to {end} does not lie in a text of {len(text)} characters.",
                "Look for personal data again: the text may have changed since.",
            )
        if apart and start < apart[-1][1]:
            first, last, kept = apart[-1]
            apart[-1] = (first, max(last, end), kept)
        else:
            apart.append((start, end, label))
    return apart
