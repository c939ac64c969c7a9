"""Lines in reading order become headings, paragraphs, list items, tables and footnotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import fmean

from balai.core.passages.document import BlockKind, RawBlock
from balai.core.passages.normalise import join_lines

from .items import item_level, item_mark
from .lines import Line, beside, row_of, runs_right_to_left

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ENDS_SENTENCE = re.compile(r"[.!?:;…。！？؟।]['\"’”»)\]]*\d{0,3}$")
_LEADER = re.compile(r"\s*(?:\.\s?){5,}\s*|\s*…{2,}\s*")
_SECTION_MARK = re.compile(r"(?:[IVXLC]{1,6}|[A-Z]|\d{1,2}(?:\.\d{1,2})*)[.)]?$")
_RULE = re.compile(r"[\s_=*.·–—-]{5,}")
_NOTE_MARK = re.compile(r"(?:\d{1,3}|\*{1,3}|[†‡§])\s+\S")

_COLUMN_LINES = 3
_LARGER = 1.12  # times the body's size: a heading
_SMALLER = 0.93  # times the body's size: a note
_SAME_SIZE = 0.12
_WIDER = 1.22  # times the usual distance of lines: a new paragraph
_PITCH, _PITCHES = 1.2, (0.9, 3.2)
_HANGS = 0.8  # times the size: a line beside the mark
_SPACE = 0.5  # times the size: more than a space
_LONGEST_HEADING = 220
_LONGEST_BOLD = 130
_LONGEST_LEAD_IN = 60  # what ends in a colon and is longer only leads in what follows
_MOST_HEADING_LINES = 4


def blocks_of(pages: Sequence[Sequence[Line]]) -> list[RawBlock]:
    """Return the blocks of pages of lines in reading order.

    A paragraph that goes on over a page break is one block on the page where it begins.
    """
    rows = [row for page in pages for row in _rows(page) if not _RULE.fullmatch(row.text)]
    words = known_words(rows)
    body = _body_size(rows)
    groups = [_Group(lines) for lines in _groups(rows, body, _pitch(rows))]
    for before, group, after in _with_neighbours(groups):
        group.heads = _is_heading(group, body) and not _is_listed(before, group, after)
    looks = sorted({group.look for group in groups if group.heads}, reverse=True)
    levels = {look: min(level, 6) for level, look in enumerate(looks, 1)}
    return [_block(group, words, levels, body) for group in groups]


@dataclass
class _Group:
    """The lines of one block, and whether it is a heading."""

    lines: list[Line]
    heads: bool = False

    @property
    def look(self) -> tuple[float, bool, bool]:
        """Size, boldness and capitals: what tells the levels of headings apart."""
        bold = all(line.bold for line in self.lines)
        return _rounded(self.lines[0].size), bold, self.text.isupper()

    @property
    def text(self) -> str:
        """The text before lines are mended."""
        return " ".join(line.text for line in self.lines)


def _with_neighbours(
    groups: Sequence[_Group],
) -> Iterator[tuple[_Group | None, _Group, _Group | None]]:
    padded = [None, *groups, None]
    for at, group in enumerate(groups):
        yield padded[at], group, padded[at + 2]


def _is_listed(before: _Group | None, group: _Group, after: _Group | None) -> bool:
    """Say whether a numbered group is one of a list: its neighbours are numbered like it."""
    shape = _shape(group)
    return bool(shape) and any(each and _shape(each) == shape for each in (before, after))


def _shape(group: _Group) -> str:
    return re.sub(r"\w+", "#", item_mark(group.lines[0].text))


def known_words(lines: Sequence[Line]) -> frozenset[str]:
    """Return the words of a document as they stand inside its lines, to mend broken ones by."""
    return frozenset(word.lower() for line in lines for word in _WORD.findall(line.text[:-1]))


def _rows(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield lines with the parts of one row put together."""
    parts: list[Line] = []
    for index, line in enumerate(lines):
        joined = parts and beside(parts[-1], line) and abs(line.size - parts[-1].size) < line.size
        joined = joined and not line.table and not parts[-1].table
        if parts and (not joined or _begins_column(lines, index)):
            yield _row(parts)
            parts = []
        parts.append(line)
    if parts:
        yield _row(parts)


