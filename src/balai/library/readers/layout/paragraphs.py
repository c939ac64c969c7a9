"""Lines in reading order become headings, paragraphs and list items."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from balai.core.passages.document import BlockKind, RawBlock
from balai.core.passages.normalise import join_lines, normalise_lines

from .items import item_level, item_mark
from .lines import Line

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ENDS_SENTENCE = re.compile(r"[.!?:;…。！？؟։।]['\"’”»)\]]*\d{0,3}$")


def blocks_of(pages: Sequence[Sequence[Line]]) -> list[RawBlock]:
    """Return the blocks of pages of lines in reading order, paragraphs joined over pages."""
    lines = [line for page in pages for line in page]
    words = known_words(lines)
    body = _body_size(lines)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _goes_on(groups[-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    levels = _heading_levels(groups, body)
    return [_block(group, words, levels.get(_look(group), 0), body) for group in groups]


def known_words(lines: Sequence[Line]) -> frozenset[str]:
    """Return the words of a document as they stand inside its lines, to mend broken ones by."""
    return frozenset(word.lower() for line in lines for word in _WORD.findall(line.text[:-1]))


def _body_size(lines: Sequence[Line]) -> float:
    """Return the size most letters have."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return min(sizes, key=lambda size: (-sizes[size], size)) if sizes else 0.0


def _goes_on(group: Sequence[Line], line: Line) -> bool:
    """Say whether a line goes on with the block before it."""
    last = group[-1]
    if item_mark(line.text) or abs(line.size - last.size) > 0.12 * max(line.size, last.size):
        return False
    if line.bold != last.bold:
        return False
    if line.page != last.page or line.top < last.top - last.height:
        return not _ENDS_SENTENCE.search(last.text) and line.text[:1].islower()
    gap = line.top - last.bottom
    if gap > 0.75 * line.height:
        return False
    return not (line.left > last.left + 2 * line.size and _ENDS_SENTENCE.search(last.text))


def _look(group: Sequence[Line]) -> tuple[float, bool]:
    return round(group[0].size * 2) / 2, all(line.bold for line in group)


def _is_heading(group: Sequence[Line], body: float) -> bool:
    size, bold = _look(group)
    text = " ".join(line.text for line in group)
    if len(group) > 4 or len(text) > 220 or not any(map(str.isalpha, text)):
        return False
    return size > body * 1.12 or (bold and size >= body * 0.95 and not text.endswith((".", ";")))


def _heading_levels(groups: Sequence[Sequence[Line]], body: float) -> dict[tuple[float, bool], int]:
    """Return the level of each look that headings have, the largest first."""
    looks = sorted({_look(group) for group in groups if _is_heading(group, body)}, reverse=True)
    return {look: min(level, 6) for level, look in enumerate(looks, 1)}


def _block(group: Sequence[Line], words: frozenset[str], level: int, body: float) -> RawBlock:
    text = join_lines([normalise_lines_keeping_hyphens(line.text) for line in group], words)
    first = group[0].page
    own = [line for line in group if line.page == first]
    box = (
        min(line.left for line in own),
        min(line.top for line in own),
        max(line.right for line in own),
        max(line.bottom for line in own),
    )
    if level and _is_heading(group, body):
        return RawBlock(first, text, BlockKind.HEADING, level=level, bbox=box)
    mark = item_mark(text)
    if mark:
        return RawBlock(
            first, text, BlockKind.LIST_ITEM, level=item_level(mark), bbox=box, marker=mark
        )
    return RawBlock(first, text, bbox=box)


def normalise_lines_keeping_hyphens(text: str) -> str:
    """Normalise a line but leave a soft hyphen at its end, which says that a word goes on."""
    stripped = text.rstrip()
    soft = stripped.endswith("\u00ad")
    return normalise_lines(stripped) + ("\u00ad" if soft else "")
