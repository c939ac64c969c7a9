"""Sentences with exact offsets.

Rules, not a model: a terminator, what closes it, a space, and something that can begin a
sentence; abbreviations, initials and item numbers are known. Blocks are never glued, so a
heading or a list item is never part of the next sentence. Scripts without spaces between words
(Thai, Lao, Khmer, Burmese) write a space between clauses: there a space ends a sentence once
the clause is long enough and no connective follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .abbreviations import abbreviations, begins_sentences, may_end_a_sentence
from .document import Block, BlockKind, Document

_CLOSERS = "\"'”’»›)]}」』）】"
_END = re.compile(
    rf"(?P<mark>[.!?…]+|[؟۔։።॥।។៕။‼⁇⁈⁉]+|[。！？｡]+)[{re.escape(_CLOSERS)}]*"
    r"(?:[ \u00a0\u202f]»)?"
)
_WIDE = "。！？｡"
_OPENERS = "\"'“‘«‹([{「『（【¿¡-–—•"
_ITEM_MARK = re.compile(
    r"(?:\(?(?:\d{1,3}(?:\.\d{1,3})*|[ivxlc]{1,6}|[a-z]{1,2})[.)]+|[•·▪–-])$", re.I
)
_CLAUSE_SCRIPT = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_CLAUSE_LENGTH = 40
_LOOKED_AT = 80  # characters before and after a full stop
# Connectives that go on with the sentence in Thai, Lao and Khmer.
_GOES_ON = re.compile(
    "(?:ที่|ซึ่ง|อัน|และ|หรือ|แต่|เพื่อ|โดย|เพราะ|เนื่องจาก|กับ|ของ|ใน|จาก|ให้|ว่า|จึง|ทั้ง|ๆ|ฯ|และ|"
    "ແລະ|ຫຼື|ທີ່|ເພື່ອ|និង|ឬ|ដែល|ដើម្បី|[0-9๐-๙(\\[])"
)


@dataclass(frozen=True)
class Sentence:
    """A sentence of a document: `document.text[start:end]`, within the block numbered `block`."""

    start: int
    end: int
    page: int
    language: str
    kind: BlockKind
    block: int


def segment(document: Document) -> tuple[Sentence, ...]:
    """Return the sentences of a document in order; a heading is one, a table's row is one."""
    return tuple(
        Sentence(
            start=block.start + start,
            end=block.start + end,
            page=block.page,
            language=block.language or document.language,
            kind=block.kind,
            block=number,
        )
        for number, block in enumerate(document.blocks)
        for start, end in _parts(document, block)
    )


def _parts(document: Document, block: Block) -> Iterator[tuple[int, int]]:
    text = document.words_of(block)
    if block.kind in (BlockKind.HEADING, BlockKind.TITLE):
        yield 0, len(text)
    elif block.kind is BlockKind.TABLE:
        yield from _lines(text)
    else:
        yield from split(text, block.language or document.language, len(block.marker))


def _lines(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield at, at + len(line)
        at += len(line) + 1


def split(text: str, language: str = "", marker: int = 0) -> list[tuple[int, int]]:
    """Return the spans of the sentences of a text, covering all of it but spaces.

    A full stop within the first `marker` characters belongs to an item's number.
    """
    known = abbreviations(language)
    spans: list[tuple[int, int]] = []
    start = 0
    for found in _END.finditer(text):
        if found.start() < marker or found.end() <= start:
            continue
        if _ends(text, start, found, known):
            spans.extend(_clauses(text, start, found.end()))
            start = found.end()
    spans.extend(_clauses(text, start, len(text)))
    return spans


def _ends(text: str, start: int, found: re.Match[str], known: frozenset[str]) -> bool:
    """Say whether a terminator ends the sentence that began at `start`."""
    mark, after = found["mark"], text[found.end() : found.end() + _LOOKED_AT]
    if mark[-1] in _WIDE or not after:
        return True
    if not after[0].isspace():
        return False
    following = after.lstrip()
    if not following:
        return True
    if not _can_begin(following):
        return False
    return mark != "." or not _is_abbreviation(text, start, found.start(), following, known)


def _can_begin(following: str) -> bool:
    """Say whether a sentence can begin here: anything but a small letter or a mark."""
    head = following.lstrip(f"{_OPENERS} ")[:1]
    return bool(head) and not head.islower() and (head.isalnum() or head in "#@§©")


def _is_abbreviation(
    text: str, start: int, stop: int, following: str, known: frozenset[str]
) -> bool:
    """Say whether the full stop at `stop` belongs to the word before it."""
    before = text[max(start, stop - _LOOKED_AT) : stop]
    word = before.rsplit(None, 1)[-1] if before.strip() else ""
    opens = stop - len(word) - start < 4 and not text[start : stop - len(word)].strip()
    if opens and _ITEM_MARK.match(f"{word}."):
        return True  # "76.1." or "a." at the very beginning
    bare = word.lstrip(_OPENERS)
    if may_end_a_sentence(bare.lower()):
        return False
    if bare.lower() in known:
        return True
    if not all(len(part) == 1 and part.isalpha() for part in bare.split(".")):
        return False
    # Initials: "J. Tan", "the U.N. Secretariat" go on; "in Unit B. The others" does not.
    return (len(bare) > 1 or bare.isupper()) and not begins_sentences(following)


def _clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the span without spaces at its ends, cut at clause spaces in unspaced scripts."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        return
    if not _CLAUSE_SCRIPT.search(text, start, end):
        yield start, end
        return
    begin = start
    for gap in re.compile(r"\s+").finditer(text, start, end):
        long_enough = (
            gap.start() - begin >= _CLAUSE_LENGTH and end - gap.end() >= _CLAUSE_LENGTH // 2
        )
        if (
            long_enough
            and _CLAUSE_SCRIPT.match(text[gap.start() - 1])
            and not _GOES_ON.match(text, gap.end())
            and _CLAUSE_SCRIPT.match(text[gap.end()])
        ):
            yield begin, gap.start()
            begin = gap.end()
    yield begin, end