def _begins_column(lines: Sequence[Line], at: int) -> bool:
    """Say whether a line begins a column that happens to stand level with the last one's end.

    The lines before it then fill a column to its left, the one after it stands below it.
    """
    before = lines[max(0, at - _COLUMN_LINES) : at]
    if len(before) < _COLUMN_LINES or at + 1 >= len(lines):
        return False
    line, after = lines[at], lines[at + 1]
    stacked = all(low.top > high.top for high, low in pairwise(before))
    apart = all(each.right < line.left for each in before)
    below = after.top > line.top and after.left > before[-1].right
    return stacked and apart and below


def _row(parts: Sequence[Line]) -> Line:
    """Return a row; a mark apart from its text, or a leader of dots, makes no table of it."""
    row = row_of(parts)
    if len(parts) == 2 and (item_mark(row.text) or _SECTION_MARK.match(parts[0].text)):
        return replace(row, cells=())
    return row


def _body_size(lines: Sequence[Line]) -> float:
    """Return the size most letters have."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[_rounded(line.size)] += len(line.text)
    return min(sizes, key=lambda size: (-sizes[size], size)) if sizes else 0.0


def _rounded(size: float) -> float:
    return round(size * 2) / 2


def _pitch(rows: Sequence[Line]) -> float:
    """Return the usual distance from line to line, in sizes of their letters."""
    pitches: Counter[float] = Counter()
    for last, row in pairwise(rows):
        if last.page == row.page and _looks_like(last, row) and row.left < last.right:
            pitch = round((row.top - last.top) / row.size, 1)
            if _PITCHES[0] <= pitch <= _PITCHES[1]:
                pitches[pitch] += len(row.text)
    return min(pitches, key=lambda pitch: (-pitches[pitch], pitch)) if pitches else _PITCH


def _groups(rows: Sequence[Line], body: float, pitch: float) -> list[list[Line]]:
    """Return the rows of each block; footnotes do not part the paragraph they stand under.

    `pitch` is the usual distance from line to line.
    """
    groups: list[list[Line]] = []
    prose: list[Line] | None = None  # the last block that a next page may go on with
    for row in rows:
        if groups and _goes_on(groups[-1], row, pitch):
            groups[-1].append(row)
        elif prose is not None and row.page > prose[-1].page and _goes_over(prose, row, body):
            prose.append(row)
        else:
            groups.append([row])
            if row.size >= _SMALLER * body:
                prose = groups[-1]
    return groups


def _goes_on(group: Sequence[Line], line: Line, pitch: float) -> bool:
    """Say whether a line goes on with the block right before it."""
    last = group[-1]
    if line.table or last.table:
        return line.page == last.page and line.table == last.table
    if _is_tabular(last) != _is_tabular(line):
        return False
    if line.page != last.page:
        return False
    gap = line.top - last.bottom
    if _is_tabular(line):
        return -last.height < gap < 1.5 * line.height
    if item_mark(line.text) or not _looks_like(last, line):
        return False
    if gap < -last.height:  # further up: the next column
        return not _ENDS_SENTENCE.search(last.text) and line.text[:1].islower()
    if line.top - last.top > _WIDER * max(pitch * line.size, _own_pitch(group, line)):
        return False
    ended = _ENDS_SENTENCE.search(last.text) is not None
    if item_mark(group[0].text) and _leaves_item(group, line, ended):
        return False
    indented = line.left > last.left + 1.2 * line.size and len(group) > 1
    short = last.right < max(each.right for each in group) - 12 * line.size
    return not (ended and (indented or (short and len(group) > 1)))


def _leaves_item(group: Sequence[Line], line: Line, ended: bool) -> bool:
    """Say whether a line below a list item is no part of it.

    It stands further left than the lines that hang beside the mark; or it begins a sentence
    although its first word had room at the end of the line above, so that line was the last.
    """
    if runs_right_to_left(line.text):
        return False
    first, last = group[0], group[-1]
    hang = _HANGS * line.size
    if len(group) > 1 and group[1].left > first.left + hang and line.left < group[1].left - hang:
        return True
    word = line.width * len(line.text.split()[0]) / len(line.text) + _SPACE * line.size
    edge = max(line.right, *(each.right for each in group))
    return ended and not line.text[:1].islower() and last.right + word < edge


def _own_pitch(group: Sequence[Line], line: Line) -> float:
    """Return the distance of lines in a block that is set wider than the document.

    Where the block has one line yet, a line that goes on in small letters tells it.
    """
    if len(group) > 1:
        return group[-1].top - group[-2].top
    amid = line.text[:1].islower() and not _ENDS_SENTENCE.search(group[0].text)
    return min(line.top - group[0].top, 1.8 * line.size) if amid else 0.0


def _goes_over(prose: list[Line], line: Line, body: float) -> bool:
    """Say whether a line at the top of a page goes on with a paragraph of the page before."""
    last = prose[-1]
    if line.page != last.page + 1 or _is_tabular(line) or _is_tabular(last):
        return False
    if item_mark(line.text) or not _looks_like(last, line) or _is_heading(_Group(prose), body):
        return False
    if _ENDS_SENTENCE.search(last.text):
        return False
    return not line.text[:1].isupper() or last.right - last.left > 25 * line.size


def _looks_like(last: Line, line: Line) -> bool:
    """Say whether two lines may be of one block; bold may begin in the middle of a sentence."""
    close = abs(line.size - last.size) <= _SAME_SIZE * max(line.size, last.size)
    if not close or line.bold == last.bold:
        return close
    full = last.right > line.right - 6 * line.size
    return not _ENDS_SENTENCE.search(last.text) and (full or line.text[:1].islower())


def _is_tabular(line: Line) -> bool:
    return line.table > 0 or len(line.cells) > 1 or _has_leader(line.text)


def _has_leader(text: str) -> bool:
    """Say whether dots lead the eye across a line; most lines have too few to be looked at."""
    return (text.count(".") >= 5 or "……" in text) and _LEADER.search(text) is not None


def _is_note(line: Line, body: float) -> bool:
    return line.size < _SMALLER * body and _NOTE_MARK.match(line.text) is not None


def _is_heading(group: _Group, body: float) -> bool:
    """Say whether a block looks like a heading: larger, bold, or in capitals alone on a line."""
    text, (size, bold, capitals) = group.text, group.look
    letters = sum(map(str.isalpha, text))
    if len(group.lines) > _MOST_HEADING_LINES or len(text) > _LONGEST_HEADING or letters < 2:
        return False
    if _is_tabular(group.lines[0]) or text.endswith((";", ",")):
        return False
    if size > body * _LARGER:
        return True
    begins_small = next(character for character in text if character.isalpha()).islower()
    if size < body * 0.95 or text.endswith(".") or begins_small:
        return False
    if len(text) > (_LONGEST_LEAD_IN if text.endswith(":") else _LONGEST_BOLD):
        return False
    return bold or (capitals and letters >= 4 and len(group.lines) == 1 and len(text) < 80)


def _block(
    group: _Group,
    words: frozenset[str],
    levels: dict[tuple[float, bool, bool], int],
    body: float,
) -> RawBlock:
    lines = group.lines
    text, kind, level, mark = _reading(group, words, levels, body)
    return RawBlock(
        lines[0].page,
        text,
        kind,
        level,
        bbox=_box([line for line in lines if line.page == lines[0].page]),
        marker=mark,
        confidence=round(fmean((line.confidence for line in lines), map(_weight, lines)), 3),
    )


def _reading(
    group: _Group,
    words: frozenset[str],
    levels: dict[tuple[float, bool, bool], int],
    body: float,
) -> tuple[str, BlockKind, int, str]:
    """Return the text of a group, what it is, its level and its mark."""
    lines = group.lines
    if lines[0].table or (_is_tabular(lines[0]) and (len(lines) > 1 or _has_leader(lines[0].text))):
        return "\n".join(_cells(line) for line in lines), BlockKind.TABLE, 0, ""
    text = join_lines([line.text for line in lines], words)
    if group.heads:
        return text, BlockKind.HEADING, levels[group.look], ""
    if _is_note(lines[0], body):
        return text, BlockKind.FOOTNOTE, 0, ""
    if mark := item_mark(text):
        return text, BlockKind.LIST_ITEM, item_level(mark), mark
    return text, BlockKind.PARAGRAPH, 0, ""


def _weight(line: Line) -> int:
    return len(line.text)


def _cells(line: Line) -> str:
    cells = [part for cell in line.cells or (line.text,) for part in _LEADER.split(cell)]
    return " | ".join(cell.strip() for cell in cells if cell.strip())


def _box(lines: Sequence[Line]) -> tuple[float, float, float, float]:
    return (
        min(line.left for line in lines),
        min(line.top for line in lines),
        max(line.right for line in lines),
        max(line.bottom for line in lines),
    )
