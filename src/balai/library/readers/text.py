"""Plain text, also as it comes out of a paste: wrapped or not, with headings and lists."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from balai.core.passages.boilerplate import without_boilerplate
from balai.core.passages.document import BlockKind, RawBlock
from balai.core.passages.normalise import join_lines

from .cautions import caution
from .encodings import decode
from .found import Allowance, Found, Progress
from .layout.items import item_level, item_mark
from .refusals import refusal

_LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNDERLINE = re.compile(r"\s*([=\-~*_])\1{2,}\s*")
_ENDS = (".", "!", "?", "…", ";", ":", ",", "。", "؟", "।")
_LONGEST_HEADING = 90
_MOST_HEADING_WORDS = 12
_WRAPPED_AT = (45, 110)  # characters; lines longer than that were not broken by hand


def read_text(data: bytes, allowance: Allowance, progress: Progress) -> Found:
    """Return the headings, paragraphs and list items of a plain text."""
    text, whole = decode(data)
    if len(text) > allowance.characters:
        raise refusal("too-much-text")
    found = Found(format="text", blocks=without_boilerplate(text_blocks(text)))
    if not whole:
        found.warnings.append(caution("letters-damaged"))
    progress(1, 1)
    return found


def text_blocks(text: str) -> list[RawBlock]:
    """Return the blocks of a plain text given as one string."""
    lines = [line.rstrip() for line in _LINE_BREAK.sub("\n", text).split("\n")]
    width = _wrapped_at(lines)
    groups = [group for part in _paragraphs(lines) for group in _split(part, width)]
    return [_block(groups, index) for index in range(len(groups))]


def _wrapped_at(lines: list[str]) -> int:
    """Return the width lines were wrapped at, 0 where each line is a paragraph.

    Wrapped lines are of even length and most of them end in the middle of a sentence.
    """
    inner = [line for line, after in itertools.pairwise(lines) if line and after]
    long = [line for line in inner if _WRAPPED_AT[0] <= len(line)]
    if len(long) < 2:
        return 0
    open_ended = sum(not line.endswith(_ENDS) for line in long)
    widths = sorted(map(len, long))
    width = widths[len(widths) * 9 // 10]
    return width if width <= _WRAPPED_AT[1] and open_ended * 2 > len(long) else 0


def _paragraphs(lines: list[str]) -> Iterator[list[str]]:
    """Yield runs of lines between blank ones; an underline ends a heading."""
    run: list[str] = []
    for line in lines:
        if not line.strip() or (_UNDERLINE.fullmatch(line) and len(run) <= 1):
            if run:
                yield run
            run = []
        else:
            run.append(line)
    if run:
        yield run


def _split(run: list[str], width: int) -> Iterator[list[str]]:
    """Yield the blocks of a run: items, headings on a line of their own, paragraphs."""
    group: list[str] = []
    for index, line in enumerate(run):
        if group and _begins_block(group[-1], line, len(group) == 1, width):
            yield group
            group = []
        group.append(line)
        if index == len(run) - 1:
            yield group


def _begins_block(before: str, line: str, only_one: bool, width: int) -> bool:
    if item_mark(line.strip()) or not width:
        return True
    if len(before) < 0.6 * width and before.endswith(_ENDS[:6]):
        return True
    starts = line.lstrip()[:1]
    heads = only_one and _could_head(before) and len(before) < 0.7 * width
    return heads and (starts.isupper() or starts.isdigit())


def _could_head(line: str) -> bool:
    """Say whether a line has the form of a heading."""
    text = line.strip()
    if not text or len(text) > _LONGEST_HEADING or len(text.split()) > _MOST_HEADING_WORDS:
        return False
    if text.endswith(_ENDS) and not text.endswith((":", "?")):
        return False
    first = next((character for character in text if character.isalnum()), "")
    return bool(first) and not first.islower() and any(map(str.isalpha, text))


def _block(groups: list[list[str]], index: int) -> RawBlock:
    text = join_lines(groups[index])
    mark = item_mark(text)
    heads = len(groups[index]) == 1 and _heads(groups, index)
    if heads and (not mark or _is_numbered_heading(groups, index, mark)):
        return RawBlock(1, text, BlockKind.HEADING, level=1 if index == 0 else 2)
    if mark:
        return RawBlock(1, text, BlockKind.LIST_ITEM, item_level(mark), marker=mark)
    return RawBlock(1, text)


def _heads(groups: list[list[str]], index: int) -> bool:
    """Say whether a lone line heads what follows: it is short and something longer follows."""
    line = groups[index][0]
    if not _could_head(line) or index + 1 == len(groups):
        return False
    if line.strip().endswith("?"):
        return len(" ".join(groups[index + 1])) > 2 * len(line)
    following = " ".join(groups[index + 1]).strip()
    return len(following) > len(line) or bool(item_mark(following)) or _could_head(following)


def _is_numbered_heading(groups: list[list[str]], index: int, mark: str) -> bool:
    """Tell "2. Findings" over prose from the second item of a list."""
    if not mark[:1].isalnum():
        return False
    neighbours = [groups[at] for at in (index - 1, index + 1) if 0 <= at < len(groups)]
    return not any(item_mark(each[0].strip()) for each in neighbours)
