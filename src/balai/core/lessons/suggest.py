"""Labels a reviewer may want for a candidate, each with the words that speak for it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from balai.core.passages.document import BlockKind, Document

from .candidate import Suggestion
from .terms import Terms

_MOST_PER_SCHEME = 3
# A country is often named once, before the points that are told about it.
_REACH = 600
COUNTRY = "country"
_BRACKET = re.compile(r"\([^()]*\)")


def suggestions(
    document: Document, start: int, end: int, language: str, terms: Terms
) -> tuple[Suggestion, ...]:
    """Return the labels that the words between two places speak for, the strongest first.

    Countries named in brackets are who spoke, not where it was, and are left out.
    """
    quote = document.text[start:end]
    chosen: list[Suggestion] = []
    taken: dict[str, set[str]] = {}
    for hit in terms.found_in(quote, language):
        codes = taken.setdefault(hit.scheme, set())
        if hit.code in codes or len(codes) >= _MOST_PER_SCHEME:
            continue
        codes.add(hit.code)
        chosen.append(_made(document, hit.scheme, hit.code, start + hit.start, start + hit.end))
    return (*_countries(document, start, end, language, terms), *chosen)


def _made(document: Document, scheme: str, code: str, start: int, end: int) -> Suggestion:
    return Suggestion(scheme, code, document.text[start:end], start, end)


def _countries(
    document: Document, start: int, end: int, language: str, terms: Terms
) -> tuple[Suggestion, ...]:
    named = _named(document, start, end, language, terms)
    if not named:
        before = _named(document, max(0, start - _REACH), start, language, terms)
        named = before[-1:] or _in_title(document, language, terms)
    first: dict[str, Suggestion] = {}
    for each in named:
        first.setdefault(each.code, each)
    return tuple(first.values())[:_MOST_PER_SCHEME]


def _unbracketed(text: str) -> str:
    """Return the text with blanks for all that stands in brackets, nested or cut ones too."""
    while (blanked := _BRACKET.sub(lambda found: " " * len(found[0]), text)) != text:
        text = blanked
    cut = text.rfind(")") + 1
    return " " * cut + text[cut:]


def _named(
    document: Document, start: int, end: int, language: str, terms: Terms
) -> list[Suggestion]:
    text = _unbracketed(document.text[start:end])
    found: Iterable[tuple[str, int, int]] = terms.places(text, language)
    return [_made(document, COUNTRY, code, start + at, start + to) for code, at, to in found]


def _in_title(document: Document, language: str, terms: Terms) -> list[Suggestion]:
    for block in document.blocks:
        if block.kind in (BlockKind.TITLE, BlockKind.HEADING):
            named = _named(document, block.start, block.end, language, terms)
            if named:
                return named[:1]
    return []
