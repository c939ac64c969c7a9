"""Which sentences of a document are weighed, and under what announcement each stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from balai.core.passages.document import BlockKind, Document
from balai.core.passages.segment import Sentence, segment

from .headings import OTHER, SKIP, Sense, bare
from .items import Item, numbered_items
from .refusal import reason_against
from .sections import Section, sections

_FEWEST_WORDS_UNENDED = 4
_LONGEST_HEADING = 160
_LATIN = re.compile("[\\W\\d_]*[A-Za-zÀ-ɏ]")
_BODY = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE)


@dataclass(frozen=True)
class Weighed:
    """A sentence to weigh, and the announcement it stands under (None: under none).

    `certain` is False under a heading that is not set as one; `aside` says that it stands under
    one that announces something else ("Background").
    """

    sentence: Sentence
    announced: Sense | None
    heading: str
    certain: bool = True
    aside: bool = False


@dataclass(frozen=True)
class Layout:
    """A document laid out for weighing: its sentences and its numbered items."""

    weighed: tuple[Weighed, ...]
    items: tuple[Item, ...]
    has_announcements: bool


def lay_out(document: Document) -> Layout:
    """Return the sentences of running text that could be candidates, and the numbered items.

    Headings, tables, captions, footnotes, whole sections such as references or participants,
    and whatever `refusal` names are left out.
    """
    placed = _without_openings(document, sections(document))
    items = numbered_items(document, placed)
    headings = {
        bare(document.words_of(block))
        for block, section in zip(document.blocks, placed, strict=True)
        if section.is_heading
    }
    in_items = {number for item in items for number in item.blocks}
    weighed = tuple(
        weighed
        for sentence in segment(document)
        if sentence.block not in in_items
        and not placed[sentence.block].is_heading
        and not _repeats(document, sentence, headings)
        for weighed in _weighed(document, sentence, placed)
    )
    announced = any(
        each.announced is not None and not each.announced.weak for each in weighed
    ) or bool(items)
    return Layout(weighed, items, announced)


def _without_openings(document: Document, placed: Sequence[Section]) -> list[Section]:
    """Return the sections, those paragraphs announced by nothing that only open a list.

    Under "Points agreed" the items are what was agreed; "The delegations voted on nine points"
    before them has to speak for itself.
    """
    found = list(placed)
    following = ""
    for number in range(len(found) - 1, -1, -1):
        kind, section = document.blocks[number].kind, found[number]
        opens = kind is BlockKind.PARAGRAPH and following == BlockKind.LIST_ITEM
        if opens and not section.is_heading and section.heading == placed[number + 1].heading:
            found[number] = replace(section, sense=None)
        following = kind
    return found


def _repeats(document: Document, sentence: Sentence, headings: set[str]) -> bool:
    """Say whether a line is a heading's words again, as at the top of a page or in an agenda."""
    text = document.text[sentence.start : sentence.end]
    return len(text) < _LONGEST_HEADING and bare(text) in headings


def _weighed(document: Document, sentence: Sentence, placed: Sequence[Section]) -> list[Weighed]:
    section = placed[sentence.block]
    sense = section.sense
    if sentence.kind not in _BODY or (sense is not None and sense.announces == SKIP):
        return []
    start = max(sentence.start, section.at)
    if start >= sentence.end:
        return []
    block = document.blocks[sentence.block]
    if start == block.start:
        start += len(block.marker)
    text = document.text[start : sentence.end].lstrip()
    start = sentence.end - len(text)
    announced = sense if sense is not None and sense.kind is not None else None
    if reason_against(text, announced=announced is not None and not announced.weak):
        return []
    if sentence.kind is BlockKind.PARAGRAPH and _is_label(text):
        return []
    moved = replace(sentence, start=start)
    aside = sense is not None and sense.announces == OTHER
    heading = section.heading if announced else ""
    return [Weighed(moved, announced, heading, section.certain, aside)]


def _is_label(text: str) -> bool:
    """Say whether a line outside a list is a signature or a label: few words and no end.

    Scripts that put no blanks between words are not judged by words.
    """
    return (
        len(text.split()) < _FEWEST_WORDS_UNENDED
        and text[-1].isalnum()
        and _LATIN.match(text) is not None
    )
