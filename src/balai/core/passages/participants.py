"""Lists of people in a document, which are set aside closed.

Balai keeps no files on people: an annex with the delegates of a meeting is neither kept nor
counted. What is looked for is the form of such lists, in English, French, Malay, Indonesian,
Dutch and Spanish: rows of a title or rank with a name and then a post, rows with addresses of
e-mail, and what stands under a heading that announces such a list. Prose that names people is
not a list, and stays; so do minutes, in which a name is followed by what somebody said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .document import BlockKind, RawBlock, SetAside
from .normalise import normalise
from .people_words import ANNOUNCES, COLUMNS, PARTICLES, POSTS, TITLES

REASON = "list-of-people"

_LEAST_ROWS = 4
_MOST_ROW = 300  # characters: a longer block is prose
_SHORT = 12  # words
_PROSE = 30  # words
_SHARE = 0.5  # of the rows of a table

_CAPITAL = r"[^\W\d_a-zà-öø-ÿ][\w'’.-]*"
_NAME = rf"{_CAPITAL}(?:[ \u00a0](?:{_CAPITAL}|{PARTICLES})){{0,9}}"
_NUMBER = r"^\W*(?:\d{1,3}[.)]?\s+)?"
_AFTER = r"\s*(?:[,;|(–—-]|$)"
_TITLED = re.compile(rf"{_NUMBER}(?:(?i:{TITLES})\.?\s+)+{_NAME}{_AFTER}")
_NAMED = re.compile(rf"{_NUMBER}{_CAPITAL}(?:[ \u00a0](?:{_CAPITAL}|{PARTICLES})){{1,6}}\s*[,;|–—]")
_ONLY_NAME = re.compile(rf"{_NUMBER}{_CAPITAL}(?:[ \u00a0](?:{_CAPITAL}|{PARTICLES})){{1,5}}\W*$")
_INSIDE = re.compile(rf"(?:^|[;,|\s])(?i:{TITLES})\.?\s+{_CAPITAL}")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_POST = re.compile(rf"\b(?:{POSTS})\b", re.IGNORECASE)
_HEADING = re.compile(rf"^(?:{ANNOUNCES})\W*$", re.IGNORECASE)
_ANNEX = re.compile(
    r"^(?:annex|appendix|annexe|lampiran|bijlage|anexo)\b(?:\s+(?:\d{1,2}|[ivx]{1,5}|[a-z]))?\b[\s.:–—-]*",
    re.IGNORECASE,
)
_CITED = re.compile(r"\((?:19|20)\d\d[a-z]?\)|\(n\.d\.\)")  # an entry of a bibliography
_COLUMN = re.compile(rf"\b(?:{COLUMNS})\b", re.IGNORECASE)


def without_people(blocks: Sequence[RawBlock]) -> tuple[list[RawBlock], list[SetAside]]:
    """Return the blocks to keep, and a note for each page from which a list was set aside."""
    rows = [is_row_of_person(block.text) for block in blocks]
    drop = [block.kind is BlockKind.TABLE and _is_table_of_people(block.text) for block in blocks]
    drop = [
        dropped or _is_run_together(block.text) for dropped, block in zip(drop, blocks, strict=True)
    ]
    for start, end in _stretches(blocks, rows):
        if sum(rows[start:end]) >= _LEAST_ROWS:
            drop[start:end] = [True] * (end - start)
    for index, block in enumerate(blocks):
        if announces_people(block.text):
            end = _end_of_list(blocks, index + 1)
            if any(drop[index + 1 : end]) or _names_in(blocks[index + 1 : end]) >= 2:
                drop[index:end] = [True] * (end - index)
    kept = [block for block, dropped in zip(blocks, drop, strict=True) if not dropped]
    pages = sorted({block.page for block, dropped in zip(blocks, drop, strict=True) if dropped})
    return kept, [SetAside(page, REASON) for page in pages]


def announces_people(text: str) -> bool:
    """Say whether a heading announces a list of people."""
    plain = normalise(text)
    if len(plain) > 120:
        return False
    return bool(_HEADING.match(plain) or _HEADING.match(_ANNEX.sub("", plain)))


def is_row_of_person(text: str) -> bool:
    """Say whether a block is one row of a list: a person with title, post or address."""
    plain = normalise(text)
    if len(plain) > _MOST_ROW:
        return False
    if _ADDRESS.search(plain):
        return bool(_TITLED.match(plain) or _NAMED.match(plain)) or len(plain.split()) <= _SHORT
    if _TITLED.match(plain):
        return True
    if _CITED.search(plain):
        return False
    return _NAMED.match(plain) is not None and _POST.search(plain) is not None


def _names_in(blocks: Sequence[RawBlock]) -> int:
    return sum(
        is_row_of_person(block.text) or _ONLY_NAME.match(normalise(block.text)) is not None
        for block in blocks
    )


def _is_run_together(text: str) -> bool:
    """Say whether a block is several rows run together: titles with names close to each other."""
    plain = normalise(text)
    count = len(_INSIDE.findall(plain))
    if count < _LEAST_ROWS or not (_TITLED.match(plain) or _ADDRESS.search(plain)):
        return False
    posts = len(_POST.findall(plain)) + len(_ADDRESS.findall(plain))
    return len(plain) / count < _MOST_ROW / 2 and posts >= count - 1


def _stretches(blocks: Sequence[RawBlock], rows: Sequence[bool]) -> list[tuple[int, int]]:
    """Return the runs of rows; what is short between two rows (a country, a post) is of them."""
    runs: list[tuple[int, int]] = []
    for index, is_row in enumerate(rows):
        if not is_row:
            continue
        if runs and index - runs[-1][1] <= 2 and all(map(_is_short, blocks[runs[-1][1] : index])):
            runs[-1] = runs[-1][0], index + 1
        else:
            runs.append((index, index + 1))
    return runs


def _is_short(block: RawBlock) -> bool:
    text = block.text.strip()
    return len(text.split()) <= _SHORT and not text.endswith((".", "?", "!"))


def _end_of_list(blocks: Sequence[RawBlock], start: int) -> int:
    """Return where what a heading announced ends: at prose, or at a heading over no rows.

    One sentence that leads in the list belongs to it.
    """
    end = start
    while end < len(blocks):
        block = blocks[end]
        leads_in = end == start and block.text.rstrip().endswith(":")
        if block.kind in (BlockKind.HEADING, BlockKind.TITLE):
            if not any(_names_in([each]) for each in blocks[end + 1 : end + 3]):
                break
        elif block.kind is BlockKind.TABLE:
            if not _is_table_of_people(block.text):
                break
        elif not leads_in and _is_prose(block.text):
            break
        end += 1
    return end


def _is_prose(text: str) -> bool:
    if is_row_of_person(text) or _is_run_together(text):
        return False
    words = len(text.split())
    return words > _PROSE or (words > _SHORT and text.rstrip().endswith("."))


def _is_table_of_people(text: str) -> bool:
    """Say whether a table has a person in each row: a name, and a post or an address beside it."""
    rows = [row for row in text.split("\n") if row.strip()]
    if len(rows) < 2:
        return False
    columns = {found.lower() for found in _COLUMN.findall(rows[0])}
    body = rows[1:] if columns else rows
    people = sum(map(_is_table_row, body))
    if people < _SHARE * len(body):
        return False
    return len(columns) >= 2 or people >= _LEAST_ROWS


def _is_table_row(row: str) -> bool:
    cells = [normalise(cell) for cell in row.split("|")]
    named = any(_TITLED.match(cell) or _ONLY_NAME.match(cell) for cell in cells[:3])
    told = any(_ADDRESS.search(cell) or _POST.search(cell) for cell in cells)
    return (named and told) or any(_TITLED.match(cell) for cell in cells)
