"""The journal outside of its node: written line by line, and proved from what was written alone.

A line holds what an entry's hash vouches for, in this order: previous, at, kind, record_kind,
record_id, actor, detail_hash. The hash is SHA-256 over these, joined by line feeds, in UTF-8; so
anybody can prove an export without Balai. Details are not in it: they can be erased, and an
export cannot; their salted hash is.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from itertools import chain

from balai.core.errors import Invalid
from balai.foundation.journal.chain import entry_hash

FORMATS = ("jsonl", "csv")


@dataclass(frozen=True)
class Line:
    """One entry as it leaves the node; `at` as in its hash (ISO 8601 with offset)."""

    seq: int
    at: str
    kind: str
    record_kind: str
    record_id: str
    actor: str
    detail_hash: str
    previous: str
    hash: str

    @property
    def adds_up(self) -> bool:
        """Say whether the hash is that of what stands here."""
        return self.hash == entry_hash(
            self.previous,
            self.at,
            self.kind,
            self.record_kind,
            self.record_id,
            self.actor,
            self.detail_hash,
        )


NAMES = tuple(each.name for each in fields(Line))


@dataclass(frozen=True)
class Proof:
    """What an export comes to: how many entries, from and to which, and the first that is wrong.

    `fault` is None where every hash adds up and each entry follows the one before it.
    `is_whole` says whether it begins with the node's first entry.
    """

    entries: int
    first: int
    last: int
    head: str
    is_whole: bool
    fault: int | None
    why: str


def written(lines: Iterable[Line], form: str) -> Iterator[str]:
    """Yield an export line by line, as JSON lines or CSV."""
    if form == "csv":
        yield _row(NAMES)
    for line in lines:
        if form == "csv":
            yield _row([str(getattr(line, name)) for name in NAMES])
        else:
            yield json.dumps(asdict(line), ensure_ascii=False, separators=(",", ":")) + "\n"


def _row(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(cells)  # ends in CRLF, and quotes either half
    return out.getvalue()


def read(text: Iterable[str]) -> Iterator[Line]:
    """Yield the lines of an export in either form. Raises Invalid where it is none."""
    rows = iter(text)
    first = next(rows, "")
    is_csv = first.strip() == ",".join(NAMES)
    number = 1 if is_csv else 0
    try:
        for row in _rows(rows) if is_csv else _objects(chain([first], rows)):
            number += 1
            yield _line(row)
    except (ValueError, TypeError, KeyError, csv.Error) as error:
        raise Invalid(
            f"Line {number} is not of a journal’s export: {type(error).__name__}.",
            "Give the file as `balai journal export` wrote it.",
            kind="no-export",
        ) from error


def _rows(text: Iterator[str]) -> Iterator[dict[str, object]]:
    for cells in csv.reader(text):
        yield dict(zip(NAMES, cells, strict=True))


def _objects(text: Iterator[str]) -> Iterator[dict[str, object]]:
    for row in text:
        if row.strip():
            yield json.loads(row)


def _line(row: dict[str, object]) -> Line:
    if set(row) != set(NAMES):
        raise KeyError
    return Line(int(str(row["seq"])), *(str(row[name]) for name in NAMES[1:]))


def prove(lines: Iterable[Line]) -> Proof:
    """Compute the chain of an export anew."""
    entries, first, last, head, whole = 0, 0, 0, "", False
    for line in lines:
        why = ""
        if entries and line.previous != head:
            why = "does not follow the entry before it"
        elif entries and line.seq <= last:
            why = "stands out of its order"
        elif not line.adds_up:
            why = "is not what was written"
        if why:
            return Proof(entries, first, last, head, whole, line.seq, why)
        if not entries:
            first, whole = line.seq, not line.previous
        entries, last, head = entries + 1, line.seq, line.hash
    return Proof(entries, first, last, head, whole, None, "")
