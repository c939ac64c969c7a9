"""Numbered items of review reports: one recommendation each, with who made it.

United Nations reviews list recommendations after the heading "Conclusions and/or
recommendations", numbered "76.1.", "143.1..2" or "(a)", each closed by the states that made it
in brackets. An item may run over a page, and one number may hold several of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from balai.core.passages.document import Block, BlockKind, Document

from .sections import Section

# Numbers of two or more parts number recommendations; a number of one part a paragraph.
_ITEM = re.compile(
    r"^\s*(?:\d{1,3}(?:\.{1,2}\d{1,3}){1,3}\s*\.?|\([a-z]{1,3}\)|\([ivx]{1,5}\)|\(\d{1,3}\))\s*(?=\S)"
)
_ANY_MARK = re.compile(r"^\s*(?:\d{1,3}[.)]|\([a-z]{1,3}\)|\([ivx]{1,5}\)|\(\d{1,3}\))\s*(?=\S)")
_NUMBERED_PARTS = re.compile(r"^\s*\d{1,3}(?:\.{1,2}\d{1,3}){1,3}[\s.]")
_PARAGRAPH = re.compile(r"^\s*\d{1,3}\.\s+(?=\S)")
# Fewer items than this are a list like any other.
_FEWEST = 3
_BRACKET = re.compile(r"\((?P<names>[^()]*(?:\([^()]*\)[^()]*)*)\)\s*[;.,:]*")
_NAME = re.compile(r"[^\s,;/()]+")
_SMALL = frozenset(
    (
        *("of", "the", "and", "on", "behalf", "with", "for", "de", "du", "des", "la", "le", "les"),
        *("et", "del", "y", "da", "e", "dan", "van", "der"),
    )
)
_STATES_IN_CAPITALS = frozenset(("UK", "USA", "US", "UAE", "DPRK", "DRC", "EU", "UN", "FYROM"))
_NO_STATE = frozenset(
    (
        *("convention", "protocol", "covenant", "treaty", "statute", "act", "law", "plan"),
        *("committee", "commission", "court", "rules", "principles", "article", "code"),
        *("resolution", "strategy"),
    )
)
_FEWEST_WORDS = 3


@dataclass(frozen=True)
class Item:
    """One numbered item: `document.text[start:end]` without its number."""

    start: int
    end: int
    page: int
    blocks: tuple[int, ...]


def numbered_items(document: Document, placed: Sequence[Section]) -> tuple[Item, ...]:
    """Return the numbered items under headings that announce recommendations.

    Numbers of two parts make an item; so do a number of one part or a letter where the states
    in brackets close it. Sections with fewer than three are left to the rules for lists.
    """
    items: list[Item] = []
    for run in _runs(document, placed):
        starts = {n for n in run if _ITEM.match(_words(document, n))}
        numbered = [n for n in starts if _NUMBERED_PARTS.match(_words(document, n))]
        if len(numbered) < _FEWEST:
            starts = _closed_by_states(document, run)
        if len(starts) >= _FEWEST:
            items.extend(_items(document, run, starts))
    return tuple(items)


def _closed_by_states(document: Document, run: Sequence[int]) -> set[int]:
    """Return the blocks with a mark that end with states, or whose next block does."""
    starts: set[int] = set()
    for number, following in zip_longest(run, run[1:]):
        words = _words(document, number)
        more = "" if following is None else _words(document, following)
        if _ANY_MARK.match(words) and (
            _is_closed(words) or (not _ANY_MARK.match(more) and _is_closed(more))
        ):
            starts.add(number)
    return starts


def _words(document: Document, number: int) -> str:
    return document.words_of(document.blocks[number])


def _runs(document: Document, placed: Sequence[Section]) -> Iterator[list[int]]:
    """Yield the rows of blocks that stand under one announcement of recommendations."""
    run: list[int] = []
    heading = ""
    for number, section in enumerate(placed):
        announced = section.sense is not None and section.sense.announces == "recommendation"
        if not announced or (section.heading != heading and run):
            if run:
                yield run
            run = []
        if announced:
            heading = section.heading
            run.append(number)
    if run:
        yield run


def _items(document: Document, run: Sequence[int], starts: set[int]) -> Iterator[Item]:
    parts: list[int] = []
    for number in run:
        block, words = document.blocks[number], _words(document, number)
        if number in starts:
            yield from _item(document, parts)
            parts = [number]
        elif _ends_items(document, block, words):
            yield from _item(document, parts)
            parts = []
        elif parts and _goes_on(document, parts, block, words):
            parts.append(number)
    yield from _item(document, parts)


def _goes_on(document: Document, parts: Sequence[int], block: Block, words: str) -> bool:
    """Say whether a block is more of the item before it, which the page's end had cut.

    An item that its states have closed is complete: what follows is a footnote or other text.
    """
    if block.kind in (BlockKind.FOOTNOTE, BlockKind.CAPTION) or words.startswith("*"):
        return False
    return not _is_closed(_words(document, parts[-1]))


def _is_closed(words: str) -> bool:
    """Say whether words end with the states that made a recommendation."""
    words = words.rstrip()
    closing = max(_BRACKET.finditer(words), key=lambda found: found.end(), default=None)
    return closing is not None and closing.end() >= len(words) and _names_states(closing["names"])


def _ends_items(document: Document, block: Block, words: str) -> bool:
    """Say whether a block is no part of an item: the next paragraph, or a heading over more."""
    if _PARAGRAPH.match(words):
        return True
    return block.kind in (BlockKind.HEADING, BlockKind.TITLE) and not words[:1].islower()


def _item(document: Document, parts: Sequence[int]) -> Iterator[Item]:
    """Yield what one number holds: a recommendation, or several closed by brackets."""
    if not parts:
        return
    first, last = document.blocks[parts[0]], document.blocks[parts[-1]]
    words = document.words_of(first)
    mark = _ITEM.match(words) or _ANY_MARK.match(words)
    start = first.start + (mark.end() if mark else 0)
    text = document.text[start : last.end]
    begin = 0
    pieces: list[tuple[int, int]] = []
    for bracket in _BRACKET.finditer(text):
        rest = text[bracket.end() :]
        if not _closes(bracket, rest):
            continue
        if pieces and not text[begin : bracket.start()].strip(" \n;/"):
            pieces[-1] = (pieces[-1][0], bracket.end())  # "(Chile); (Togo);": made by both
        else:
            pieces.append((begin, bracket.end()))
        begin = bracket.end() + len(rest) - len(rest.lstrip(" \n/"))
    if len(text[begin:].split()) >= _FEWEST_WORDS:
        pieces.append((begin, len(text.rstrip())))
    for begin, end in pieces:
        yield Item(start + begin, start + end, document.page_at(start + begin), tuple(parts))


def _closes(bracket: re.Match[str], rest: str) -> bool:
    """Say whether a bracket names the states that made a recommendation, and ends it."""
    return _names_states(bracket["names"]) and (
        not rest.strip()
        or bracket[0].rstrip()[-1] in ";."
        or rest.lstrip()[:1].isupper()
        or rest.lstrip()[:1] == "/"
    )


def _names_states(names: str) -> bool:
    words = [w.strip(".'’") for w in _NAME.findall(names) if w.lower() not in _SMALL]
    if not words or any(character.isdigit() for character in names):
        return False
    if any(word.lower() in _NO_STATE for word in words):
        return False
    return all(
        word[:1].isupper() and (not word.isupper() or len(word) < 3 or word in _STATES_IN_CAPITALS)
        for word in words
        if word
    )
