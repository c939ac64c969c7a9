"""Under which heading each block of a document stands, and what that heading announces."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from balai.core.passages.document import Block, BlockKind, Document

from .headings import OTHER, SKIP, Sense, sense

# A line that is not set as a heading counts as one only when it is this short.
_MOST_WORDS_UNMARKED = 8
_LEAD_IN_WORDS = 16
_MOST_WORDS_HEADING = 12
_ITEM_NUMBER = re.compile(r"^\d{1,3}(?:\.{1,2}\d{1,3})+\.?\s")
_RUN_IN = re.compile(r"^[^:.!?\n]{4,80}?\s?:\s+(?=\S)")
_RUN_IN_WORDS = 7
_LINK = re.compile(r"[\[\]<>]|https?:|www\.")
_SENTENCE_ENDS = (".", "!", "?", "…", ":", ";", ")", "”", '"', "»", "؟", "。")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_HEADINGS = (BlockKind.HEADING, BlockKind.TITLE)


@dataclass(frozen=True)
class Section:
    """The heading a block stands under. `at` is where the words begin that it announces.

    `certain` is False for a heading that is not set as one: a short line, or words before a
    colon.
    """

    sense: Sense | None
    heading: str
    at: int
    is_heading: bool = False
    level: int = 0
    certain: bool = True


_NOWHERE = Section(None, "", 0)
_SKIPPED = Sense(SKIP)


def sections(document: Document) -> tuple[Section, ...]:
    """Return one section for each block of the document, in order."""
    found: list[Section] = []
    open_: list[Section] = []
    run_in: Section | None = None
    for number, block in enumerate(document.blocks):
        words = document.words_of(block)
        heading = _heading(document, number, words, open_)
        if heading is not None:
            open_ = _opened(open_, heading)
            run_in = None
            found.append(replace(open_[-1], at=block.end, is_heading=True))
            continue
        here = open_[-1] if open_ else _NOWHERE
        led = _run_in(document, number, words)
        if led is not None and led.sense != here.sense:
            run_in = led
        elif block.kind is not BlockKind.LIST_ITEM:
            run_in = None
        chosen = run_in if run_in is not None and here.sense != _SKIPPED else here
        found.append(chosen if chosen is led else replace(chosen, at=block.start))
    return tuple(found)


def _opened(open_: list[Section], heading: Section) -> list[Section]:
    """Return the headings that are open once a new one has begun.

    A deeper heading that says nothing of its own ("Police", "Phase two") stays within what
    the one above it announces.
    """
    above = [section for section in open_ if section.level < heading.level]
    if above and (heading.sense is None or heading.sense.announces == OTHER):
        inherited = above[-1].sense
        if inherited is not None and inherited.kind is not None:
            heading = replace(heading, sense=inherited, heading=above[-1].heading)
    return [*above, heading]


def _heading(document: Document, number: int, words: str, open_: list[Section]) -> Section | None:
    block = document.blocks[number]
    language = block.language or document.language
    if block.kind in _HEADINGS and not _is_sentence(words):
        level = 0 if block.kind is BlockKind.TITLE else max(1, block.level)
        meant = sense(words, language)
        if meant is None and open_ and _leads_list(document, number, words):
            level = open_[-1].level + 1
        return Section(meant, words, block.end, level=level)
    if open_ and open_[-1].sense == _SKIPPED:
        return None  # the lines of an agenda or of a list of references
    if not _could_be_heading(document, number, words):
        return None
    meant = sense(words, language)
    if meant is None or (meant.kind is None and not words.isupper()):
        return None
    level = open_[-1].level if open_ else 1
    return Section(meant, words, block.end, level=level, certain=words.isupper())


def _is_sentence(words: str) -> bool:
    """Say whether a line set as a heading is really text: a numbered item or a long sentence.

    Readers take bold and lonely lines for headings; reviews set whole items in bold.
    """
    closed = words.rstrip().endswith((".", ":", ";", ",", ")"))
    long = len(words.split()) > _MOST_WORDS_HEADING
    return (closed and long) or ((closed or long) and bool(_ITEM_NUMBER.match(words)))


def _could_be_heading(document: Document, number: int, words: str) -> bool:
    """Say whether a block not set as a heading looks like one: short, and text follows."""
    block = document.blocks[number]
    numbered = block.kind is BlockKind.LIST_ITEM and block.marker[:1].isalnum()
    if block.kind is not BlockKind.PARAGRAPH and not numbered:
        return False
    if len(words.split()) > _MOST_WORDS_UNMARKED or words.rstrip().endswith((".", ";", ",", "?")):
        return False
    if _LINK.search(words):
        return False
    following = document.blocks[number + 1 : number + 2]
    if not following or _leads_list(document, number, words):
        return False
    return _is_body(document, following[0], len(words))


def _leads_list(document: Document, number: int, words: str) -> bool:
    """Say whether a line ends with a colon before a list: it belongs to what it stands under."""
    following = document.blocks[number + 1 : number + 2]
    return (
        words.rstrip().endswith(":")
        and bool(following)
        and following[0].kind is BlockKind.LIST_ITEM
    )


def _is_body(document: Document, block: Block, longer_than: int) -> bool:
    words = document.words_of(block)
    if block.kind is BlockKind.LIST_ITEM:
        return len(words) > 20
    # An agenda's next line is no text of the line before: text has sentences that end.
    ends = words.rstrip().endswith(_SENTENCE_ENDS) or _UNSPACED.search(words) is not None
    return block.kind is BlockKind.PARAGRAPH and ends and len(words) > max(40, longer_than)


def _run_in(document: Document, number: int, words: str) -> Section | None:
    """Return the section of "Lessons learned: We should …" or of a line that leads a list."""
    block = document.blocks[number]
    if block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
        return None
    language = block.language or document.language
    stripped = words.rstrip()
    if stripped.endswith(":") and len(stripped.split()) <= _LEAD_IN_WORDS:
        following = document.blocks[number + 1 : number + 2]
        if not following or following[0].kind is not BlockKind.LIST_ITEM:
            return None
        head, at = stripped, block.end
    else:
        led = _RUN_IN.match(words)
        if led is None or _LINK.search(led[0]) or len(led[0].split()) > _RUN_IN_WORDS:
            return None
        head, at = led[0].rstrip(), block.start + led.end()
    meant = sense(head, language)
    if meant is None or meant.kind is None or meant.weak:
        return None
    return Section(meant, head.rstrip(": "), at, certain=False)
