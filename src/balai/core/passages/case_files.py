"""Files on people: case files and registers of persons, which Balai does not keep.

Looked for is their form, by three kinds of signs: rows of a person (a name beside a date of
birth, a number of identity or a contact), labels of a form about one person ("Date of birth:",
"Suspect:", "No. IC:"), and the words of files and registers ("risk score", "case worker"). A
report that speaks about such files has the words in prose and none of the form; what is counted
is therefore how much of a page is form. English, French, Malay, Indonesian and Dutch.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .case_words import COLUMNS, FILE_WORDS, LABELS, RISK_COLUMNS
from .document import BlockKind, RawBlock, SetAside
from .normalise import normalise, normalise_lines

REASON = "case-file"

MOSTLY = 0.5
"""The share of a file's words on such pages from which the whole file is refused."""
_LEAST_LABELS = 4
"""Different labels of a form about one person that make a page a file on somebody."""
_LEAST_ROWS = 3
_BETWEEN = 8
"""Words to each date, number or contact, at the most, where rows are run together."""
_LOOKED_AT = 4000  # characters of one block: enough to know it by, and soon read
_LONGEST_LABELLED = 160  # characters behind a label: what is longer is prose
_IDENTITY = 2
"""Of a form's labels so many must be of what only a person has: a birth, a number, a home."""

_LABEL = re.compile(
    rf"^\W*(?:\d{{1,2}}[.)]\s+)?(?P<label>{LABELS})\s*(?:\([^)]{{1,20}}\)\s*)?"
    rf"(?:[:|=]|\s[–—-]\s)\s*(?P<said>\S.*)?$",
    re.IGNORECASE,
)
_INLINE = re.compile(rf"(?:^|[\s;,.|(])(?P<label>{LABELS})\s?[:|]\s*(?=\S)", re.IGNORECASE)
_PERSONAL = re.compile(
    r"birth|naissance|lahir|geboorte|geb\b|d\.?o\.?b|passport|passeport|pasport|paspor|paspoort|"
    r"identit|\bic\b|i/c|nik|ktp|bsn|nric|national|kebangsaan|kewarganegaraan|alias|suspe|subje|"
    r"sujet|verdacht|tersangka|client|klien|cliënt|surname|nachname|achternaam|nom\b|family name|"
    r"phone|téléphone|telefon|telepon|telefoon|address|adresse|alamat|adres|bénéficiaire|"
    r"betrokkene|beneficiary|tahanan|detainee|bénéficiaire|nama\b|name\b|naam\b",
    re.IGNORECASE,
)
_FILE = re.compile(rf"(?<![^\W\d_])(?:{FILE_WORDS})(?![^\W\d_])", re.IGNORECASE)
_COLUMN = re.compile(rf"^(?:{COLUMNS})$", re.IGNORECASE)
_RISK = re.compile(rf"^(?:{RISK_COLUMNS})$", re.IGNORECASE)
_CELL_NAME = re.compile(
    r"^[^\W\d_a-z][\w'’.-]*(?:,?[ \u00a0](?:[^\W\d_a-z][\w'’.-]*|[a-z]{1,3}|a/l|a/p)){1,6}$"
)
_DATE = re.compile(r"(?<!\d)(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2})(?!\d)")
_NUMBER = re.compile(r"(?<!\w)(?=[\w-]{0,24}\d{4})[A-Z]{0,3}[\d][\d -]{5,20}\d[A-Z]?(?!\w)")
_CONTACT = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,63}|\+\d[\d ()-]{7,16}\d")


@dataclass(frozen=True)
class Sifted:
    """What is kept of a file, what was set aside, and the share of its words that was."""

    kept: list[RawBlock]
    set_aside: list[SetAside]
    share: float


def without_case_files(blocks: Sequence[RawBlock]) -> Sifted:
    """Return the blocks without the pages that are files on persons.

    Whole pages go, for what stands beside a form on its page is about the same person. Where a
    format has no pages, the blocks between headings stand for them.
    """
    numbers = _numbered(blocks)
    closed = {number for number, group in _groups(blocks, numbers) if is_case_file(group)}
    kept = [block for block, number in zip(blocks, numbers, strict=True) if number not in closed]
    pages = sorted({page for page, _ in closed})
    return Sifted(kept, [SetAside(page, REASON) for page in pages], share_gone(blocks, kept))


def share_gone(before: Sequence[RawBlock], after: Sequence[RawBlock]) -> float:
    """Return the share of the words of some blocks that the others no longer have."""
    words = sum(len(block.text.split()) for block in before)
    return 1 - sum(len(block.text.split()) for block in after) / words if words else 0.0


def is_case_file(blocks: Sequence[RawBlock]) -> bool:
    """Say whether the blocks of one page or section are a form about, or a register of, persons."""
    blocks = [replace(each, text=each.text[:_LOOKED_AT]) for each in blocks]
    if any(block.kind is BlockKind.TABLE and _is_register(block.text) for block in blocks):
        return True
    if any(_is_run_together(block.text) for block in blocks):
        return True
    lines = [line for block in blocks for line in _lines(block)]
    if sum(map(_is_row, lines)) >= _LEAST_ROWS:
        return sum(map(_is_row, lines)) >= 0.4 * len(lines)
    labels = set().union(*(_labels_in(line) for line in lines)) if lines else set()
    personal = {label for label in labels if _PERSONAL.search(label)}
    if len(personal) < _IDENTITY:
        return False
    is_file = any(_FILE.search(line) for line in lines)
    return len(labels) >= (_LEAST_LABELS - 1 if is_file else _LEAST_LABELS + 1)


def _numbered(blocks: Sequence[RawBlock]) -> list[tuple[int, int]]:
    """Return for each block its page and, where there is one page only, its section."""
    one_page = len({block.page for block in blocks}) <= 1
    section, heading_before, found = 0, False, []
    for block in blocks:
        is_heading = block.kind in (BlockKind.HEADING, BlockKind.TITLE)
        if one_page and is_heading and not heading_before:
            section += 1
        heading_before = is_heading
        found.append((block.page, section))
    return found


def _groups(
    blocks: Sequence[RawBlock], numbers: Sequence[tuple[int, int]]
) -> list[tuple[tuple[int, int], list[RawBlock]]]:
    groups: dict[tuple[int, int], list[RawBlock]] = {}
    for block, number in zip(blocks, numbers, strict=True):
        groups.setdefault(number, []).append(block)
    return list(groups.items())


def _lines(block: RawBlock) -> list[str]:
    return [line for line in normalise_lines(block.text).split("\n") if line.strip()]


def _labels_in(line: str) -> set[str]:
    """Return the labels of a form in a line: one before what is said, or several one after
    another."""
    plain = normalise(line)
    match = _LABEL.match(plain)
    found = {each["label"].casefold() for each in _INLINE.finditer(plain)}
    if match is not None and len(match["said"] or "") <= _LONGEST_LABELLED:
        found.add(match["label"].casefold())
    elif len(found) < 2:
        return set()
    return found


def _is_row(line: str) -> bool:
    """Say whether a line is a row of a register: a name beside two things only a person has."""
    if len(line) > _LONGEST_LABELLED * 2:
        return False
    cells = [normalise(cell) for cell in re.split(r"\s*[|;\t]\s*|\s*,\s+(?=[\d+])", line)]
    named = any(_CELL_NAME.match(cell) for cell in cells[:3])
    return named and len(cells) >= 3 and _identifiers(line) >= 2


def _is_run_together(text: str) -> bool:
    """Say whether a block is several rows of a register run together: little but such things."""
    dates, others = _dates_and_others(text)
    if min(dates, others) < _LEAST_ROWS:
        return False
    return len(text.split()) <= _BETWEEN * (dates + others)


def _identifiers(text: str) -> int:
    return sum(_dates_and_others(text))


def _dates_and_others(text: str) -> tuple[int, int]:
    """Count the whole dates in a text, and the numbers and contacts as persons have them."""
    rest = _CONTACT.sub(" ", text)
    dates, numbers = _DATE.findall(rest), _NUMBER.findall(_DATE.sub(" ", rest))
    return len(dates), len(numbers) + len(_CONTACT.findall(text))


def _is_register(text: str) -> bool:
    """Say whether a table has persons in its rows, or the fields of a form in its first column."""
    rows = [[normalise(cell) for cell in line.split("|")] for line in text.split("\n")]
    rows = [row for row in rows if any(row)]
    if len(rows) < 2:
        return False
    head = [cell for cell in rows[0] if cell]
    known = {cell.casefold() for cell in head if _COLUMN.match(cell)}
    personal = {cell for cell in known if _PERSONAL.search(cell)}
    risk = any(_RISK.match(cell) for cell in head)
    named = sum(any(_CELL_NAME.match(cell) for cell in row[:3]) for row in rows[1:])
    if named >= 0.5 * (len(rows) - 1):
        if len(personal) >= _IDENTITY or (personal and (risk or len(known) >= 3)):
            return True
        if sum(_identifiers(" | ".join(row)) >= 1 for row in rows[1:]) >= max(3, len(rows) / 2):
            return bool(personal)
    return False
